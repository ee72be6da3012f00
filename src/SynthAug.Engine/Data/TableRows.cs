using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.Engine.Data;

/// <summary>Some rows of a table in its own units, without a copy.</summary>
/// <param name="Table">n × p: numbers, places among levels (−1 for none of them), NaN for no value.</param>
/// <param name="Rows">Which, in this order.</param>
public readonly record struct TableRows(FeatureMatrix Table, IReadOnlyList<int> Rows)
{
    public int Count => Rows.Count;

    public ReadOnlySpan<double> this[int row] => Table[Rows[row]];

    /// <summary><see cref="Rows"/> without a call for each.</summary>
    internal ReadOnlySpan<int> Places => Rows as int[] ?? [.. Rows];

    /// <summary>Has the memory bring a row that is read soon: the rows of a fold are in random order, and to wait for each takes longer than what is done with it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Prefetch(ReadOnlyRows table, ReadOnlySpan<int> places, int i)
    {
        const int Ahead = 8, Line = 8;
        if (!Sse.IsSupported || i + Ahead >= places.Length) return;
        fixed (double* row = table[places[i + Ahead]])
            for (var j = 0; j < table.Dimension; j += Line) Sse.Prefetch0(row + j);
    }

    /// <summary>All of them.</summary>
    public static TableRows All(FeatureMatrix table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = new int[table.RowCount];
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        return new(table, rows);
    }
}
