using SynthAug.Plugins.Kernel;

namespace SynthAug.Plugins.Tests.Kernel;

public class KernelLogisticTests
{
    private static double[] Scores(
        TrainingSample sample, KernelLogisticOptions options, FeatureMatrix rows, FeatureMatrix? pool = null, double[]? w0 = null, double[]? w1 = null)
    {
        var model = new KernelLogistic(options).Fit(
            new() { Real = sample, Synthetic = pool is null ? default : pool.Rows, MajorityWeights = w0, MinorityWeights = w1 }, Samples.Context());
        model.Scale.ShouldBe(ScoreScale.LogOdds);
        var scores = new double[rows.RowCount];
        model.Score(rows.Rows, scores);
        return scores;
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 0.01)]
    [InlineData(0.4, 0.1)]
    [InlineData(3, 1e-3)]
    public void The_exact_kernel_agrees_with_an_independent_slow_solver(double bandwidth, double ridge)
    {
        var sample = Rings.Sample(70, 20, d: 2);
        var pool = Rings.Pool(sample, 30);
        double[] w0 = [.. Enumerable.Range(0, 70).Select(i => 0.5 + i % 3)], w1 = [.. Enumerable.Range(0, 20).Select(i => 1 + 0.25 * (i % 5))];
        var rows = Rings.HeldOut(sample, 20);
        var scores = Scores(sample, new() { Bandwidth = bandwidth, Ridge = ridge, Approximation = KernelApproximation.Exact }, rows, pool, w0, w1);
        var slow = SlowKernelLogistic.Fit(sample, pool, bandwidth, ridge, w0, w1);
        for (var i = 0; i < scores.Length; i++) scores[i].ShouldBe(slow.Score(rows[i]), 1e-7 * (1 + Math.Abs(scores[i])));
    }

    [Fact]
    public void The_ridge_is_half_against_the_sum_of_losses_and_spares_the_intercept()
    {
        // n rows at −1 (majority) and n at +1, q = k(1, −1): f = a(k(1, ·) − k(−1, ·)), f(1) = a(1 − q), ‖f‖² = 2a²(1 − q).
        const int N = 7;
        var sample = new TrainingSample(new(Enumerable.Repeat(-1.0, N).ToArray(), 1), new(Enumerable.Repeat(1.0, N).ToArray(), 1));
        var q = Math.Exp(-4 / (2 * 1.5 * 1.5));
        foreach (var ridge in new[] { 0.01, 1, 50 })
        {
            // The minimum of ½·ridge·‖f‖² + 2n·ln(1 + exp(−f(1))) has ridge·a = n·σ(−a(1 − q)).
            double low = 0, high = N / ridge;
            for (var i = 0; i < 200; i++)
            {
                var a = (low + high) / 2;
                if (ridge * a < N / (1 + Math.Exp(a * (1 - q)))) low = a;
                else high = a;
            }

            var scores = Scores(sample, new() { Bandwidth = 1.5, Ridge = ridge }, Samples.Matrix(new double[,] { { 1 }, { -1 }, { 0 } }));
            scores[0].ShouldBe(low * (1 - q), 1e-10);
            scores[1].ShouldBe(-scores[0], 1e-10);
            scores[2].ShouldBe(0, 1e-10);
        }
    }

    [Fact]
    public void Under_a_ridge_without_end_only_the_log_odds_of_the_counts_are_left()
    {
        var sample = Rings.Sample(300, 20);
        var pool = Rings.Pool(sample, 40);
        var rows = Rings.HeldOut(sample, 10);
        Scores(sample, new() { Ridge = 1e12 }, rows).ShouldAllBe(s => Math.Abs(s - Math.Log(20.0 / 300)) < 1e-8);
        Scores(sample, new() { Ridge = 1e12 }, rows, pool).ShouldAllBe(s => Math.Abs(s - Math.Log(60.0 / 300)) < 1e-8);
    }

    [Fact]
    public void A_bandwidth_of_0_is_the_median_distance_of_the_real_rows()
    {
        var sample = Rings.Sample(60, 20);
        var pool = Rings.Pool(sample, 200);
        var rows = Rings.HeldOut(sample, 10);
        var median = new MedianDistance().Of(new([.. sample.Majority.Rows.Values, .. sample.Minority.Rows.Values], 5));
        var scores = Scores(sample, new(), rows, pool);
        scores.ShouldBe(Scores(sample, new() { Bandwidth = median }, rows, pool), 1e-9);
        scores.Zip(Scores(sample, new() { Bandwidth = 1.1 * median }, rows, pool), (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(0.01);
    }

    [Fact]
    public void Integer_weights_are_repeated_rows()
    {
        var sample = Rings.Sample(41, 13);
        double[] w0 = [.. Enumerable.Range(0, 41).Select(i => 1.0 + i % 3)], w1 = [.. Enumerable.Range(0, 13).Select(i => 1.0 + i % 4)];
        var rows = Rings.HeldOut(sample, 30);
        var repeated = new TrainingSample(LeastSquaresTests.Repeat(sample.Majority, w0), LeastSquaresTests.Repeat(sample.Minority, w1));
        foreach (var approximation in Enum.GetValues<KernelApproximation>())
        {
            // A given bandwidth and no early stop: the median and the mean residual count rows, not weights.
            var options = new KernelLogisticOptions { Bandwidth = 2, Ridge = 0.1, Rank = 20, Tolerance = 0, Approximation = approximation };
            var weighted = Scores(sample, options, rows, null, w0, w1);
            var expected = Scores(repeated, options, rows);
            var unweighted = Scores(sample, options, rows);
            var tolerance = approximation == KernelApproximation.Exact ? 1e-7 : 1e-10;
            for (var i = 0; i < weighted.Length; i++) weighted[i].ShouldBe(expected[i], tolerance);
            weighted.Zip(unweighted, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(0.01);
        }
    }

    [Fact]
    public void A_row_of_weight_0_is_not_there()
    {
        var sample = Rings.Sample(60, 20);
        double[] w1 = [.. Enumerable.Range(0, 20).Select(i => i < 12 ? 1.0 : 0)];
        var rows = Rings.HeldOut(sample, 10);
        var options = new KernelLogisticOptions { Bandwidth = 2, Approximation = KernelApproximation.Exact };
        var without = new TrainingSample(sample.Majority, new(sample.Minority.Rows.Prefix(12).Values, 5));
        var expected = Scores(without, options, rows);
        Scores(sample, options, rows, null, null, w1).Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-7);
    }

    [Fact]
    public void Odd_shapes_are_served()
    {
        // One row a class; a constant column; duplicates; the same row in both classes.
        var two = Samples.Of(new double[,] { { 0, 0 } }, new double[,] { { 1, 1 } });
        Scores(two, new(), Samples.Matrix(new double[,] { { 0, 0 }, { 1, 1 } }))[1].ShouldBeGreaterThan(0);
        var sample = Samples.Normal(40, 9, 3);
        for (var i = 0; i < 40; i++) sample.Majority.Writable[i][1] = 4;
        for (var i = 0; i < 9; i++) sample.Minority.Writable[i][1] = 4;
        for (var i = 0; i < 9; i++) sample.Minority[i].CopyTo(sample.Majority.Writable[2 * i]);
        for (var i = 20; i < 30; i++) sample.Majority[30].CopyTo(sample.Majority.Writable[i]);
        var rows = Samples.Normal(1, 30, 3, seed: 9).Minority;
        var slow = SlowKernelLogistic.Fit(sample, null, 1, 0.3);
        foreach (var approximation in Enum.GetValues<KernelApproximation>())
        {
            var scores = Scores(sample, new() { Bandwidth = 1, Ridge = 0.3, Approximation = approximation }, rows);
            for (var i = 0; i < scores.Length; i++) scores[i].ShouldBe(slow.Score(rows[i]), approximation == KernelApproximation.Exact ? 1e-8 : 1e-3);
        }
    }

    [Fact]
    public void Far_rows_and_separated_classes_have_finite_scores()
    {
        var sample = Samples.Normal(50, 10, 2, shift: 40);
        var rows = Samples.Matrix(new double[,] { { 1e200, 1e200 }, { 0, 0 }, { 40, 60 } });
        var scores = Scores(sample, new() { Ridge = 1e-6 }, rows);
        scores.ShouldAllBe(s => double.IsFinite(s));
        scores[1].ShouldBeLessThan(-5);
        scores[2].ShouldBeGreaterThan(5);
    }

    [Fact]
    public void What_cannot_be_served_is_refused_with_what_to_do()
    {
        var sample = Rings.Sample(40, 10);
        var pool = Rings.Pool(sample, 11);
        var rows = Rings.HeldOut(sample, 2);
        string Refusal(TrainingSample s, KernelLogisticOptions options, FeatureMatrix? p = null, double[]? w1 = null) =>
            Should.Throw<RefusalException>(() => Scores(s, options, rows, p, null, w1)).Message;

        Refusal(sample, new() { Approximation = KernelApproximation.Exact, MaxExact = 60 }, pool)
            .ShouldBe("kernel-logistic takes at most 60 rows with the exact kernel, these are 61; raise max-exact or use approximation=pivoted.");
        Scores(sample, new() { Approximation = KernelApproximation.Exact, MaxExact = 61 }, rows, pool).Length.ShouldBe(6);

        Refusal(Samples.Normal(0, 5, 5), new()).ShouldBe("kernel-logistic needs rows of both classes with weight above 0; the majority has none.");
        Refusal(Samples.Normal(5, 0, 5), new()).ShouldBe("kernel-logistic needs rows of both classes with weight above 0; the minority has none.");
        Refusal(sample, new(), null, new double[10]).ShouldContain("the minority has none");
        Refusal(Samples.Normal(1, 0, 5), new()).ShouldBe("kernel-logistic needs two real rows for a median distance; pass a bandwidth.");
        var alike = new TrainingSample(new(new double[40], 5), new(new double[5], 5));
        Refusal(alike, new()).ShouldBe("kernel-logistic: the median distance is 0, most real rows are alike; pass a bandwidth.");
        Scores(alike, new() { Bandwidth = 1 }, rows)[0].ShouldBe(Math.Log(1.0 / 8), 1.0);
        Refusal(Samples.Of(new double[,] { { 1e200 } }, new double[,] { { -1e200 } }), new()).ShouldContain("overflows");
        Refusal(sample, new() { Bandwidth = 1e-300 }).ShouldContain("its square is 0");
        Refusal(sample, new(), null, [.. Enumerable.Repeat(1e308, 10)]).ShouldStartWith("kernel-logistic did not converge");

        Should.Throw<RefusalException>(() => Scores(sample, new(), Samples.Normal(1, 3, 4).Minority)).Message.ShouldContain("4 columns");
        Refusal(sample, new(), Samples.Normal(1, 3, 4).Minority).ShouldStartWith("The synthetic rows have 4 columns");
        pool.Writable[3][2] = double.NaN;
        Refusal(sample, new(), pool).ShouldStartWith("synthetic row 3, column 2 is NaN");
        sample.Minority.Writable[9][0] = double.PositiveInfinity;
        Refusal(sample, new()).ShouldStartWith("minority row 9, column 0");
    }

    [Fact]
    public void A_cancelled_fit_stops()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var context = Samples.Context();
        context.Cancellation = source.Token;
        Should.Throw<OperationCanceledException>(() => new KernelLogistic(new()).Fit(new() { Real = Rings.Sample(40, 10) }, context));
    }
}
