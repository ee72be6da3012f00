using SynthAug.Engine.Results;

namespace SynthAug.Engine.Tests.Results;

public class SummaryTests
{
    private static readonly ResultSchema Schema = SampleRun.Schema(cells: [0, 1]) with { Measures = ["risk", "error"], TunedRules = ["vtss"], Repetitions = 3 };

    [Fact]
    public void Means_spreads_and_counts_are_those_by_hand()
    {
        // risk 1, 2, 6: mean 3, deviations −2, −1, 3, sd √(14/2) = √7, se √7/√3.
        var summary = Summarise(Rows("smote", "fixed", 1, [[1, double.NaN], [2, 5], [6, double.NaN]]));

        summary.Select(row => (row.Measure, row.Value.Count)).ShouldBe([("risk", 3L), ("error", 1L)]);
        var risk = summary[0].Value;
        risk.Mean.ShouldBe(3);
        risk.StandardDeviation.ShouldBe(Math.Sqrt(7), 1e-15);
        risk.StandardError.ShouldBe(Math.Sqrt(7 / 3.0), 1e-15);
        (summary[1].Value.Mean, summary[1].Value.StandardDeviation, summary[1].Value.StandardError).ShouldBe((5, double.NaN, double.NaN));
    }

    [Fact]
    public void A_measure_that_never_applies_has_a_row_with_n_0()
    {
        var error = Summarise(Rows("smote", "fixed", 1, [[1, double.NaN], [2, double.NaN], [6, double.NaN]]))[1];
        error.Measure.ShouldBe("error");
        (error.Value.Mean, error.Value.Count).ShouldBe((double.NaN, 0L));
    }

    [Fact]
    public void Each_gamma_of_a_sweep_is_a_group_and_a_rule_without_rows_is_one()
    {
        var trials = Enumerable.Range(0, 3).Select(trial => new TrialResult(trial,
        [
            Row(trial, "", "none", double.NaN, [1, 1]),
            Row(trial, "smote", "sweep", 0, [2, 2]),
            Row(trial, "smote", "sweep", 0.5, [3, 3]),
        ], null));

        var summary = Summary.Of(Schema, trials).ToList();

        summary.Where(row => row.Measure == "risk").Select(row => (row.Rule, row.Gamma, row.Value.Mean, row.Value.Count))
            .ShouldBe([("none", double.NaN, 1, 3L), ("sweep", 0, 2, 3L), ("sweep", 0.5, 3, 3L)]);
        summary.Count.ShouldBe(6);
    }

    [Fact]
    public void A_tuned_rule_has_its_gamma_and_size_as_measures()
    {
        var trials = Enumerable.Range(0, 3).Select(trial => new TrialResult(trial, [Row(trial, "smote", "vtss", 1 + trial, [1, 1]) with { SyntheticSize = 10 * trial }], null));

        var summary = Summary.Of(Schema, trials).ToList();

        summary.Select(row => (row.Measure, row.Gamma, row.Value.Mean, row.Value.StandardDeviation, row.Value.Count)).ShouldBe(
        [
            ("risk", double.NaN, 1, 0, 3L),
            ("error", double.NaN, 1, 0, 3L),
            ("gamma", double.NaN, 2, 1, 3L),
            ("synthetic_size", double.NaN, 10, 10, 3L),
        ]);
    }

    [Fact]
    public void Refusals_are_counted_and_never_scored()
    {
        double[] nothing = [double.NaN, double.NaN];
        var trials = new[]
        {
            new TrialResult(0, [Row(0, "smote", "vtss", 2, [1, 1]) with { SyntheticSize = 6 }, Row(0, "smote", "fixed", 1, nothing) with { Refusal = "no" }], null),
            new TrialResult(1, [Row(1, "smote", "vtss", double.NaN, nothing) with { Refusal = "no" }, Row(1, "smote", "fixed", 1, nothing) with { Refusal = "no" }], null),
            new TrialResult(2, [Row(2, "smote", "vtss", 4, [3, 3]) with { SyntheticSize = 8 }, Row(2, "smote", "fixed", 1, nothing) with { Refusal = "no" }], null),
        };

        var summary = Summary.Of(Schema, trials).ToList();

        summary.Select(row => (row.Rule, row.Measure, row.Value.Mean, row.Value.Count)).ShouldBe(
        [
            ("vtss", "risk", 2, 2L), ("vtss", "error", 2, 2L), ("vtss", "gamma", 3, 2L), ("vtss", "synthetic_size", 7, 2L), ("vtss", "refused", 1 / 3.0, 3L),
            ("fixed", "risk", double.NaN, 0L), ("fixed", "error", double.NaN, 0L), ("fixed", "refused", 1, 3L),
        ]);
    }

