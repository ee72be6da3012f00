using SynthAug.Numerics;

namespace PaperFigures.Tests;

/// <summary>Examples 2 and Section 7.1: what tuning the size gains where imbalance does hurt. Standard errors are over repetitions, paired where two rules are compared.</summary>
public class LocalAsymmetryTests
{
    private const double Sure = 4;

    [Fact]
    public void Figure_3_balancing_keeps_its_excess_risk_and_four_times_as_many_rows_take_it_to_zero()
    {
        var run = FigureRun.Of(nameof(Figure3), repetitions: 50, cells: cell => cell[nameof(Figure3.MinorityCount)] is "98" or "3200");
        var (few, many) = (run.In(nameof(Figure3.MinorityCount), 98), run.In(nameof(Figure3.MinorityCount), 3200));
        StaysAt(0.0161695, many.Rule("naive").Mean("ExcessRisk")).ShouldBeTrue();
        StaysAt(0.1038251, many.Rule("naive").Mean("ParameterError")).ShouldBeTrue();
        // Rate 1/n1: 33 times the rows, a 33rd of the risk, within the errors of both means.
        var (before, after) = (few.Rule("cancelling").Mean("ExcessRisk"), many.Rule("cancelling").Mean("ExcessRisk"));
        var error = Math.Sqrt(Square(before.StandardError / before.Mean) + Square(after.StandardError / after.Mean));
        Math.Log(before.Mean / after.Mean).ShouldBe(Math.Log(3200 / 98.0), Sure * error);
        // The twin: four times as many rows do not stay at balancing's limit.
        StaysAt(0.0161695, after).ShouldBeFalse();

        static bool StaysAt(double limit, Estimate mean) => Math.Abs(mean.Mean - limit) < Sure * mean.StandardError;
    }

    [Fact]
    public void Example_2_an_orthogonal_generator_leaves_a_floor_at_every_size_and_an_aligned_one_does_not()
    {
        var run = FigureRun.Of(nameof(Example2Orthogonal), repetitions: 40, cells: cell => cell[nameof(Example2Orthogonal.MinorityCount)] == "500");
        var orthogonal = run.Where(row => row.Generator == "orthogonal");
        var floor = Enumerable.Range(0, 2000).Min(i => Limit(0.05 * i, 1, 1));
        floor.ShouldBeGreaterThan(0.056);
        for (var i = 0; i <= 32; i++)
        {
            var mean = orthogonal.At(0.25 * i).Mean("ExcessRisk");
            IsAbove(floor, mean).ShouldBeTrue($"γ = {0.25 * i}: {mean}");
            // n1 = 500 leaves an O(1/n1) term beside the limit.
            mean.Mean.ShouldBe(Limit(0.25 * i, 1, 1), (Sure * mean.StandardError) + 0.0005);
        }

        // The twin: the aligned generator passes under the floor, as its limit says, which is 0 at γ = 4.
        Limit(4, 0.5, 0).ShouldBe(0, 1e-15);
        IsAbove(floor, run.Where(row => row.Generator == "aligned").At(4).Mean("ExcessRisk")).ShouldBeFalse();

        static bool IsAbove(double floor, Estimate mean) => mean.Mean > floor - (Sure * mean.StandardError);
    }

    [Fact]
    public void Figure_2_tuning_beats_balancing_with_1000_validation_rows_and_by_less_as_the_minority_grows()
    {
        var (few, many) = (Figure2Cell(50, 1000), Figure2Cell(400, 1000));
        foreach (var rule in (string[])["vtss", "vtss, fresh"])
        {
            var (before, after) = (Gain(few, rule), Gain(many, rule));
            before.Z().ShouldBeGreaterThan(Sure, rule);
            after.Mean.ShouldBeGreaterThan(0, rule);
            // Two independent means.
            ((before.Mean - after.Mean) / Math.Sqrt(Square(before.StandardError) + Square(after.StandardError))).ShouldBeGreaterThan(Sure, rule);
            // In the error of the fitted line too.
            few.Rule("naive").Less(few.Rule(rule), "Error").Z().ShouldBeGreaterThan(Sure, rule);
        }
    }

    [Fact]
    public void Figure_2_tuning_varies_less_over_repetitions_with_1000_validation_rows_and_not_with_100_where_it_costs()
    {
        Steadier(Figure2Cell(50, 1000), "vtss, fresh").ShouldBeLessThan(-Sure);
        Steadier(Figure2Cell(400, 1000), "vtss").ShouldBeLessThan(-Sure);
        // The twin: the same check where the claim fails.
        Steadier(Figure2Cell(400, 100), "vtss").ShouldBeGreaterThan(-2);

        // Pitman and Morgan: two spreads differ when sum and difference of the pairs correlate; Fisher's z of that correlation has standard error 1/√(n − 3).
        static double Steadier(FigureRun cell, string rule)
        {
            var (tuned, naive) = (cell.Rule(rule).Values("LogLoss"), cell.Rule("naive").Values("LogLoss"));
            double[] sums = [.. tuned.Zip(naive, (a, b) => a + b)], differences = [.. tuned.Zip(naive, (a, b) => a - b)];
            var (meanSum, meanDifference) = (sums.Average(), differences.Average());
            var correlation = sums.Zip(differences, (s, d) => (s - meanSum) * (d - meanDifference)).Sum()
                / Math.Sqrt(sums.Sum(s => Square(s - meanSum)) * differences.Sum(d => Square(d - meanDifference)));
            return Math.Atanh(correlation) * Math.Sqrt(tuned.Length - 3);
        }
    }

