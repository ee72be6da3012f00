using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Pieces of <see cref="PrefixMoments"/> that several groups of eight columns share: a number put in all lanes serves each of them, so that the loop waits for its multiply-adds and
/// not for loads, and it has chains enough not to wait for one of them. Spelt out, as <see cref="PrefixTile"/>'s twelve rows are.
/// </summary>
internal static unsafe class PrefixBlock
{
    /// <summary>Rows and columns of the corner.</summary>
    public const int Corner = 16;

    public const int StripRows = 4, StripColumns = 24;

    /// <summary>Rows 0 … 15 of the sums, and the sums of columns 0 … 15 themselves. T has eight lanes.</summary>
    /// <param name="x">Rows of d values, d ≥ 16.</param>
    /// <param name="own">Where in the sums the columns' own are.</param>
    public static void AddCorner<T>(double* x, int d, PrefixCuts cuts, int stride, int own) where T : struct, ILanes<T>
    {
        var sums = cuts.Sums;
        T a0 = T.Load(sums), a1 = T.Load(sums + stride), a2 = T.Load(sums + 2 * stride), a3 = T.Load(sums + 3 * stride);
        T a4 = T.Load(sums + 4 * stride), a5 = T.Load(sums + 5 * stride), a6 = T.Load(sums + 6 * stride), a7 = T.Load(sums + 7 * stride);
        T a8 = T.Load(sums + 8 * stride), a9 = T.Load(sums + 9 * stride), a10 = T.Load(sums + 10 * stride), a11 = T.Load(sums + 11 * stride);
        T a12 = T.Load(sums + 12 * stride), a13 = T.Load(sums + 13 * stride), a14 = T.Load(sums + 14 * stride), a15 = T.Load(sums + 15 * stride);
        T b8 = T.Load(sums + 8 * stride + T.Count), b9 = T.Load(sums + 9 * stride + T.Count), b10 = T.Load(sums + 10 * stride + T.Count), b11 = T.Load(sums + 11 * stride + T.Count);
        T b12 = T.Load(sums + 12 * stride + T.Count), b13 = T.Load(sums + 13 * stride + T.Count), b14 = T.Load(sums + 14 * stride + T.Count), b15 = T.Load(sums + 15 * stride + T.Count);
        T left = T.Load(sums + own), right = T.Load(sums + own + T.Count);
        for (int cut = 0, n = 0; cut <= cuts.Count; cut++)
        {
            for (var end = cuts.End(cut); n < end; n++, x += d)
            {
                T first = T.Load(x), second = T.Load(x + T.Count);
                left += first;
                right += second;
                a0 = T.Fma(first, T.AllAt(x), a0);
                a1 = T.Fma(first, T.AllAt(x + 1), a1);
                a2 = T.Fma(first, T.AllAt(x + 2), a2);
                a3 = T.Fma(first, T.AllAt(x + 3), a3);
                a4 = T.Fma(first, T.AllAt(x + 4), a4);
                a5 = T.Fma(first, T.AllAt(x + 5), a5);
                a6 = T.Fma(first, T.AllAt(x + 6), a6);
                a7 = T.Fma(first, T.AllAt(x + 7), a7);
                var both = T.AllAt(x + 8);
                a8 = T.Fma(first, both, a8);
                b8 = T.Fma(second, both, b8);
                both = T.AllAt(x + 9);
                a9 = T.Fma(first, both, a9);
                b9 = T.Fma(second, both, b9);
                both = T.AllAt(x + 10);
                a10 = T.Fma(first, both, a10);
                b10 = T.Fma(second, both, b10);
                both = T.AllAt(x + 11);
                a11 = T.Fma(first, both, a11);
                b11 = T.Fma(second, both, b11);
                both = T.AllAt(x + 12);
                a12 = T.Fma(first, both, a12);
                b12 = T.Fma(second, both, b12);
                both = T.AllAt(x + 13);
                a13 = T.Fma(first, both, a13);
                b13 = T.Fma(second, both, b13);
                both = T.AllAt(x + 14);
                a14 = T.Fma(first, both, a14);
                b14 = T.Fma(second, both, b14);
                both = T.AllAt(x + 15);
                a15 = T.Fma(first, both, a15);
                b15 = T.Fma(second, both, b15);
            }

            var to = cuts.Target(cut);
            left.Store(to + own);
            right.Store(to + own + T.Count);
            a0.Store(to);
            a1.Store(to + stride);
            a2.Store(to + 2 * stride);
            a3.Store(to + 3 * stride);
            a4.Store(to + 4 * stride);
            a5.Store(to + 5 * stride);
            a6.Store(to + 6 * stride);
            a7.Store(to + 7 * stride);
            a8.Store(to + 8 * stride);
            b8.Store(to + 8 * stride + T.Count);
            a9.Store(to + 9 * stride);
            b9.Store(to + 9 * stride + T.Count);
            a10.Store(to + 10 * stride);
            b10.Store(to + 10 * stride + T.Count);
            a11.Store(to + 11 * stride);
            b11.Store(to + 11 * stride + T.Count);
            a12.Store(to + 12 * stride);
            b12.Store(to + 12 * stride + T.Count);
            a13.Store(to + 13 * stride);
            b13.Store(to + 13 * stride + T.Count);
            a14.Store(to + 14 * stride);
            b14.Store(to + 14 * stride + T.Count);
            a15.Store(to + 15 * stride);
            b15.Store(to + 15 * stride + T.Count);
        }
    }

