using SynthAug.Engine.Results;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Results;

public class ClaimTests
{
    private static readonly CellPlan[] Cells = [.. new[] { "a", "b" }.Select(n => new CellPlan(0, default, n, [AxisValue.Of("Name", n)]))];

    private static readonly ResultSchema Schema = new()
    {
        Name = "T",
        Axes = [new("Name", ColumnType.Text)],
        Measures = ["Loss"],
        Cells = Cells,
        Repetitions = 3,
        Fingerprint = "f",
        Inputs = new Dictionary<string, string>(),
    };

    // Cell a: losses 10, 11, 12 under x and one less, one less, three less under y; cell b: y is refused once.
    private static ResultView View() => new(Schema, Enumerable.Range(0, 6).Select(trial => new TrialResult(
        trial, [Row("x", 10 + trial % 3, trial % 3), Row("y", 10 + trial % 3 - (trial % 3 == 2 ? 3 : 1), trial % 3, trial == 4 ? "no" : null)], null)));

    private static ResultRow Row(string rule, double loss, int repetition, string? refusal = null) => new()
    {
        Repetition = repetition,
        Generator = "g",
        Classifier = "c",
        Rule = rule,
        Gamma = rule == "x" ? 0.5 : 2,
        SyntheticSize = 7,
        Refusal = refusal,
        Measures = [refusal is null ? loss : double.NaN],
    };

    [Fact]
    public void Differences_are_paired_by_repetition()
    {
        var difference = View().Difference("Loss", Cells[0], new() { Rule = "x" }, new() { Rule = "y" });
        difference.ShouldBe(Estimate.Of([1, 1, 3]));
        difference.StandardError.ShouldBeLessThan(View().Mean("Loss", Cells[0], new() { Rule = "x" }).StandardDeviation);
    }

    [Fact]
    public void A_spread_is_compared_with_the_error_it_has_over_many_samples()
    {
        // 400 studies of 50 pairs (x, 1.3·(0.6·x + 0.8·e)): the true log ratio is −ln 1.3, the correlation 0.6.
        var random = new RandomStream(StreamKey.FromSeed(4));
        var schema = Schema with { Cells = Cells[..1], Repetitions = 50 };
        var ratios = new List<double>();
        var errors = new List<double>();
        for (var study = 0; study < 400; study++)
        {
            var trials = Enumerable.Range(0, 50).Select(trial =>
            {
                var x = random.NextNormal();
                var y = 1.3 * (0.6 * x + 0.8 * random.NextNormal());
                return new TrialResult(trial, [Row("x", x, trial), Row("y", y, trial)], null);
            });
            var ratio = new ResultView(schema, trials.ToList()).LogSpreadRatio("Loss", Cells[0], new() { Rule = "x" }, new() { Rule = "y" });
            ratios.Add(ratio.Mean);
            errors.Add(ratio.StandardError);
        }

        var seen = Estimate.Of([.. ratios]);
        // The mean within 4 of its standard errors (√(1/400) of the spread seen); the spread of a spread over 400 studies has a relative error of 1/√800 = 3.5 %.
        seen.Mean.ShouldBe(-Math.Log(1.3), 4 * seen.StandardError);
        errors.Average().ShouldBe(seen.StandardDeviation, 4 * 0.035 * seen.StandardDeviation);
        // The twin: the error of unpaired samples, which leaves the correlation out, is not that.
        Math.Abs(Math.Sqrt(1.0 / 49) - seen.StandardDeviation).ShouldBeGreaterThan(4 * 0.035 * seen.StandardDeviation);
    }

    [Fact]
    public void A_refused_fit_leaves_the_pair_out() => View().Difference("Loss", Cells[1], new() { Rule = "x" }, new() { Gamma = 2 }).Count.ShouldBe(2);

    [Fact]
    public void Gamma_and_size_are_measures_too() => View().Values(Column.Gamma, Cells[1], new() { Rule = "y" }).ShouldBe([2, double.NaN, 2]);

    [Fact]
    public void An_open_selection_and_an_unknown_measure_are_said()
    {
        Should.Throw<ArgumentException>(() => View().Values("Loss", Cells[0], new() { Generator = "g" })).Message.ShouldContain("several fits");
        Should.Throw<ArgumentException>(() => View().Values("Lost", Cells[0], new() { Rule = "x" })).Message.ShouldContain("there are Loss");
    }

    [Theory]
    [InlineData(5, 4, ClaimVerdict.Supported)]
    [InlineData(5, 1, ClaimVerdict.Undecided)]
    [InlineData(5, -4, ClaimVerdict.NotSupported)]
    [InlineData(-2, 0, ClaimVerdict.Undecided)]
    public void A_claim_of_signs_needs_every_one_and_falls_with_one(double first, double second, ClaimVerdict verdict)
    {
        static Estimate At(double score) => new(score, 10, 1, 100);
        ClaimOutcome.OfSigns([Contrast.Above("one", At(first)), Contrast.Below("two", At(-second))]).Verdict.ShouldBe(verdict);
    }

    [Fact]
    public void A_difference_without_spread_is_sure_unless_it_is_zero()
    {
        Contrast.Below("", Estimate.Of([-1, -1])).Score.ShouldBe(double.PositiveInfinity);
        Contrast.Below("", Estimate.Of([0, 0])).Score.ShouldBe(0);
        Contrast.Above("", Estimate.Of([])).Score.ShouldBe(0);
        Contrast.Above("", Estimate.Of([1])).Score.ShouldBe(0);
    }
}
