namespace SynthAug.Engine.Data;

/// <summary>A number: centred, scaled, and where training rows lack it, filled and marked by an indicator of its own block.</summary>
internal sealed class PreparedNumber : PreparedColumn
{
    public required TableColumn Column { get; init; }

    public required ColumnScale Scale { get; init; }

    /// <summary>The lower median of the training rows' values: a value that occurs, whole where they are.</summary>
    public required double Fill { get; init; }

    /// <summary>Block of the indicator; −1 when no training row lacks a value. Missing values elsewhere are filled all the same.</summary>
    public required int Block { get; init; }

    /// <summary>Of the training minority; of both classes when it has no value.</summary>
    public required double Least { get; init; }

    public required double Largest { get; init; }

    public override IReadOnlyList<FeatureColumn> Columns => Block < 0
        ? [new(Column.Name)]
        : [new(Column.Name), new($"{Column.Name} is missing", ColumnKind.OneHot) { Block = Block }];

    public override void Write(double value, Span<double> row)
    {
        var isMissing = double.IsNaN(value);
        row[First] = Scale.Of(isMissing ? Fill : value);
        if (Block >= 0) row[First + 1] = isMissing ? 1 : 0;
    }

    /// <summary>Only what the indicator asks for: the numbers of all columns are snapped together, see <see cref="NumberSnap"/>.</summary>
    public override void Snap(Rows rows)
    {
        if (Block < 0) return;
        var fill = Scale.Of(Fill);
        var values = rows.Values;
        for (var at = First; at < values.Length; at += rows.Dimension)
        {
            var isMissing = values[at + 1] >= 0.5;
            values[at + 1] = isMissing ? 1 : 0;
            if (isMissing) values[at] = fill;
        }
    }

    public override double Restore(ReadOnlySpan<double> row) =>
        Block >= 0 && row[First + 1] >= 0.5 ? double.NaN
        : Column.Use == ColumnUse.Continuous ? Shortest(row[First])
        : Whole(Scale.Restore(row[First]));

    private double Whole(double value) => Column.Use == ColumnUse.Integer
        ? Math.Clamp(Math.Round(value), Least, Largest)
        // Two values; half-way goes to the lower one. A training part may know one of them only.
        : value - Least > Largest - value ? Largest : double.IsNaN(value) ? value : Least;

    /// <summary>Centring and back adds a last digit that nobody measured: of the numbers that are prepared to the same bits, one of few digits.</summary>
    private double Shortest(double prepared)
    {
        var exact = Math.Clamp(Scale.Restore(prepared), Least, Largest);
        foreach (var digits in (ReadOnlySpan<int>)[14, 15, 16])
        {
            var rounded = FewDigits.Round(exact, digits);
            if (Scale.Of(rounded) == prepared) return rounded;
        }

        return exact;
    }
}
