using SynthAug.Plugins.Linear;

namespace SynthAug.Plugins.Tests;

public class LogisticTests
{
    private static ILinearModel Fit(TrainingSample sample, LogisticOptions options, FeatureMatrix? synthetic = null, double[]? w0 = null, double[]? w1 = null) =>
        (ILinearModel)new Logistic(options).Fit(
            new() { Real = sample, Synthetic = synthetic is null ? default : synthetic.Rows, MajorityWeights = w0, MinorityWeights = w1 }, Samples.Context());

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(100, true)]
    public void It_agrees_with_an_independent_slow_optimiser(double l2, bool intercept)
    {
        var sample = Samples.Normal(80, 25, 3);
        var synthetic = Samples.Normal(1, 11, 3, seed: 4).Minority;
        var slow = SlowLogistic.Fit(Rows(sample, synthetic), l2, intercept);
        var model = Fit(sample, new() { L2 = l2, Intercept = intercept }, synthetic);
        for (var j = 0; j < 3; j++) model.Coefficients[j].ShouldBe(slow[j], 1e-9);
        model.Intercept.ShouldBe(intercept ? slow[3] : 0, 1e-9);
        model.Scale.ShouldBe(ScoreScale.LogOdds);
    }

    [Theory]
    [InlineData(1, 1, 1, 0.5)]
    [InlineData(4, 9, 3, 1)]
    [InlineData(5, 3000, 40, 0)]
    [InlineData(21, 700, 60, 1)]
    [InlineData(30, 10, 5, 0.1)]
    public void The_gradient_vanishes_at_the_solution(int d, int majority, int minority, double l2)
    {
        var sample = Samples.Normal(majority, minority, d);
        var model = Fit(sample, new() { L2 = l2 });
        var gradient = SlowLogistic.Gradient(Rows(sample), l2, [.. model.Coefficients, model.Intercept]);
        // 1e-10 standard errors, times the root of the Hessian's entry (at most √n·|x|/2), and rounding of a sum of n terms.
        gradient.ShouldAllBe(g => Math.Abs(g) < 1e-12 * (majority + minority) + 1e-10);
    }

    [Fact]
    public void The_penalty_is_half_l2_against_the_sum_of_losses()
    {
        // n rows at −1 (majority) and n at +1: the minimum solves l2·w = 2n·σ(−w).
        const int N = 7;
        var sample = new TrainingSample(new(Enumerable.Repeat(-1.0, N).ToArray(), 1), new(Enumerable.Repeat(1.0, N).ToArray(), 1));
        foreach (var l2 in new[] { 0.01, 1, 50 })
        {
            double low = 0, high = 50;
            for (var i = 0; i < 200; i++)
            {
                var w = (low + high) / 2;
                if (l2 * w < 2 * N / (1 + Math.Exp(w))) low = w;
                else high = w;
            }

            Fit(sample, new() { L2 = l2, Intercept = false }).Coefficients[0].ShouldBe(low, 1e-10 * low);
            var both = Fit(sample, new() { L2 = l2 });
            both.Coefficients[0].ShouldBe(low, 1e-10 * low);
            both.Intercept.ShouldBe(0, 1e-10);
        }
    }

    [Fact]
    public void The_intercept_is_not_penalised()
    {
        var sample = Samples.Normal(300, 20, 3);
        var model = Fit(sample, new() { L2 = 5 });
        foreach (ref var value in sample.Majority.Writable.Values) value += 1000;
        foreach (ref var value in sample.Minority.Writable.Values) value += 1000;
        var moved = Fit(sample, new() { L2 = 5 });
        for (var j = 0; j < 3; j++) moved.Coefficients[j].ShouldBe(model.Coefficients[j], 1e-10);
        var sum = model.Coefficients[0] + model.Coefficients[1] + model.Coefficients[2];
        moved.Intercept.ShouldBe(model.Intercept - 1000 * sum, 1e-7);

        // Under a penalty without end only the intercept is left: the log-odds of the counts.
        Fit(Samples.Normal(300, 20, 3), new() { L2 = 1e12 }).Intercept.ShouldBe(Math.Log(20.0 / 300), 1e-6);
    }

    [Fact]
    public void Integer_weights_are_repeated_rows()
    {
        var sample = Samples.Normal(31, 13, 2);
        double[] w0 = [.. Enumerable.Range(0, 31).Select(i => (double)(i % 3))], w1 = [.. Enumerable.Range(0, 13).Select(i => (double)(i % 4))];
        var weighted = Fit(sample, new(), null, w0, w1);
        var repeated = Fit(new(LeastSquaresTests.Repeat(sample.Majority, w0), LeastSquaresTests.Repeat(sample.Minority, w1)), new());
        for (var j = 0; j < 2; j++) weighted.Coefficients[j].ShouldBe(repeated.Coefficients[j], 1e-11);
        weighted.Intercept.ShouldBe(repeated.Intercept, 1e-11);
        Math.Abs(weighted.Coefficients[0] - Fit(sample, new()).Coefficients[0]).ShouldBeGreaterThan(1e-3);
    }

    [Fact]
    public void Units_of_a_column_do_not_matter_without_a_penalty()
    {
        var sample = Samples.Normal(200, 40, 2);
        var model = Fit(sample, new() { L2 = 0 });
        for (var i = 0; i < 200; i++) sample.Majority.Writable[i][1] *= 1e-9;
        for (var i = 0; i < 40; i++) sample.Minority.Writable[i][1] *= 1e-9;
        var scaled = Fit(sample, new() { L2 = 0 });
        scaled.Coefficients[0].ShouldBe(model.Coefficients[0], 1e-10);
        scaled.Coefficients[1].ShouldBe(1e9 * model.Coefficients[1], 1e-1);
        (scaled.Coefficients[1] / 1e9).ShouldBe(model.Coefficients[1], 1e-10);
    }

    [Fact]
    public void Separated_classes_are_refused_without_a_penalty_and_served_with_one()
    {
        var sample = Samples.Normal(40, 10, 2, shift: 30);
        Should.Throw<RefusalException>(() => Fit(sample, new() { L2 = 0 })).Message
            .ShouldBe("logistic has no finite fit: a hyperplane separates the two classes; add a penalty l2 > 0.");
        Fit(sample, new() { L2 = 1e-6 }).Coefficients[0].ShouldBeGreaterThan(0);
        var gradient = SlowLogistic.Gradient(Rows(sample), 1e-6, Parameters(Fit(sample, new() { L2 = 1e-6 })));
        gradient.ShouldAllBe(g => Math.Abs(g) < 1e-10);
    }

    [Fact]
    public void Classes_that_only_touch_are_refused_without_a_penalty()
    {
        // Quasi-complete separation: both classes have a row at 0, all others are on their own side.
        var sample = Samples.Of(new double[,] { { -2 }, { -1 }, { 0 } }, new double[,] { { 0 }, { 1 }, { 2 } });
        Should.Throw<RefusalException>(() => Fit(sample, new() { L2 = 0 })).Message
            .ShouldBe("logistic did not converge: data may be separable; add a penalty l2 > 0.");
        Fit(sample, new()).Coefficients[0].ShouldBeGreaterThan(0);

        // Without an intercept the one-column Hessian never looks singular; steps of about 1 that never shrink are what tells.
        var even = Samples.Of(new double[,] { { -1 }, { 0 } }, new double[,] { { 0 }, { 1 } });
        Should.Throw<RefusalException>(() => Fit(even, new() { L2 = 0, Intercept = false })).Message
            .ShouldBe("logistic did not converge: data may be separable; add a penalty l2 > 0.");
    }

    [Fact]
    public void A_start_that_leads_astray_ends_at_the_minimum()
    {
        // Outliers, all of them in blocks of eight that the few rows lack which a cold fit begins with: steps by the Hessian of those go far too far.
        var sample = Samples.Normal(9000, 3000, 14);
        foreach (var part in new[] { sample.Majority, sample.Minority })
        {
            for (var i = 8; i < 16; i++)
            {
                foreach (ref var x in part.Writable[i]) x *= 30;
            }
        }

        var model = Fit(sample, new() { L2 = 1 });
        // 1e-10 standard errors, times the root of the Hessian's entry (√n·|x|/2).
        SlowLogistic.Gradient(Rows(sample), 1, Parameters(model)).ShouldAllBe(g => Math.Abs(g) < 1e-7);
    }

    [Fact]
    public void A_sample_of_separated_rows_does_not_mislead_a_fit_of_all()
    {
        // Only four rows cross over, and the evenly spaced blocks that a cold fit begins with have none of them.
        var sample = Samples.Normal(4000, 3000, 2, shift: 12);
        for (var i = 0; i < 2; i++)
        {
            sample.Minority[0].CopyTo(sample.Majority.Writable[100 + i]);
            sample.Majority[0].CopyTo(sample.Minority.Writable[100 + i]);
        }

        var model = Fit(sample, new() { L2 = 0 });
        SlowLogistic.Gradient(Rows(sample), 0, Parameters(model)).ShouldAllBe(g => Math.Abs(g) < 1e-8);
    }

    [Fact]
    public void One_row_on_the_wrong_side_makes_the_fit_finite()
    {
        var sample = Samples.Of(new double[,] { { -2 }, { -1 }, { 0.5 } }, new double[,] { { 0.4 }, { 1 }, { 2 } });
        var model = Fit(sample, new() { L2 = 0 });
        model.Coefficients[0].ShouldBeGreaterThan(1);
        SlowLogistic.Gradient(Rows(sample), 0, Parameters(model)).ShouldAllBe(g => Math.Abs(g) < 1e-10);
    }

    [Fact]
    public void Far_outliers_do_not_stop_it()
    {
        var sample = Samples.Normal(500, 50, 4);
        for (var i = 0; i < 4; i++) sample.Majority.Writable[7 * i][i] = 1e6;
        var model = Fit(sample, new() { L2 = 0 });
        // Rounding in a gradient whose terms reach 1e6.
        SlowLogistic.Gradient(Rows(sample), 0, Parameters(model)).ShouldAllBe(g => Math.Abs(g) < 1e-6);
    }

    [Fact]
    public void Collinear_columns_are_refused_without_a_penalty_and_served_with_one()
    {
        var sample = Samples.Normal(50, 20, 3);
        for (var i = 0; i < 50; i++) sample.Majority.Writable[i][2] = 2 * sample.Majority[i][0];
        for (var i = 0; i < 20; i++) sample.Minority.Writable[i][2] = 2 * sample.Minority[i][0];
        Should.Throw<RefusalException>(() => Fit(sample, new() { L2 = 0 })).Message
            .ShouldStartWith("logistic has no single solution: column 2 is constant or a combination");
        var model = Fit(sample, new());
        model.Coefficients[2].ShouldBe(2 * model.Coefficients[0], 1e-9);
    }

    [Fact]
    public void The_minority_is_the_positive_class_whatever_its_label()
    {
        var rows = Samples.Normal(60, 12, 2);
        var zero = Fit(new(rows.Majority, rows.Minority, 0), new());
        zero.Coefficients.SequenceEqual(Fit(rows, new()).Coefficients).ShouldBeTrue();
        zero.Coefficients[0].ShouldBeGreaterThan(0);
    }

    internal static double[] Parameters(ILinearModel model) => [.. model.Coefficients, model.Intercept];

    internal static List<(double[] X, bool Minority)> Rows(TrainingSample sample, FeatureMatrix? synthetic = null)
    {
        var rows = new List<(double[], bool)>();
        for (var i = 0; i < sample.Majority.RowCount; i++) rows.Add((sample.Majority[i].ToArray(), false));
        for (var i = 0; i < sample.Minority.RowCount; i++) rows.Add((sample.Minority[i].ToArray(), true));
        for (var i = 0; i < synthetic?.RowCount; i++) rows.Add((synthetic[i].ToArray(), true));
        return rows;
    }
}
