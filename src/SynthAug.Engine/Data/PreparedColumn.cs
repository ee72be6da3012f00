namespace SynthAug.Engine.Data;

/// <summary>What one column of the table becomes for a fit: one or more columns side by side.</summary>
internal abstract class PreparedColumn
{
    /// <summary>The first of its columns among the prepared ones.</summary>
    public required int First { get; init; }

    public abstract IReadOnlyList<FeatureColumn> Columns { get; }

    /// <summary>From the table's units.</summary>
    public abstract void Write(double value, Span<double> row);

    /// <summary>Makes the columns of synthetic rows such as <see cref="Write"/> could have written them, each row for itself.</summary>
    public abstract void Snap(Rows rows);

    /// <summary>Back to the table's units; of a snapped row.</summary>
    public abstract double Restore(ReadOnlySpan<double> row);
}
