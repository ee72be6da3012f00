using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Symmetric systems side by side, one a lane, by LDLᵀ: no square root, one division a column. It goes by tiles of four rows and four columns, whose sixteen entries stay in
/// registers while all that stands to their left is taken out of them; entries in memory would cost two loads and a store for each multiply-add. One tile loop
/// a method: more of them, and the compiler runs out of registers.
/// </summary>
internal static unsafe class LaneSolver
{
    /// <summary>Rows and columns of a tile: the order of the systems is a multiple of it.</summary>
    public const int Tile = 4;

    /// <summary>Eight systems lie beside each other, whatever the width that they are solved in.</summary>
    public const int Lanes = 8;

    /// <summary>Scratch for systems of this order.</summary>
    public static int PanelLength(int order) => (Tile * order + Tile * Tile) * Lanes;

    /// <summary>Solves as many systems as T has lanes.</summary>
    /// <param name="factor">Entry (i, j), j ≤ i, at (i·stride + j)·8; the triangle below the diagonal becomes LD.</param>
    /// <param name="solution">Minus the right side, entry j at 8j; becomes the solution.</param>
    /// <param name="pivots">D, and after it −1/D, entry j of either at 8j; written.</param>
    /// <param name="panel">Length: <see cref="PanelLength"/>.</param>
    /// <param name="order">A multiple of <see cref="Tile"/>.</param>
    public static void Solve<T>(double* factor, int stride, double* solution, double* pivots, double* panel, int order) where T : struct, ILanes<T>
    {
        var (row, corner, inverses) = (stride * Lanes, Tile * order * Lanes, order * Lanes);
        for (var j = 0; j < order; j += Tile)
        {
            var tile = factor + j * row + j * Lanes;
            Diagonal<T>(tile, row, j, pivots + j * Lanes, pivots + inverses, panel, panel + corner);
            for (var i = j + Tile; i < order; i += Tile)
            {
                tile += Tile * row;
                Below<T>(tile, row, j, panel, panel + corner);
            }

            RightSide<T>(solution + j * Lanes, j, panel, panel + corner);
        }

        for (var j = order - Tile; j >= 0; j -= Tile) Back<T>(factor + j * row + j * Lanes, row, order - j, solution + j * Lanes, pivots + inverses + j * Lanes);
    }

