using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Four rows by four lane groups of a packed Gram matrix, all at or below the diagonal: sixteen sums in registers, and each number that is put in all
/// lanes serves four of them, so that multiply-adds are most of the instructions.
/// </summary>
internal static unsafe class GramBlock
{
    public const int Rows = 4, Groups = 4;

    /// <summary>Adds the products of count rows of x to entries (i … i + 3, j … j + 4·lanes − 1) of the triangle.</summary>
    /// <param name="x">count × d, row-major.</param>
    /// <param name="weights">Length count, or null for none.</param>
    /// <param name="packed">The whole packed triangle.</param>
    public static void Add<T>(double* x, int count, int d, double* weights, double* packed, int i, int j) where T : struct, ILanes<T>
    {
        double* to0 = packed + i * (i + 1) / 2 + j, to1 = to0 + i + 1, to2 = to1 + i + 2, to3 = to2 + i + 3;
        T s00 = T.Load(to0), s01 = T.Load(to0 + T.Count), s02 = T.Load(to0 + 2 * T.Count), s03 = T.Load(to0 + 3 * T.Count);
        T s10 = T.Load(to1), s11 = T.Load(to1 + T.Count), s12 = T.Load(to1 + 2 * T.Count), s13 = T.Load(to1 + 3 * T.Count);
        T s20 = T.Load(to2), s21 = T.Load(to2 + T.Count), s22 = T.Load(to2 + 2 * T.Count), s23 = T.Load(to2 + 3 * T.Count);
        T s30 = T.Load(to3), s31 = T.Load(to3 + T.Count), s32 = T.Load(to3 + 2 * T.Count), s33 = T.Load(to3 + 3 * T.Count);
        for (var n = 0; n < count; n++, x += d)
        {
            var column = x + j;
            T c0 = T.Load(column), c1 = T.Load(column + T.Count), c2 = T.Load(column + 2 * T.Count), c3 = T.Load(column + 3 * T.Count);
            if (weights != null)
            {
                var weight = T.AllAt(weights + n);
                c0 *= weight;
                c1 *= weight;
                c2 *= weight;
                c3 *= weight;
            }

            var row = T.AllAt(x + i);
            s00 = T.Fma(row, c0, s00);
            s01 = T.Fma(row, c1, s01);
            s02 = T.Fma(row, c2, s02);
            s03 = T.Fma(row, c3, s03);
            row = T.AllAt(x + i + 1);
            s10 = T.Fma(row, c0, s10);
            s11 = T.Fma(row, c1, s11);
            s12 = T.Fma(row, c2, s12);
            s13 = T.Fma(row, c3, s13);
            row = T.AllAt(x + i + 2);
            s20 = T.Fma(row, c0, s20);
            s21 = T.Fma(row, c1, s21);
            s22 = T.Fma(row, c2, s22);
            s23 = T.Fma(row, c3, s23);
            row = T.AllAt(x + i + 3);
            s30 = T.Fma(row, c0, s30);
            s31 = T.Fma(row, c1, s31);
            s32 = T.Fma(row, c2, s32);
            s33 = T.Fma(row, c3, s33);
        }

        s00.Store(to0);
        s01.Store(to0 + T.Count);
        s02.Store(to0 + 2 * T.Count);
        s03.Store(to0 + 3 * T.Count);
        s10.Store(to1);
        s11.Store(to1 + T.Count);
        s12.Store(to1 + 2 * T.Count);
        s13.Store(to1 + 3 * T.Count);
        s20.Store(to2);
        s21.Store(to2 + T.Count);
        s22.Store(to2 + 2 * T.Count);
        s23.Store(to2 + 3 * T.Count);
        s30.Store(to3);
        s31.Store(to3 + T.Count);
        s32.Store(to3 + 2 * T.Count);
        s33.Store(to3 + 3 * T.Count);
    }
}
