using System.Globalization;
using SynthAug.Engine;
using SynthAug.Engine.Results;

namespace SynthAug.Reporting.Experiments;

/// <summary>What a group of rows is of; γ is NaN for a rule that adds no rows and for one that chooses its own.</summary>
internal sealed record RowKey(int Cell, string Generator, string Classifier, string Rule, double Gamma)
{
    public static RowKey Of(SummaryRow row) => new(row.Cell, row.Generator, row.Classifier, row.Rule, row.Gamma);
}

/// <summary>The key columns of an experiment's rows, by name.</summary>
internal sealed class RowColumns(ResultSchema schema)
{
    private readonly HashSet<string> _tuned = [.. schema.TunedRules];

    /// <summary>Those that may vary, in the order in which they are most telling.</summary>
    public IReadOnlyList<string> Names { get; } =
        [Column.Rule, Column.Generator, Column.Classifier, .. schema.Axes.Select(a => a.Name), Column.Gamma];

    public RowKey KeyOf(int cell, in ResultRow row) =>
        new(cell, row.Generator, row.Classifier, row.Rule, _tuned.Contains(row.Rule) ? double.NaN : row.Gamma);

    public bool IsTuned(string rule) => _tuned.Contains(rule);

    /// <summary>True when the column's values have a place on an axis of numbers.</summary>
    public bool IsNumber(string column) =>
        column == Column.Gamma || schema.Axes.Any(a => a.Name == column && a.Type != ColumnType.Text);

    public double Number(RowKey key, string column)
    {
        if (column == Column.Gamma) return key.Gamma;
        var axis = Axis(key, column);
        return axis.Type == ColumnType.Whole ? axis.Whole : axis.Real;
    }

    /// <summary>The value alone; empty where a rule has none.</summary>
    public string Value(RowKey key, string column) => column switch
    {
        Column.Generator => key.Generator,
        Column.Classifier => key.Classifier,
        Column.Rule => key.Rule,
        Column.Gamma => double.IsNaN(key.Gamma) ? "" : key.Gamma.ToString("0.####", CultureInfo.InvariantCulture),
        _ => Axis(key, column).Text,
    };

    /// <summary>The value as a name of its own: labels speak for themselves, numbers and switches need their column's name.</summary>
    public string Name(RowKey key, string column)
    {
        var value = Value(key, column);
        if (value.Length == 0) return "";
        return column == Column.Gamma ? "γ = " + value : IsNumber(column) || value is "true" or "false" ? $"{column} = {value}" : value;
    }

    private AxisValue Axis(RowKey key, string column)
    {
        foreach (var axis in schema.Cells[key.Cell].Axes)
            if (axis.Name == column) return axis;
        throw new ArgumentException($"'{column}' is no axis of {schema.Name}.", nameof(column));
    }
}
