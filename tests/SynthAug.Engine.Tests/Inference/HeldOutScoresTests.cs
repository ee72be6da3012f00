using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tests.Inference;

public class HeldOutScoresTests
{
    private static readonly Dictionary<string, Func<HeldOutScores, RowLosses>> Smooth = new()
    {
        ["log-loss"] = s => s.LogLoss(),
        ["log-loss at 0.1"] = s => s.LogLoss(0.1),
        ["Brier"] = s => s.Brier(),
        ["Brier at 0.1"] = s => s.Brier(0.1),
        ["error"] = s => s.Error(),
        ["AUROC"] = s => s.Auroc(),
        ["average precision"] = s => s.AveragePrecision(s.ObservedPrevalence),
        ["average precision at 0.3"] = s => s.AveragePrecision(0.3),
        ["calibration intercept"] = s => s.CalibrationIntercept(),
        ["calibration intercept at 0.1"] = s => s.CalibrationIntercept(0.1),
        ["calibration slope"] = s => s.CalibrationSlope(),
        ["calibration slope at 0.1"] = s => s.CalibrationSlope(0.1),
    };

    private static readonly Dictionary<string, Func<HeldOutScores, RowLosses>> All =
        new(Smooth) { ["average precision at 0.1"] = s => s.AveragePrecision(0.1), ["sensitivity at 0.9"] = s => s.SensitivityAt(0.9), ["calibration error"] = s => s.CalibrationError(0.5, 4) };

    public static TheoryData<string> SmoothMeasures => [.. Smooth.Keys];

    public static TheoryData<string> AllMeasures => [.. All.Keys];

    [Fact]
    public void Small_cases_by_hand()
    {
        // Majority 0, 1, 1, 3; minority 1, 2, 4. Pairs won: 1 → 1 + 2·½ = 2, 2 → 3, 4 → 4: 9 of 12.
        var scores = new HeldOutScores([0, 1, 1, 3], [1, 2, 4]);
        Value(scores.Auroc()).ShouldBe(0.75, 1e-15);
        // Precisions at 1, 2 and 4: 3/6, 2/3, 1.
        Value(scores.AveragePrecision(3 / 7.0)).ShouldBe((0.5 + 2 / 3.0 + 1) / 3, 1e-15);
        // Three of four majority rows are at or below 1, so specificity 0.75 takes what is above 1; 0.76 what is above 3.
        Value(scores.SensitivityAt(0.75)).ShouldBe(2 / 3.0, 1e-15);
        Value(scores.SensitivityAt(0.76)).ShouldBe(1 / 3.0, 1e-15);
        // Right of even odds: 3 of the majority wrong and one on the line; at prevalence σ(−1.5) the line is at 1.5.
        Value(scores.Error()).ShouldBe(0.5 * 3.5 / 4, 1e-15);
        var rare = 1 / (1 + Math.Exp(1.5));
        Value(scores.Error(rare)).ShouldBe((1 - rare) / 4 + rare / 3, 1e-15);
    }

    [Fact]
    public void Two_scores_are_recalibrated_to_their_own_log_odds()
    {
        // At −1: 3 of 4 majority rows, 1 of 5 minority rows; so balanced odds are 0.2/0.75 there and 0.8/0.25 at +1, and a line through two points is exact.
        var scores = new HeldOutScores([-1, -1, -1, 1], [-1, 1, 1, 1, 1]);
        var (low, high) = (Math.Log(0.2 / 0.75), Math.Log(0.8 / 0.25));
        Value(scores.CalibrationSlope()).ShouldBe((high - low) / 2, 1e-9);
        // At prevalence 0.1 the line is moved, not bent.
        Value(scores.CalibrationSlope(0.1)).ShouldBe((high - low) / 2, 1e-9);
        // Intercept alone: Σ weights·(y − σ(a + x)) = 0, checked where it is claimed.
        var a = Value(scores.CalibrationIntercept());
        double Sigma(double x) => 1 / (1 + Math.Exp(-x));
        ((0.75 + 0.2) * Sigma(a - 1) + (0.25 + 0.8) * Sigma(a + 1)).ShouldBe(1, 1e-9);
        // Three bins end with the first score, the second and nowhere: |½·0.2 − ½·0.95·σ(−1)| + |½·0.8 − ½·1.05·σ(1)|.
        Value(scores.CalibrationError(0.5, 3)).ShouldBe(Math.Abs(0.1 - 0.475 * Sigma(-1)) + Math.Abs(0.4 - 0.525 * Sigma(1)), 1e-12);
    }

