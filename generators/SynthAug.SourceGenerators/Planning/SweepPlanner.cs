using System.Globalization;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Planning;

/// <summary>Works out the grid and the row. Pure: no compiler type in sight.</summary>
internal static class SweepPlanner
{
    public static SweepPlan Plan(ExperimentModel experiment)
    {
        var visibility = experiment.Axes.SelectMany(a => a.Columns).Select(c => c.Visibility).Append(Visibility.Public).Min();
        var grid = Product(experiment.Axes.Select(a => Length(experiment, a)));
        return new(experiment, visibility, grid.All(char.IsDigit) ? grid : $"checked({grid})", Axes(experiment), Columns(experiment));
    }

    /// <summary>Mixed radix, the last axis fastest: the position on axis i is index / (lengths behind i) mod (length of i).</summary>
    private static EquatableArray<AxisPlan> Axes(ExperimentModel experiment)
    {
        var plans = new List<AxisPlan>();
        for (var i = 0; i < experiment.Axes.Count; i++)
        {
            var axis = experiment.Axes[i];
            var length = Length(experiment, axis);
            var stride = Product(experiment.Axes.Skip(i + 1).Select(a => Length(experiment, a)));
            var position = stride == "1" ? "index" : "index / " + Grouped(stride);

            // The slowest axis needs no remainder: the index is below the product of all.
            if (i > 0) position += " % " + length;
            var values = axis.List is { } list ? $"{experiment.Class}.{CSharpText.Identifier(list.Name)}" : axis.Property + "Values";
            plans.Add(new(axis, values, position, length));
        }

        return plans.ToEquatable();
    }

    private static string Length(ExperimentModel experiment, AxisModel axis) => axis.List is { } list
        ? $"{experiment.Class}.{CSharpText.Identifier(list.Name)}.{list.Length}"
        : CSharpText.Of(axis.Values.Count);

    /// <summary>Constants are multiplied out, and come first.</summary>
    private static string Product(IEnumerable<string> lengths)
    {
        var constant = 1L;
        var rest = new List<string>();
        foreach (var length in lengths)
        {
            if (long.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) constant *= value;
            else rest.Add(length);
        }

        if (constant != 1 || rest.Count == 0) rest.Insert(0, constant.ToString(CultureInfo.InvariantCulture));
        return string.Join(" * ", rest);
    }

    private static string Grouped(string product) => product.Contains('*') ? $"({product})" : product;

    private static EquatableArray<RowColumn> Columns(ExperimentModel experiment)
    {
        var columns = new List<RowColumn>();
        foreach (var axis in experiment.Axes)
            foreach (var column in axis.Columns)
                columns.Add(new(column.Type, column.Name, CellValues.Of(axis, column), "Axis."));

        columns.AddRange([
            new("int", "Repetition", "row.Repetition", "Which repetition of the cell."),
            new("string", "Generator", "row.Generator", "Label of the generator; empty for a rule that adds no rows."),
            new("string", "Classifier", "row.Classifier", "Label of the classifier."),
            new("string", "Rule", "row.Rule", "Label of the size rule."),
            new("double", "Gamma", "row.Gamma", "γ used; NaN for a rule that adds no rows."),
            new("int", "SyntheticSize", "row.SyntheticSize", "ñ, rows."),
            new("string?", "Refusal", "row.Refusal", "Why there are no figures; null when there are."),
        ]);

        var measure = 0;
        foreach (var own in experiment.Measures) columns.Add(new("double", own.Method.Name, Value(), "Measure; NaN where it does not apply."));
        foreach (var score in experiment.Scores) columns.Add(new("double", score.Member, Value(), "Score on the test rows."));
        return columns.ToEquatable();

        string Value() => $"row.Measures[{CSharpText.Of(measure++)}]";
    }
}