    /// <summary>The twin of the gain: the same check on 100 validation rows finds a loss.</summary>
    [Fact]
    public void Figure_2_with_100_validation_rows_and_400_of_the_minority_tuning_is_worse_than_balancing() =>
        Gain(Figure2Cell(400, 100), "vtss").Z().ShouldBeLessThan(-Sure);

    [Fact]
    public void Figure_2_drawing_again_at_balance_gains_what_fresh_tuning_gains()
    {
        var run = Figure2Cell(50, 1000);
        Gain(run, "best of 21 draws").Z().ShouldBeGreaterThan(Sure);
        ExceedsHalf(run, "best of 21 draws").ShouldBeGreaterThan(Sure);
        // The twin: one draw has none of it.
        ExceedsHalf(run, "naive").ShouldBeLessThan(-Sure);

        // (naive − rule) − ½(naive − fresh): what the rule gains beyond half the gain of fresh tuning, in standard errors.
        static double ExceedsHalf(FigureRun run, string rule)
        {
            var half = run.Rule("naive").Values("LogLoss").Zip(run.Rule("vtss, fresh").Values("LogLoss"), (naive, fresh) => (naive + fresh) / 2);
            return Estimate.Of([.. half.Zip(run.Rule(rule).Values("LogLoss"), (h, own) => h - own)]).Z();
        }
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(100)]
    public void Figure_2_a_prior_shift_without_any_synthetic_row_beats_every_rule_that_adds_them(int validation)
    {
        var run = Figure2Cell(400, validation);
        foreach (var rule in (string[])["naive", "vtss", "vtss, fresh", "best of 21 draws"])
            run.Rule("prior-shift").Less(run.Rule(rule), "LogLoss").Z().ShouldBeLessThan(-Sure, rule);
    }

    [Fact]
    public void Figure_4_tuning_beats_balancing_at_every_size_of_the_minority_and_the_gap_stays()
    {
        var run = FigureRun.Of(nameof(Figure4), repetitions: 30, cells: cell => cell[nameof(Figure4.MinorityCount)] is "100" or "935" or "5000");
        string[] rules = ["vtss(0.6,1.4,21)", "vtss(0.5,2,41)", "vtss(0.5,4,141)", "vtss, widening"];
        foreach (var count in (int[])[100, 935, 5000])
        {
            var part = run.In(nameof(Figure4.MinorityCount), count);
            foreach (var rule in rules)
            {
                part.Rule("naive").Less(part.Rule(rule), "ExcessRisk").Z().ShouldBeGreaterThan(Sure, $"{rule}, n1 = {count}");
                StaysApart(part, rule).ShouldBeTrue($"{rule}, n1 = {count}");
            }

            // The twin: choosing among draws instead of sizes gains something, but leaves no gap.
            StaysApart(part, "best of 21 draws").ShouldBeFalse();
        }

        // Balancing has at least half as much risk again, beyond the error of the difference.
        static bool StaysApart(FigureRun part, string rule)
        {
            var excess = part.Rule("naive").Values("ExcessRisk").Zip(part.Rule(rule).Values("ExcessRisk"), (naive, own) => naive - (1.5 * own));
            return Estimate.Of([.. excess]).Z() > Sure;
        }
    }

    [Fact]
    public void Figure_4_a_grid_centred_at_one_ends_on_its_edge_and_pays_for_it()
    {
        var run = FigureRun.Of(nameof(Figure4), repetitions: 30, cells: cell => cell[nameof(Figure4.MinorityCount)] == "935");
        run.Rule("vtss(0.6,1.4,21)").Gammas.ShouldAllBe(gamma => gamma == 1.4);
        run.Rule("vtss(0.5,4,141)").Gammas.ShouldAllBe(gamma => gamma > 1.4 && gamma < 4);
        run.Rule("vtss(0.6,1.4,21)").Less(run.Rule("vtss(0.5,4,141)"), "ExcessRisk").Z().ShouldBeGreaterThan(Sure);
    }

    private static readonly Lazy<FigureRun> Figure2Run = new(() => FigureRun.Of(
        nameof(Figure2), cells: cell => cell[nameof(Figure2.MinorityCount)] is "400" || (cell[nameof(Figure2.MinorityCount)] is "50" && cell[nameof(Figure2.ValidationSize)] is "1000")));

    private static FigureRun Figure2Cell(int minority, int validation) =>
        Figure2Run.Value.In(nameof(Figure2.MinorityCount), minority).In(nameof(Figure2.ValidationSize), validation);

    /// <summary>By how much balancing's population log-loss exceeds the rule's.</summary>
    private static Estimate Gain(FigureRun run, string rule) => run.Rule("naive").Less(run.Rule(rule), "LogLoss");

    /// <summary>
    /// Excess risk of least squares on endless rows of Example 2 with μ = 1 and n0 = 20·n1, synthetic rows from N((a, b), I): θ solves
    /// (20·I + (I + μ1μ1ᵀ) + 19γ(I + μsμsᵀ))·θ = μ1 + 19γ·μs.
    /// </summary>
    private static double Limit(double gamma, double a, double b)
    {
        var w = 19 * gamma;
        var (xx, xy, yy) = (22 + w + (w * a * a), w * a * b, 21 + w + (w * b * b));
        var (x, y) = (1 + (w * a), w * b);
        var determinant = (xx * yy) - (xy * xy);
        var (along, across) = ((((yy * x) - (xy * y)) / determinant) - (1 / 3.0), ((xx * y) - (xy * x)) / determinant);
        return (along * along * 1.5) + (across * across);
    }

    private static double Square(double x) => x * x;
}