    [Fact]
    public void Separated_or_constant_scores_have_no_calibration_slope()
    {
        double.IsNaN(Value(new HeldOutScores([0, 1], [2, 3]).CalibrationSlope())).ShouldBeTrue();
        double.IsNaN(Value(new HeldOutScores([0, 1], [1, 3]).CalibrationSlope())).ShouldBeTrue();
        double.IsNaN(Value(new HeldOutScores([1, 1], [1, 1]).CalibrationSlope())).ShouldBeTrue();
        double.IsNaN(Value(new HeldOutScores([0, double.PositiveInfinity], [1, 3]).CalibrationSlope())).ShouldBeTrue();
        Value(new HeldOutScores([1, 1], [1, 1]).CalibrationIntercept()).ShouldBe(-1, 1e-9);
        // Inverted scores are a slope below 0, not a refusal.
        Value(new HeldOutScores([1, 3, 4], [0, 1, 2, 3.5]).CalibrationSlope()).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_score_that_is_no_number_and_a_missing_class_are_errors()
    {
        Should.Throw<ArgumentException>(() => new HeldOutScores([double.NaN], [1]));
        Should.Throw<ArgumentException>(() => new HeldOutScores([], [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => new HeldOutScores([0], [1]).Brier(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new HeldOutScores([0], [1]).SensitivityAt(1));
    }

    [Fact]
    public void Ranking_measures_are_their_definitions_over_all_pairs_with_ties()
    {
        foreach (var seed in (ulong[])[1, 2, 3])
        {
            var (s0, s1) = Rounded(seed, 70, 40);
            var scores = new HeldOutScores(s0, s1);
            Value(scores.Auroc()).ShouldBe(s1.Average(x => s0.Average(y => x > y ? 1 : x == y ? 0.5 : 0)), 1e-13);
            foreach (var prevalence in (double[])[0.05, 40 / 110.0])
            {
                Value(scores.AveragePrecision(prevalence)).ShouldBe(
                    s1.Average(t => prevalence * s1.Average(x => x >= t ? 1 : 0) / (prevalence * s1.Average(x => x >= t ? 1 : 0) + (1 - prevalence) * s0.Average(y => y >= t ? 1 : 0))),
                    1e-13);
            }
        }
    }

    [Fact]
    public void The_slope_and_intercept_are_where_the_weighted_gradient_vanishes()
    {
        var (s0, s1) = Rounded(5, 200, 50);
        var scores = new HeldOutScores(s0, s1);
        foreach (var prevalence in (double[])[0.5, 0.02])
        {
            var shift = Math.Log(prevalence / (1 - prevalence));
            var b = Value(scores.CalibrationSlope(prevalence));
            // The intercept that belongs to b, by bisection; then the gradient in b.
            double Gradient(double a, bool slope) =>
                (1 - prevalence) * s0.Average(s => (slope ? s + shift : 1) / (1 + Math.Exp(-(a + b * (s + shift)))))
                - prevalence * s1.Average(s => (slope ? s + shift : 1) / (1 + Math.Exp(a + b * (s + shift))));
            var (low, high) = (-30.0, 30.0);
            for (var i = 0; i < 200; i++)
            {
                var middle = (low + high) / 2;
                if (Gradient(middle, slope: false) > 0) high = middle;
                else low = middle;
            }

            Gradient(low, slope: true).ShouldBe(0, 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(SmoothMeasures))]
    public void Errors_and_paired_errors_are_those_of_leaving_out_one_row_at_a_time(string name)
    {
        var measure = Smooth[name];
        var (s0, s1) = Rounded(17, 450, 330);
        var (t0, t1) = Rounded(18, 450, 330, (s0, s1));
        var linear = name is "AUROC" or "error" || name.StartsWith("log-loss", StringComparison.Ordinal) || name.StartsWith("Brier", StringComparison.Ordinal);
        // What is not linear in a class's distribution differs by O(1/n) of the error.
        var tolerance = linear ? 1e-9 : 0.06;
        var first = measure(new(s0, s1));
        var second = measure(new(t0, t1));
        double Of((double[] A, double[] B) s) => Value(measure(new(s.A, s.B)));
        var alone = Jackknife(i => Of((Without(s0, i), s1)), i => Of((s0, Without(s1, i))), 450, 330);
        var paired = Jackknife(i => Of((Without(s0, i), s1)) - Of((Without(t0, i), t1)), i => Of((s0, Without(s1, i))) - Of((t0, Without(t1, i))), 450, 330);
        Error(first).ShouldBe(alone, tolerance * alone);
        var difference = first.Minus(second).Estimate(HeldOutScores.Rho);
        difference.Loss.ShouldBe(Of((s0, s1)) - Of((t0, t1)), 1e-12);
        difference.StandardError.ShouldBe(paired, tolerance * paired);
        // An error that forgot the pairing would be far off: the scores of one row are alike.
        var unpaired = Math.Sqrt(Math.Pow(Error(first), 2) + Math.Pow(Error(second), 2));
        Math.Abs(unpaired - paired).ShouldBeGreaterThan(3 * tolerance * paired);
    }

    [Theory]
    [MemberData(nameof(AllMeasures))]
    public void Errors_are_the_spread_over_data_sets(string name)
    {
        const int sets = 400;
        var measure = All[name];
        var values = new double[sets];
        var squares = new double[sets];
        for (var r = 0; r < sets; r++)
        {
            // Calibrated scores but for a factor, so that bins keep the signs that the error takes as given.
            var (s0, s1) = Draw((ulong)(1000 + r), 160, 80);
            for (var i = 0; i < s0.Length; i++) s0[i] *= 2;
            for (var i = 0; i < s1.Length; i++) s1[i] *= 2;
            var rows = measure(new(s0, s1));
            values[r] = Value(rows);
            squares[r] = Math.Pow(Error(rows), 2);
        }

        // The variance of 400 values is known to √(2/399) = 7 % (more for heavy tails); 4 of them.
        var ratio = squares.Average() / Math.Pow(Numerics.Estimate.Of(values).StandardDeviation, 2);
        ratio.ShouldBeInRange(0.72, 1.35, name);
    }

    [Fact]
    public void An_error_without_the_thresholds_own_would_miss_the_spread()
    {
        // The twin of the check above: the share of the minority alone, as if the threshold were known.
        const int sets = 400;
        var (values, squares) = (new double[sets], new double[sets]);
        for (var r = 0; r < sets; r++)
        {
            var (s0, s1) = Draw((ulong)(1000 + r), 160, 80);
            values[r] = Value(new HeldOutScores(s0, s1).SensitivityAt(0.9));
            squares[r] = values[r] * (1 - values[r]) / 80;
        }

        (squares.Average() / Math.Pow(Numerics.Estimate.Of(values).StandardDeviation, 2)).ShouldBeLessThan(0.72);
    }

    [Fact]
    public void Repeats_are_averaged_row_by_row()
    {
        var (s0, s1) = Draw(3, 50, 30);
        var (t0, t1) = Draw(4, 50, 30);
        var (first, second) = (new HeldOutScores(s0, s1).Auroc(), new HeldOutScores(t0, t1).Auroc());
        var mean = RowLosses.Mean([first, second]);
        Value(mean).ShouldBe((Value(first) + Value(second)) / 2, 1e-14);
        // Unlike rows in the two repeats: the error is that of a mean of two. The same rows twice are no more precise than once.
        Error(mean).ShouldBeLessThan(0.85 * Math.Max(Error(first), Error(second)));
        Error(RowLosses.Mean([first, first])).ShouldBe(Error(first), 1e-14);
        Should.Throw<ArgumentException>(() => RowLosses.Mean([]));
        Should.Throw<ArgumentException>(() => RowLosses.Mean([first, new([1], [2])]));
    }

    [Fact]
    public void Order_of_the_rows_does_not_matter_and_equal_scores_share_a_bin()
    {
        var scores = new HeldOutScores([1, 1, 1, 1], [1, 1]);
        // All in one bin, whatever is asked for: |½ − σ(1)|.
        Value(scores.CalibrationError()).ShouldBe(1 / (1 + Math.Exp(-1)) - 0.5, 1e-14);
        var (s0, s1) = Rounded(9, 60, 40);
        var straight = Value(new HeldOutScores(s0, s1).CalibrationError());
        Value(new HeldOutScores([.. s0.Reverse()], [.. s1.Reverse()]).CalibrationError()).ShouldBe(straight, 1e-13);
    }

    private static double Value(RowLosses rows) => rows.Estimate(HeldOutScores.Rho).Loss;

    private static double Error(RowLosses rows) => rows.Estimate(HeldOutScores.Rho).StandardError;

    // Per class (n − 1)/n·Σ (θ₍ᵢ₎ − mean)².
    private static double Jackknife(Func<int, double> majority, Func<int, double> minority, int n0, int n1)
    {
        static double Variance(Func<int, double> of, int n)
        {
            var values = Enumerable.Range(0, n).Select(of).ToArray();
            var mean = values.Average();
            return (n - 1.0) / n * values.Sum(v => (v - mean) * (v - mean));
        }

        return Math.Sqrt(Variance(majority, n0) + Variance(minority, n1));
    }

    private static double[] Without(double[] values, int row) => [.. values.Where((_, i) => i != row)];

    // Log-odds of N(±δ/2, 1) at δ = 1.5: N(∓δ²/2, δ²).
    private static (double[] Majority, double[] Minority) Draw(ulong seed, int n0, int n1)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var (s0, s1) = (new double[n0], new double[n1]);
        random.FillNormal(s0);
        random.FillNormal(s1);
        for (var i = 0; i < n0; i++) s0[i] = -1.125 + 1.5 * s0[i];
        for (var i = 0; i < n1; i++) s1[i] = 1.125 + 1.5 * s1[i];
        return (s0, s1);
    }

    // To quarters, so that there are ties; near other scores when given.
    private static (double[] Majority, double[] Minority) Rounded(ulong seed, int n0, int n1, (double[], double[])? near = null)
    {
        var (s0, s1) = Draw(seed, n0, n1);
        double[] Round(double[] s, double[]? to) => [.. s.Select((x, i) => Math.Round(4 * (to is null ? x : 0.7 * to[i] + 0.3 * x)) / 4)];
        return (Round(s0, near?.Item1), Round(s1, near?.Item2));
    }
}
