namespace SynthAug.Engine.Data;

/// <summary>Some rows of a table in its own units, without a copy.</summary>
/// <param name="Table">n × p: numbers, places among levels (−1 for none of them), NaN for no value.</param>
/// <param name="Rows">Which, in this order.</param>
public readonly record struct TableRows(FeatureMatrix Table, IReadOnlyList<int> Rows)
{
    public int Count => Rows.Count;

    public ReadOnlySpan<double> this[int row] => Table[Rows[row]];

    /// <summary>All of them.</summary>
    public static TableRows All(FeatureMatrix table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new(table, [.. Enumerable.Range(0, table.RowCount)]);
    }
}
