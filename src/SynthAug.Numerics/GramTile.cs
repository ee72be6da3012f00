using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// A register-blocked piece of a packed Gram matrix: up to eight rows i by the columns j of one lane group, its sums in registers over all data
/// rows. The number of rows is a type, so that the compiler drops what a smaller tile does not need.
/// </summary>
internal static unsafe class GramTile
{
    /// <summary>Adds the products of count rows of x to entries (i … i + rows − 1, j … j + lanes − 1) of the triangle.</summary>
    /// <param name="x">count × d, row-major.</param>
    /// <param name="weights">Length count, or null for none.</param>
    /// <param name="packed">The whole packed triangle.</param>
    /// <param name="rows">1 … 8.</param>
    public static void Add<T>(double* x, int count, int d, double* weights, double* packed, int i, int rows, int j) where T : struct, ILanes<T>
    {
        switch (rows)
        {
            case 1: Add<T, TileOne>(x, count, d, weights, packed, i, j); break;
            case 2: Add<T, TileTwo>(x, count, d, weights, packed, i, j); break;
            case 3: Add<T, TileThree>(x, count, d, weights, packed, i, j); break;
            case 4: Add<T, TileFour>(x, count, d, weights, packed, i, j); break;
            case 5: Add<T, TileFive>(x, count, d, weights, packed, i, j); break;
            case 6: Add<T, TileSix>(x, count, d, weights, packed, i, j); break;
            case 7: Add<T, TileSeven>(x, count, d, weights, packed, i, j); break;
            default: Add<T, TileEight>(x, count, d, weights, packed, i, j); break;
        }
    }

    private static void Add<T, TRows>(double* x, int count, int d, double* weights, double* packed, int i, int j)
        where T : struct, ILanes<T>
        where TRows : ITileSize
    {
        T s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        var s0 = Load<T>(packed, i, j);
        if (TRows.Value > 1) s1 = Load<T>(packed, i + 1, j);
        if (TRows.Value > 2) s2 = Load<T>(packed, i + 2, j);
        if (TRows.Value > 3) s3 = Load<T>(packed, i + 3, j);
        if (TRows.Value > 4) s4 = Load<T>(packed, i + 4, j);
        if (TRows.Value > 5) s5 = Load<T>(packed, i + 5, j);
        if (TRows.Value > 6) s6 = Load<T>(packed, i + 6, j);
        if (TRows.Value > 7) s7 = Load<T>(packed, i + 7, j);

        // Where the row has no whole group left, the last lanes are not read.
        var whole = d - j >= T.Count;
        var mask = T.FirstLanes(d - j);
        for (var n = 0; n < count; n++, x += d)
        {
            var row = x + i;
            var columns = whole ? T.Load(x + j) : T.LoadMasked(x + j, mask);
            if (weights != null) columns *= T.AllAt(weights + n);
            s0 = T.Fma(columns, T.AllAt(row), s0);
            if (TRows.Value > 1) s1 = T.Fma(columns, T.AllAt(row + 1), s1);
            if (TRows.Value > 2) s2 = T.Fma(columns, T.AllAt(row + 2), s2);
            if (TRows.Value > 3) s3 = T.Fma(columns, T.AllAt(row + 3), s3);
            if (TRows.Value > 4) s4 = T.Fma(columns, T.AllAt(row + 4), s4);
            if (TRows.Value > 5) s5 = T.Fma(columns, T.AllAt(row + 5), s5);
            if (TRows.Value > 6) s6 = T.Fma(columns, T.AllAt(row + 6), s6);
            if (TRows.Value > 7) s7 = T.Fma(columns, T.AllAt(row + 7), s7);
        }

        Store(packed, i, j, s0);
        if (TRows.Value > 1) Store(packed, i + 1, j, s1);
        if (TRows.Value > 2) Store(packed, i + 2, j, s2);
        if (TRows.Value > 3) Store(packed, i + 3, j, s3);
        if (TRows.Value > 4) Store(packed, i + 4, j, s4);
        if (TRows.Value > 5) Store(packed, i + 5, j, s5);
        if (TRows.Value > 6) Store(packed, i + 6, j, s6);
        if (TRows.Value > 7) Store(packed, i + 7, j, s7);
    }

    // Entries (i, j …) up to the diagonal; lanes beyond it are computed and dropped.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load<T>(double* packed, int i, int j) where T : struct, ILanes<T> =>
        T.LoadMasked(packed + i * (i + 1) / 2 + j, T.FirstLanes(i + 1 - j));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(double* packed, int i, int j, T sums) where T : struct, ILanes<T> =>
        sums.StoreMasked(packed + i * (i + 1) / 2 + j, T.FirstLanes(i + 1 - j));
}
