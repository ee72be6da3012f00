using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Engine.Sizing;
using SynthAug.Reporting.Experiments;

namespace SynthAug.Reporting.Tests.Experiments;

/// <summary>Results made by hand: the risk of a row is a plain function of what it is a row of.</summary>
static class SampleStudy
{
    public static readonly string[] Noises = ["Cube", "Sphere"];

    public static ExperimentDescriptor Descriptor { get; } = new()
    {
        Name = "Study",
        Title = "A study",
        Seed = 1,
        Repetitions = 3,
        Axes = [new("Noise", ColumnType.Text), new("Count", ColumnType.Whole)],
        Generators = [new("A", null), new("B", null)],
        Classifiers = [new("c", "c")],
        Rules =
        [
            new NoAugmentationRule("none"),
            new SweepSizeRule("sweep", new(0, 1, 5)),
            new VtssRule("vtss", new(0, 1, 5), Widening: false, DrawMode.Nested),
        ],
        Measures = ["Risk"],
    };

    /// <param name="refuse">Which rows are refusals.</param>
    public static ExperimentResults Results(PlotDescriptor plot, Func<ResultRow, bool>? refuse = null) => Results([plot], refuse);

    public static ExperimentResults Results(IReadOnlyList<PlotDescriptor> plots, Func<ResultRow, bool>? refuse = null)
    {
        CellPlan[] cells =
        [
            .. from noise in Noises
               from count in new[] { 10L, 20L }
               select new CellPlan(0, new StreamKey(0), noise + count, [AxisValue.Of("Noise", noise), AxisValue.Of("Count", count)]),
        ];
        var schema = new ResultSchema
        {
            Name = Descriptor.Name,
            Axes = Descriptor.Axes,
            Measures = ["Risk"],
            TunedRules = ["vtss"],
            Cells = cells,
            Repetitions = Descriptor.Repetitions,
            Fingerprint = "f",
            Inputs = new Dictionary<string, string>(),
        };
        var trials = Enumerable.Range(0, schema.TrialCount).Select(trial => new TrialResult(trial, [.. Rows(trial / 3, trial % 3, refuse ?? (_ => false))], null)).ToArray();
        return ExperimentResults.Of(Descriptor with { Plots = plots }, schema, trials);
    }

    /// <summary>What the rows of all repetitions are scattered around, by −0.1, 0 and +0.1.</summary>
    public static double Risk(int cell, string generator, string rule, double gamma) =>
        cell + (generator == "B" ? 0.5 : 0) + (rule == "none" ? 10 : rule == "vtss" ? 5 : gamma);

    private static IEnumerable<ResultRow> Rows(int cell, int repetition, Func<ResultRow, bool> refuse)
    {
        yield return Row("", "none", double.NaN);
        foreach (var generator in (string[])["A", "B"])
        {
            for (var i = 0; i < 5; i++) yield return Row(generator, "sweep", i / 4.0);
            // A tuned rule chooses another γ in each repetition.
            yield return Row(generator, "vtss", repetition / 4.0);
        }

        ResultRow Row(string generator, string rule, double gamma)
        {
            var row = new ResultRow
            {
                Repetition = repetition,
                Generator = generator,
                Classifier = "c",
                Rule = rule,
                Gamma = gamma,
                SyntheticSize = 0,
                Measures = [Risk(cell, generator, rule, gamma) + 0.1 * (repetition - 1)],
            };
            return refuse(row) ? row with { Refusal = "will not", Measures = [double.NaN] } : row;
        }
    }
}
