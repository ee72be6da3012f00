using System.Numerics;
using System.Runtime.InteropServices;

namespace SynthAug.Engine.Data;

/// <summary>Rows that say the same as others.</summary>
public static class RowCopies
{
    /// <summary>How many of some rows are equal in every column, missing values included, to one of others; and the first such pair, −1 where there is none.</summary>
    public static (int Count, int Other, int Row) Between(TableRows others, TableRows rows)
    {
        var index = IndexOf(rows);
        var isTwin = new bool[rows.Count];
        var (firstOther, firstRow) = (-1, -1);
        var table = others.Table.Rows;
        var places = others.Places;
        for (var i = 0; i < places.Length; i++)
        {
            var other = table[places[i]];
            for (var j = index.GetValueOrDefault(Hash(other), -1); j >= 0; j = index.Next[j])
            {
                if (isTwin[j] || !AreEqual(other, rows[j])) continue;
                isTwin[j] = true;
                if (firstOther < 0) (firstOther, firstRow) = (i, j);
            }
        }

        return (isTwin.Count(twin => twin), firstOther, firstRow);
    }

    /// <summary>How many rows are equal to an earlier one.</summary>
    public static int Within(TableRows rows)
    {
        var index = IndexOf(rows);
        var count = 0;
        for (var i = 0; i < index.Next.Length; i++)
        {
            // Chains run from later rows to earlier ones.
            for (var j = index.Next[i]; j >= 0; j = index.Next[j])
            {
                if (!AreEqual(rows[i], rows[j])) continue;
                count++;
                break;
            }
        }

        return count;
    }

    private static Chains IndexOf(TableRows rows)
    {
        var chains = new Chains(rows.Count);
        var table = rows.Table.Rows;
        var places = rows.Places;
        for (var i = 0; i < places.Length; i++) chains.Add(Hash(table[places[i]]), i);
        return chains;
    }

    private static bool AreEqual(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => MemoryMarshal.AsBytes(a).SequenceEqual(MemoryMarshal.AsBytes(b));

    // Decides nothing but speed: equality does.
    private static ulong Hash(ReadOnlySpan<double> row)
    {
        const ulong Factor = 0x9E3779B97F4A7C15;
        ulong even = 1, odd = 2;
        var bits = MemoryMarshal.Cast<double, ulong>(row);
        for (; bits.Length > 1; bits = bits[2..]) (even, odd) = (BitOperations.RotateLeft(even ^ bits[0], 29) * Factor, BitOperations.RotateLeft(odd ^ bits[1], 31) * Factor);
        if (!bits.IsEmpty) even = (even ^ bits[0]) * Factor;
        var hash = (even ^ BitOperations.RotateLeft(odd, 32)) * Factor;
        return hash ^ (hash >> 29);
    }

    private sealed class Chains(int rows)
    {
        private readonly Dictionary<ulong, int> _last = new(rows);

        public int[] Next { get; } = new int[rows];

        public void Add(ulong hash, int row)
        {
            ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(_last, hash, out var isKnown);
            Next[row] = isKnown ? last : -1;
            last = row;
        }

        public int GetValueOrDefault(ulong hash, int none) => _last.GetValueOrDefault(hash, none);
    }
}
