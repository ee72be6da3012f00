using System.Buffers;
using System.Runtime.InteropServices;

namespace SynthAug.Engine.Measures;

/// <summary>
/// Numbers in ascending order, a byte of their bits at a time (Knuth, The Art of Computer Programming, vol. 3, §5.2.5): eight walks without a comparison, where sorting by comparisons
/// guesses wrongly at every second one. −0 comes before 0, and NaN at an end.
/// </summary>
public static class RadixSort
{
    private const int Bytes = sizeof(ulong), Values = 256;

    private const ulong Sign = 1UL << 63;

    /// <summary>Sorts in place.</summary>
    public static void Ascending(Span<double> numbers) => Ascending(numbers, []);

    /// <summary>Sorts in place, and moves what belongs to each number with it; equal numbers stay in their order.</summary>
    /// <param name="numbers">Length n.</param>
    /// <param name="rows">Length n, or empty for none.</param>
    public static void Ascending(Span<double> numbers, Span<int> rows)
    {
        if (rows.Length != 0 && rows.Length != numbers.Length) throw new ArgumentException($"{rows.Length} rows of {numbers.Length} numbers.", nameof(rows));
        var (otherNumbers, otherRows) = (ArrayPool<double>.Shared.Rent(numbers.Length), ArrayPool<int>.Shared.Rent(rows.Length));
        var keys = MemoryMarshal.Cast<double, ulong>(numbers);
        var otherKeys = MemoryMarshal.Cast<double, ulong>(otherNumbers.AsSpan(0, numbers.Length));
        var others = otherRows.AsSpan(0, rows.Length);

        Span<int> counts = stackalloc int[Bytes * Values];
        counts.Clear();
        foreach (ref var key in keys)
        {
            // As whole numbers without a sign these are in the order of the numbers.
            key ^= (key & Sign) != 0 ? ulong.MaxValue : Sign;
            for (var place = 0; place < Bytes; place++) counts[place * Values + (byte)(key >> (8 * place))]++;
        }

        var isMoved = false;
        for (var place = 0; place < Bytes; place++)
        {
            var next = counts.Slice(place * Values, Values);
            if (!Starts(next, numbers.Length)) continue;
            if (isMoved) Deal(otherKeys, others, keys, rows, next, 8 * place);
            else Deal(keys, rows, otherKeys, others, next, 8 * place);
            isMoved = !isMoved;
        }

        if (isMoved)
        {
            otherKeys.CopyTo(keys);
            others.CopyTo(rows);
        }

        foreach (ref var key in keys) key ^= (key & Sign) != 0 ? Sign : ulong.MaxValue;
        ArrayPool<double>.Shared.Return(otherNumbers);
        ArrayPool<int>.Shared.Return(otherRows);
    }

    private static void Deal(ReadOnlySpan<ulong> keys, ReadOnlySpan<int> rows, Span<ulong> toKeys, Span<int> toRows, Span<int> next, int shift)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            var target = next[(byte)(keys[i] >> shift)]++;
            toKeys[target] = keys[i];
            if (rows.Length > 0) toRows[target] = rows[i];
        }
    }

    // Counts to places; false when all have the same byte, as the leading ones of scores mostly do.
    private static bool Starts(Span<int> counts, int all)
    {
        var start = 0;
        foreach (ref var count in counts)
        {
            if (count == all) return false;
            (count, start) = (start, start + count);
        }

        return true;
    }
}