    [Fact]
    public void Cells_are_summarised_apart_and_failed_or_missing_trials_are_passed_over()
    {
        var trials = new[]
        {
            new TrialResult(0, [Row(0, "smote", "fixed", 1, [1, 1])], null),
            new TrialResult(1, [], "ExcessRisk: index out of range"),
            new TrialResult(4, [Row(1, "smote", "fixed", 1, [5, 5])], null),
            new TrialResult(5, [Row(2, "smote", "fixed", 1, [7, 7])], null),
        };

        Summary.Of(Schema, trials).Where(row => row.Measure == "risk").Select(row => (row.Cell, row.Value.Mean, row.Value.Count))
            .ShouldBe([(0, 1, 1L), (1, 6, 2L)]);
        Summary.Of(Schema, []).ShouldBeEmpty();
    }

    [Fact]
    public void Infinite_values_are_numbers()
    {
        var risk = Summarise(Rows("smote", "fixed", 1, [[1, 1], [double.PositiveInfinity, 1], [2, 1]]))[0].Value;
        (risk.Mean, risk.StandardDeviation, risk.Count).ShouldBe((double.PositiveInfinity, double.NaN, 3L));
    }

    [Fact]
    public void Paired_differences_take_the_repetitions_that_both_have()
    {
        // tuned − fixed: −2, −1, (no number), so the mean is −1.5, sd √½, se ½.
        double[][] tuned = [[1, 0], [3, 0], [5, 0]], naive = [[3, 0], [4, 0], [double.NaN, 0]];
        var trials = Enumerable.Range(0, 3).Select(trial => new TrialResult(trial,
        [
            Row(trial, "", "none", double.NaN, [10, 0]),
            Row(trial, "smote", "naive", 1, naive[trial]), Row(trial, "smote", "vtss", trial, tuned[trial]),
            Row(trial, "gauss", "naive", 1, [7, 0]), Row(trial, "gauss", "vtss", trial, [4 + trial, 0]),
            Row(trial, "gauss", "sweep", 0, [1, 0]), Row(trial, "gauss", "sweep", 0.5, [2, 0]),
        ], null)).ToList();

        var pairs = PairedDifference.Of(Schema, trials, "risk", new("vtss"), new("naive"));
        pairs.Select(pair => (pair.Cell, pair.Generator, pair.Classifier, pair.Difference.Mean, pair.Difference.Count))
            .ShouldBe([(0, "smote", "logistic", -1.5, 2L), (0, "gauss", "logistic", -2, 3L)]);
        pairs[0].Difference.StandardError.ShouldBe(0.5, 1e-15);

        PairedDifference.Of(Schema, trials, "risk", new("none"), new("vtss")).Select(pair => (pair.Generator, pair.Difference.Mean))
            .ShouldBe([("smote", 7), ("gauss", 5)]);
        PairedDifference.Of(Schema, trials, "risk", new("sweep", 0.5), new("none")).ShouldHaveSingleItem().Difference.Mean.ShouldBe(-8);
        Should.Throw<ArgumentException>(() => PairedDifference.Of(Schema, trials, "risk", new("sweep"), new("none"))).Message.ShouldContain("name one γ");
        Should.Throw<ArgumentException>(() => PairedDifference.Of(Schema, trials, "risks", new("vtss"), new("none"))).Message.ShouldContain("'risks'");
    }

    private static List<SummaryRow> Summarise(IEnumerable<TrialResult> trials) => [.. Summary.Of(Schema, trials)];

    private static IEnumerable<TrialResult> Rows(string generator, string rule, double gamma, double[][] measures) =>
        measures.Select((values, trial) => new TrialResult(trial, [Row(trial, generator, rule, gamma, values)], null));

    private static ResultRow Row(int repetition, string generator, string rule, double gamma, double[] measures) => new()
    {
        Repetition = repetition,
        Generator = generator,
        Classifier = "logistic",
        Rule = rule,
        Gamma = gamma,
        SyntheticSize = 0,
        Measures = measures,
    };
}