    /// <summary>Four rows of the sums from row 16 on, their columns 0 … 23. T has eight lanes.</summary>
    /// <param name="x">Rows of d values.</param>
    /// <param name="place">Where the strip begins; its own sums are those of columns 16 … 23.</param>
    public static void AddStrip<T>(double* x, int d, PrefixCuts cuts, PrefixPlace place) where T : struct, ILanes<T>
    {
        var sums = cuts.Sums + place.Offset;
        var stride = place.Stride;
        T a0 = T.Load(sums), b0 = T.Load(sums + T.Count), c0 = T.Load(sums + 2 * T.Count);
        T a1 = T.Load(sums + stride), b1 = T.Load(sums + stride + T.Count), c1 = T.Load(sums + stride + 2 * T.Count);
        T a2 = T.Load(sums + 2 * stride), b2 = T.Load(sums + 2 * stride + T.Count), c2 = T.Load(sums + 2 * stride + 2 * T.Count);
        T a3 = T.Load(sums + 3 * stride), b3 = T.Load(sums + 3 * stride + T.Count), c3 = T.Load(sums + 3 * stride + 2 * T.Count);
        var total = place.Own == 0 ? default : T.Load(sums + place.Own);

        // Where a row has no third whole group, the last lanes are not read.
        var mask = T.FirstLanes(d - 2 * T.Count);
        var whole = d >= StripColumns;
        for (int cut = 0, n = 0; cut <= cuts.Count; cut++)
        {
            for (var end = cuts.End(cut); n < end; n++, x += d)
            {
                T first = T.Load(x), second = T.Load(x + T.Count);
                var third = whole ? T.Load(x + 2 * T.Count) : T.LoadMasked(x + 2 * T.Count, mask);
                total += third;
                var row = x + place.Row;
                var all = T.AllAt(row);
                a0 = T.Fma(first, all, a0);
                b0 = T.Fma(second, all, b0);
                c0 = T.Fma(third, all, c0);
                all = T.AllAt(row + 1);
                a1 = T.Fma(first, all, a1);
                b1 = T.Fma(second, all, b1);
                c1 = T.Fma(third, all, c1);
                all = T.AllAt(row + 2);
                a2 = T.Fma(first, all, a2);
                b2 = T.Fma(second, all, b2);
                c2 = T.Fma(third, all, c2);
                all = T.AllAt(row + 3);
                a3 = T.Fma(first, all, a3);
                b3 = T.Fma(second, all, b3);
                c3 = T.Fma(third, all, c3);
            }

            var to = cuts.Target(cut) + place.Offset;
            if (place.Own != 0) total.Store(to + place.Own);
            a0.Store(to);
            b0.Store(to + T.Count);
            c0.Store(to + 2 * T.Count);
            a1.Store(to + stride);
            b1.Store(to + stride + T.Count);
            c1.Store(to + stride + 2 * T.Count);
            a2.Store(to + 2 * stride);
            b2.Store(to + 2 * stride + T.Count);
            c2.Store(to + 2 * stride + 2 * T.Count);
            a3.Store(to + 3 * stride);
            b3.Store(to + 3 * stride + T.Count);
            c3.Store(to + 3 * stride + 2 * T.Count);
        }
    }
}
