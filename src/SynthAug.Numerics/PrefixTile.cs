using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// A lane group of columns by up to twelve rows of <see cref="PrefixMoments"/>, and the columns' own sums beside them: one load of the columns serves them all, every other
/// operand is a number in all lanes, which the multiply-add reads from memory itself.
/// </summary>
internal static unsafe class PrefixTile
{
    public const int MostRows = 12;

    /// <summary>Adds the products of count rows of x to rows i … i + rows − 1, columns j … of the sums.</summary>
    /// <param name="x">count × d, row-major.</param>
    /// <param name="weights">Length count, or null for none.</param>
    /// <param name="place">Where the tile is, and whether it adds the columns themselves.</param>
    /// <param name="rows">1 … 8, or 12.</param>
    public static void Add<T>(double* x, int d, double* weights, in PrefixCuts cuts, in PrefixPlace place, int rows)
        where T : struct, ILanes<T>
    {
        switch (rows)
        {
            case 1: Run<T, TileOne>(x, d, weights, cuts, place); break;
            case 2: Run<T, TileTwo>(x, d, weights, cuts, place); break;
            case 3: Run<T, TileThree>(x, d, weights, cuts, place); break;
            case 4: Run<T, TileFour>(x, d, weights, cuts, place); break;
            case 5: Run<T, TileFive>(x, d, weights, cuts, place); break;
            case 6: Run<T, TileSix>(x, d, weights, cuts, place); break;
            case 7: Run<T, TileSeven>(x, d, weights, cuts, place); break;
            case 8: Run<T, TileEight>(x, d, weights, cuts, place); break;
            default: RunTwelve<T>(x, d, weights, cuts, place); break;
        }
    }

    private static void Run<T, TRows>(double* x, int d, double* weights, PrefixCuts cuts, PrefixPlace place)
        where T : struct, ILanes<T>
        where TRows : ITileSize
    {
        T s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        var sums = cuts.Sums + place.Offset;
        var stride = place.Stride;
        var s0 = T.Load(sums);
        if (TRows.Value > 1) s1 = T.Load(sums + stride);
        if (TRows.Value > 2) s2 = T.Load(sums + 2 * stride);
        if (TRows.Value > 3) s3 = T.Load(sums + 3 * stride);
        if (TRows.Value > 4) s4 = T.Load(sums + 4 * stride);
        if (TRows.Value > 5) s5 = T.Load(sums + 5 * stride);
        if (TRows.Value > 6) s6 = T.Load(sums + 6 * stride);
        if (TRows.Value > 7) s7 = T.Load(sums + 7 * stride);
        var total = place.Own == 0 ? default : T.Load(sums + place.Own);

        // Where the row has no whole group left, the last lanes are not read.
        var mask = T.FirstLanes(d - place.Column);
        var whole = d - place.Column >= T.Count;
        double* row = x + place.Row, from = x + place.Column;
        for (int cut = 0, n = 0; cut <= cuts.Count; cut++)
        {
            for (var end = cuts.End(cut); n < end; n++, row += d, from += d)
            {
                var columns = whole ? T.Load(from) : T.LoadMasked(from, mask);
                if (weights != null) columns *= T.AllAt(weights + n);
                total += columns;
                s0 = T.Fma(columns, T.AllAt(row), s0);
                if (TRows.Value > 1) s1 = T.Fma(columns, T.AllAt(row + 1), s1);
                if (TRows.Value > 2) s2 = T.Fma(columns, T.AllAt(row + 2), s2);
                if (TRows.Value > 3) s3 = T.Fma(columns, T.AllAt(row + 3), s3);
                if (TRows.Value > 4) s4 = T.Fma(columns, T.AllAt(row + 4), s4);
                if (TRows.Value > 5) s5 = T.Fma(columns, T.AllAt(row + 5), s5);
                if (TRows.Value > 6) s6 = T.Fma(columns, T.AllAt(row + 6), s6);
                if (TRows.Value > 7) s7 = T.Fma(columns, T.AllAt(row + 7), s7);
            }

            var to = cuts.Target(cut) + place.Offset;
            if (place.Own != 0) total.Store(to + place.Own);
            s0.Store(to);
            if (TRows.Value > 1) s1.Store(to + stride);
            if (TRows.Value > 2) s2.Store(to + 2 * stride);
            if (TRows.Value > 3) s3.Store(to + 3 * stride);
            if (TRows.Value > 4) s4.Store(to + 4 * stride);
            if (TRows.Value > 5) s5.Store(to + 5 * stride);
            if (TRows.Value > 6) s6.Store(to + 6 * stride);
            if (TRows.Value > 7) s7.Store(to + 7 * stride);
        }
    }

    // Spelt out: with the number of rows as a type, this many of them are more than the compiler will inline.
    private static void RunTwelve<T>(double* x, int d, double* weights, PrefixCuts cuts, PrefixPlace place)
        where T : struct, ILanes<T>
    {
        var sums = cuts.Sums + place.Offset;
        var stride = place.Stride;
        T s0 = T.Load(sums), s1 = T.Load(sums + stride), s2 = T.Load(sums + 2 * stride), s3 = T.Load(sums + 3 * stride);
        T s4 = T.Load(sums + 4 * stride), s5 = T.Load(sums + 5 * stride), s6 = T.Load(sums + 6 * stride), s7 = T.Load(sums + 7 * stride);
        T s8 = T.Load(sums + 8 * stride), s9 = T.Load(sums + 9 * stride), s10 = T.Load(sums + 10 * stride), s11 = T.Load(sums + 11 * stride);
        var total = place.Own == 0 ? default : T.Load(sums + place.Own);

        // Where the row has no whole group left, the last lanes are not read.
        var mask = T.FirstLanes(d - place.Column);
        var whole = d - place.Column >= T.Count;
        double* row = x + place.Row, from = x + place.Column;
        for (int cut = 0, n = 0; cut <= cuts.Count; cut++)
        {
            for (var end = cuts.End(cut); n < end; n++, row += d, from += d)
            {
                var columns = whole ? T.Load(from) : T.LoadMasked(from, mask);
                if (weights != null) columns *= T.AllAt(weights + n);
                total += columns;
                s0 = T.Fma(columns, T.AllAt(row), s0);
                s1 = T.Fma(columns, T.AllAt(row + 1), s1);
                s2 = T.Fma(columns, T.AllAt(row + 2), s2);
                s3 = T.Fma(columns, T.AllAt(row + 3), s3);
                s4 = T.Fma(columns, T.AllAt(row + 4), s4);
                s5 = T.Fma(columns, T.AllAt(row + 5), s5);
                s6 = T.Fma(columns, T.AllAt(row + 6), s6);
                s7 = T.Fma(columns, T.AllAt(row + 7), s7);
                s8 = T.Fma(columns, T.AllAt(row + 8), s8);
                s9 = T.Fma(columns, T.AllAt(row + 9), s9);
                s10 = T.Fma(columns, T.AllAt(row + 10), s10);
                s11 = T.Fma(columns, T.AllAt(row + 11), s11);
            }

            var to = cuts.Target(cut) + place.Offset;
            if (place.Own != 0) total.Store(to + place.Own);
            s0.Store(to);
            s1.Store(to + stride);
            s2.Store(to + 2 * stride);
            s3.Store(to + 3 * stride);
            s4.Store(to + 4 * stride);
            s5.Store(to + 5 * stride);
            s6.Store(to + 6 * stride);
            s7.Store(to + 7 * stride);
            s8.Store(to + 8 * stride);
            s9.Store(to + 9 * stride);
            s10.Store(to + 10 * stride);
            s11.Store(to + 11 * stride);
        }
    }
}
