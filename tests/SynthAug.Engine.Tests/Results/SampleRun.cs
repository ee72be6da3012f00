using SynthAug.Engine.Results;

namespace SynthAug.Engine.Tests.Results;

/// <summary>A made-up experiment: 3 cells, a sweep of two γ, a tuned rule and one without rows; figures are a function of the trial.</summary>
internal static class SampleRun
{
    public static readonly double[] Sizes = [0.1, -2.5, 1e-300];

    public static ResultSchema Schema(int repetitions = 4, ulong seed = 7, string name = "Figure5", IEnumerable<int>? cells = null) => new()
    {
        Name = name,
        Axes = [new("N", ColumnType.Whole), new("n", ColumnType.Real), new("Noise", ColumnType.Text)],
        Measures = ["ExcessRisk", "excessrisk"],
        TunedRules = ["vtss"],
        Cells = [.. (cells ?? [0, 1, 2]).Select(Cell)],
        Repetitions = repetitions,
        Fingerprint = $"fingerprint of {seed}",
        Inputs = new Dictionary<string, string> { ["seed"] = $"{seed}", ["plugin smote"] = new('a', 64) },
    };

    public static CellPlan Cell(int index)
    {
        AxisValue[] axes = [AxisValue.Of("N", 10L * index), AxisValue.Of("n", Sizes[index]), AxisValue.Of("Noise", index == 1 ? "heavy; \"t=3\":" : "none")];
        var text = string.Concat(axes.Select(axis => axis.Canonical()));
        return new(index, new StreamKey(ulong.MaxValue - (ulong)index), text, axes);
    }

    /// <summary>Depends on the cell's place in the grid and the repetition only.</summary>
    public static TrialResult Trial(ResultSchema schema, int trial)
    {
        var repetition = schema.RepetitionOf(trial);
        var noise = Math.Sqrt(2 + 17 * schema.Cells[schema.CellOf(trial)].GridIndex + repetition);
        return new(trial,
        [
            Row("", "none", double.NaN, 0, noise, double.NaN),
            Row("smote", "sweep", 0.5, 12, noise / 3, double.PositiveInfinity),
            Row("smote", "sweep", 1, 24, noise / 7, -1e-300),
            repetition == 1
                ? Row("smote", "vtss", double.NaN, 0, double.NaN, double.NaN) with { Refusal = "5 neighbours need 6 rows,\nthere are 3" }
                : Row("smote", "vtss", noise, 7 + repetition, noise / 9, 1),
        ], null);

        ResultRow Row(string generator, string rule, double gamma, int size, params double[] measures) => new()
        {
            Repetition = repetition,
            Generator = generator,
            Classifier = "logistic",
            Rule = rule,
            Gamma = gamma,
            SyntheticSize = size,
            Measures = measures,
        };
    }

    public static IEnumerable<TrialResult> All(ResultSchema schema) => Enumerable.Range(0, schema.TrialCount).Select(trial => Trial(schema, trial));

    /// <summary>Every bit of every row.</summary>
    public static string Text(IEnumerable<TrialResult> trials) => string.Join('\n', trials.Select(trial =>
        $"{trial.Trial} {trial.Failure} " + string.Join(" / ", trial.Rows.Select(row =>
            $"{row.Repetition} {row.Generator} {row.Classifier} {row.Rule} {row.SyntheticSize} {row.Refusal} " +
            string.Join(' ', row.Measures.Prepend(row.Gamma).Select(value => double.IsNaN(value) ? "none" : $"{BitConverter.DoubleToInt64Bits(value):x}"))))));
}

/// <summary>A folder that goes away with the test.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("synthaug-");

    public string this[string name] => Path.Combine(_folder.FullName, name);

    public string[] Files => [.. _folder.GetFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    public void Dispose() => _folder.Delete(recursive: true);
}
