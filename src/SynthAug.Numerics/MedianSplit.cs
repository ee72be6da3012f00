using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Orders rows so that leaves of a fixed size hold near ones: splits along the coordinate that varies most, the lower part a power of two of leaves and at
/// least half of them, until one leaf is left. So every aligned run of 2ᵐ leaves is one part of some split.
/// </summary>
internal readonly unsafe struct MedianSplit<T>(double* rows, int d, int* ids, int leafSize) where T : struct, ILanes<T>
{
    private readonly double* _rows = rows;
    private readonly int* _ids = ids;

    /// <summary>Reorders the first <paramref name="count"/> indices; recursion is as deep as the tree.</summary>
    public void Split(int count)
    {
        var keys = (double*)NativeMemory.Alloc((nuint)count + (nuint)d + (nuint)T.Count, sizeof(double));
        Split(0, count, keys, keys + count);
        NativeMemory.Free(keys);
    }

    private void Split(int first, int end, double* keys, double* widths)
    {
        var leaves = (end - first + leafSize - 1) / leafSize;
        if (leaves <= 1) return;
        var lower = (int)(System.Numerics.BitOperations.RoundUpToPowerOf2((uint)leaves) / 2) * leafSize;
        var column = Widest(first, end, widths);
        for (var i = first; i < end; i++) keys[i] = _rows[(long)_ids[i] * d + column];
        Select(keys, first, end - 1, first + lower);
        Split(first, first + lower, keys, widths);
        Split(first + lower, end, keys, widths);
    }

    // A row's coordinates side by side, less those of the first, so that a large offset costs no digits; lanes beyond the last one do not vary. What overflows is a bad choice and no wrong one.
    private int Widest(int first, int end, double* widths)
    {
        for (var j = 0; j < d; j += T.Count)
        {
            var mask = T.FirstLanes(d - j);
            T sum = T.All(0), squares = sum, origin = T.LoadMasked(_rows + (long)_ids[first] * d + j, mask);
            for (var i = first; i < end; i++)
            {
                var x = T.LoadMasked(_rows + (long)_ids[i] * d + j, mask) - origin;
                sum += x;
                squares = T.Fma(x, x, squares);
            }

            (squares - sum * sum * T.All(1.0 / (end - first))).Store(widths + j);
        }

        var widest = 0;
        for (var j = 1; j < d; j++) widest = widths[j] > widths[widest] ? j : widest;
        return widest;
    }

    // Hoare's selection: afterwards no key before the place is larger than any from it on.
    private void Select(double* keys, int first, int last, int place)
    {
        while (first < last)
        {
            var pivot = Median(keys[first], keys[first + (last - first) / 2], keys[last]);
            var (i, j) = (first, last);
            while (i <= j)
            {
                while (keys[i] < pivot) i++;
                while (keys[j] > pivot) j--;
                if (i > j) break;
                (keys[i], keys[j]) = (keys[j], keys[i]);
                (_ids[i], _ids[j]) = (_ids[j], _ids[i]);
                i++;
                j--;
            }

            if (place <= j) last = j;
            else if (place >= i) first = i;
            else return;
        }
    }

    private static double Median(double a, double b, double c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