    // Takes columns 0 … j − 1 out of the tile on the diagonal and factors it. The panel keeps −L of the tile's rows for the rows below, the corner −L of the tile itself.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Diagonal<T>(double* tile, int row, int j, double* pivots, double* inverses, double* panel, double* corner)
        where T : struct, ILanes<T>
    {
        double* r1 = tile + row, r2 = r1 + row, r3 = r2 + row;
        T s00 = T.Load(tile), s10 = T.Load(r1), s20 = T.Load(r2), s30 = T.Load(r3);
        T s11 = T.Load(r1 + Lanes), s21 = T.Load(r2 + Lanes), s31 = T.Load(r3 + Lanes);
        T s22 = T.Load(r2 + 2 * Lanes), s32 = T.Load(r3 + 2 * Lanes), s33 = T.Load(r3 + 3 * Lanes);
        for (var k = -j * Lanes; k < 0; k += Lanes, inverses += Lanes, panel += Tile * Lanes)
        {
            var minus = T.Load(inverses);
            T u0 = T.Load(tile + k), u1 = T.Load(r1 + k), u2 = T.Load(r2 + k), u3 = T.Load(r3 + k);
            T l0 = u0 * minus, l1 = u1 * minus, l2 = u2 * minus, l3 = u3 * minus;
            l0.Store(panel);
            l1.Store(panel + Lanes);
            l2.Store(panel + 2 * Lanes);
            l3.Store(panel + 3 * Lanes);
            s00 = T.Fma(u0, l0, s00);
            s10 = T.Fma(u1, l0, s10);
            s20 = T.Fma(u2, l0, s20);
            s30 = T.Fma(u3, l0, s30);
            s11 = T.Fma(u1, l1, s11);
            s21 = T.Fma(u2, l1, s21);
            s31 = T.Fma(u3, l1, s31);
            s22 = T.Fma(u2, l2, s22);
            s32 = T.Fma(u3, l2, s32);
            s33 = T.Fma(u3, l3, s33);
        }

        var inverse = T.All(-1) / s00;
        T l10 = s10 * inverse, l20 = s20 * inverse, l30 = s30 * inverse;
        s00.Store(pivots);
        inverse.Store(inverses);
        s11 = T.Fma(s10, l10, s11);
        inverse = T.All(-1) / s11;
        s21 = T.Fma(s20, l10, s21);
        s31 = T.Fma(s30, l10, s31);
        T l21 = s21 * inverse, l31 = s31 * inverse;
        s11.Store(pivots + Lanes);
        inverse.Store(inverses + Lanes);
        s22 = T.Fma(s21, l21, T.Fma(s20, l20, s22));
        inverse = T.All(-1) / s22;
        s32 = T.Fma(s31, l21, T.Fma(s30, l20, s32));
        var l32 = s32 * inverse;
        s22.Store(pivots + 2 * Lanes);
        inverse.Store(inverses + 2 * Lanes);
        s33 = T.Fma(s32, l32, T.Fma(s31, l31, T.Fma(s30, l30, s33)));
        s33.Store(pivots + 3 * Lanes);
        (T.All(-1) / s33).Store(inverses + 3 * Lanes);

        s10.Store(r1);
        s20.Store(r2);
        s21.Store(r2 + Lanes);
        s30.Store(r3);
        s31.Store(r3 + Lanes);
        s32.Store(r3 + 2 * Lanes);
        l10.Store(corner);
        l20.Store(corner + Lanes);
        l21.Store(corner + 2 * Lanes);
        l30.Store(corner + 3 * Lanes);
        l31.Store(corner + 4 * Lanes);
        l32.Store(corner + 5 * Lanes);
    }

    // A tile below the one on the diagonal: four more rows of LD.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Below<T>(double* tile, int row, int j, double* panel, double* corner) where T : struct, ILanes<T>
    {
        double* r1 = tile + row, r2 = r1 + row, r3 = r2 + row;
        T s00 = T.Load(tile), s01 = T.Load(tile + Lanes), s02 = T.Load(tile + 2 * Lanes), s03 = T.Load(tile + 3 * Lanes);
        T s10 = T.Load(r1), s11 = T.Load(r1 + Lanes), s12 = T.Load(r1 + 2 * Lanes), s13 = T.Load(r1 + 3 * Lanes);
        T s20 = T.Load(r2), s21 = T.Load(r2 + Lanes), s22 = T.Load(r2 + 2 * Lanes), s23 = T.Load(r2 + 3 * Lanes);
        T s30 = T.Load(r3), s31 = T.Load(r3 + Lanes), s32 = T.Load(r3 + 2 * Lanes), s33 = T.Load(r3 + 3 * Lanes);
        for (var k = -j * Lanes; k < 0; k += Lanes, panel += Tile * Lanes)
        {
            T l0 = T.Load(panel), l1 = T.Load(panel + Lanes), l2 = T.Load(panel + 2 * Lanes), l3 = T.Load(panel + 3 * Lanes);
            var u = T.Load(tile + k);
            s00 = T.Fma(u, l0, s00);
            s01 = T.Fma(u, l1, s01);
            s02 = T.Fma(u, l2, s02);
            s03 = T.Fma(u, l3, s03);
            u = T.Load(r1 + k);
            s10 = T.Fma(u, l0, s10);
            s11 = T.Fma(u, l1, s11);
            s12 = T.Fma(u, l2, s12);
            s13 = T.Fma(u, l3, s13);
            u = T.Load(r2 + k);
            s20 = T.Fma(u, l0, s20);
            s21 = T.Fma(u, l1, s21);
            s22 = T.Fma(u, l2, s22);
            s23 = T.Fma(u, l3, s23);
            u = T.Load(r3 + k);
            s30 = T.Fma(u, l0, s30);
            s31 = T.Fma(u, l1, s31);
            s32 = T.Fma(u, l2, s32);
            s33 = T.Fma(u, l3, s33);
        }

        StoreRow(tile, s00, s01, s02, s03, corner);
        StoreRow(r1, s10, s11, s12, s13, corner);
        StoreRow(r2, s20, s21, s22, s23, corner);
        StoreRow(r3, s30, s31, s32, s33, corner);
    }

    // The right side is one row more.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RightSide<T>(double* side, int j, double* panel, double* corner) where T : struct, ILanes<T>
    {
        T s0 = T.Load(side), s1 = T.Load(side + Lanes), s2 = T.Load(side + 2 * Lanes), s3 = T.Load(side + 3 * Lanes);
        for (var k = -j * Lanes; k < 0; k += Lanes, panel += Tile * Lanes)
        {
            var u = T.Load(side + k);
            s0 = T.Fma(u, T.Load(panel), s0);
            s1 = T.Fma(u, T.Load(panel + Lanes), s1);
            s2 = T.Fma(u, T.Load(panel + 2 * Lanes), s2);
            s3 = T.Fma(u, T.Load(panel + 3 * Lanes), s3);
        }

        StoreRow(side, s0, s1, s2, s3, corner);
    }

    // Takes the tile's own columns out of a row, one after another.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow<T>(double* row, T s0, T s1, T s2, T s3, double* corner) where T : struct, ILanes<T>
    {
        s1 = T.Fma(s0, T.Load(corner), s1);
        s2 = T.Fma(s1, T.Load(corner + 2 * Lanes), T.Fma(s0, T.Load(corner + Lanes), s2));
        s3 = T.Fma(s2, T.Load(corner + 5 * Lanes), T.Fma(s1, T.Load(corner + 4 * Lanes), T.Fma(s0, T.Load(corner + 3 * Lanes), s3)));
        s0.Store(row);
        s1.Store(row + Lanes);
        s2.Store(row + 2 * Lanes);
        s3.Store(row + 3 * Lanes);
    }

    // x = (y − (LD)ᵀx)/D for four entries, from the last to the first; both signs sit in −y and −1/D.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Back<T>(double* tile, int row, int below, double* solution, double* inverses) where T : struct, ILanes<T>
    {
        T x0 = T.Load(solution), x1 = T.Load(solution + Lanes), x2 = T.Load(solution + 2 * Lanes), x3 = T.Load(solution + 3 * Lanes);
        for (var i = below - 1; i >= Tile; i--)
        {
            var u = tile + i * row;
            var known = T.Load(solution + i * Lanes);
            x0 = T.Fma(T.Load(u), known, x0);
            x1 = T.Fma(T.Load(u + Lanes), known, x1);
            x2 = T.Fma(T.Load(u + 2 * Lanes), known, x2);
            x3 = T.Fma(T.Load(u + 3 * Lanes), known, x3);
        }

        double* r1 = tile + row, r2 = r1 + row, r3 = r2 + row;
        x3 *= T.Load(inverses + 3 * Lanes);
        x2 = T.Fma(T.Load(r3 + 2 * Lanes), x3, x2) * T.Load(inverses + 2 * Lanes);
        x1 = T.Fma(T.Load(r2 + Lanes), x2, T.Fma(T.Load(r3 + Lanes), x3, x1)) * T.Load(inverses + Lanes);
        x0 = T.Fma(T.Load(r1), x1, T.Fma(T.Load(r2), x2, T.Fma(T.Load(r3), x3, x0))) * T.Load(inverses);
        x0.Store(solution);
        x1.Store(solution + Lanes);
        x2.Store(solution + 2 * Lanes);
        x3.Store(solution + 3 * Lanes);
    }
}
