using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Eight rows through a <see cref="LowerMap"/> of 17 … 24 columns: all their new values stay in registers until the last old one has been read, so nothing is kept aside, and a
/// number put in all lanes serves every group of columns that it reaches.
/// </summary>
internal static unsafe class LowerMapBlock
{
    public const int LeastColumns = 17, MostColumns = 24;

    /// <param name="columns">L, group after group: 8, 16 and d columns of eight rows.</param>
    /// <param name="shift">Three groups of eight.</param>
    /// <param name="z">8 × d, replaced. T has eight lanes.</param>
    public static void Apply<T>(double* columns, double* shift, double* z, nint d) where T : struct, ILanes<T>
    {
        double* columnsB = columns + 64, columnsC = columns + 192;
        T a0 = T.Load(shift), b0 = T.Load(shift + 8), c0 = T.Load(shift + 16);
        T a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        T b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0, b6 = b0, b7 = b0;
        T c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
        double* x = z, x4 = z + 4 * d;
        for (var end = z + 8; x < end; x++, x4++, columns += 8, columnsB += 8, columnsC += 8)
        {
            T a = T.Load(columns), b = T.Load(columnsB), c = T.Load(columnsC), all = T.AllAt(x);
            a0 = T.Fma(a, all, a0);
            b0 = T.Fma(b, all, b0);
            c0 = T.Fma(c, all, c0);
            all = T.AllAt(x + d);
            a1 = T.Fma(a, all, a1);
            b1 = T.Fma(b, all, b1);
            c1 = T.Fma(c, all, c1);
            all = T.AllAt(x + 2 * d);
            a2 = T.Fma(a, all, a2);
            b2 = T.Fma(b, all, b2);
            c2 = T.Fma(c, all, c2);
            all = T.AllAt(x + 3 * d);
            a3 = T.Fma(a, all, a3);
            b3 = T.Fma(b, all, b3);
            c3 = T.Fma(c, all, c3);
            all = T.AllAt(x4);
            a4 = T.Fma(a, all, a4);
            b4 = T.Fma(b, all, b4);
            c4 = T.Fma(c, all, c4);
            all = T.AllAt(x4 + d);
            a5 = T.Fma(a, all, a5);
            b5 = T.Fma(b, all, b5);
            c5 = T.Fma(c, all, c5);
            all = T.AllAt(x4 + 2 * d);
            a6 = T.Fma(a, all, a6);
            b6 = T.Fma(b, all, b6);
            c6 = T.Fma(c, all, c6);
            all = T.AllAt(x4 + 3 * d);
            a7 = T.Fma(a, all, a7);
            b7 = T.Fma(b, all, b7);
            c7 = T.Fma(c, all, c7);
        }

        for (var end = z + 16; x < end; x++, x4++, columnsB += 8, columnsC += 8)
        {
            T b = T.Load(columnsB), c = T.Load(columnsC), all = T.AllAt(x);
            b0 = T.Fma(b, all, b0);
            c0 = T.Fma(c, all, c0);
            all = T.AllAt(x + d);
            b1 = T.Fma(b, all, b1);
            c1 = T.Fma(c, all, c1);
            all = T.AllAt(x + 2 * d);
            b2 = T.Fma(b, all, b2);
            c2 = T.Fma(c, all, c2);
            all = T.AllAt(x + 3 * d);
            b3 = T.Fma(b, all, b3);
            c3 = T.Fma(c, all, c3);
            all = T.AllAt(x4);
            b4 = T.Fma(b, all, b4);
            c4 = T.Fma(c, all, c4);
            all = T.AllAt(x4 + d);
            b5 = T.Fma(b, all, b5);
            c5 = T.Fma(c, all, c5);
            all = T.AllAt(x4 + 2 * d);
            b6 = T.Fma(b, all, b6);
            c6 = T.Fma(c, all, c6);
            all = T.AllAt(x4 + 3 * d);
            b7 = T.Fma(b, all, b7);
            c7 = T.Fma(c, all, c7);
        }

        for (var end = z + d; x < end; x++, x4++, columnsC += 8)
        {
            T c = T.Load(columnsC), all = T.AllAt(x);
            c0 = T.Fma(c, all, c0);
            all = T.AllAt(x + d);
            c1 = T.Fma(c, all, c1);
            all = T.AllAt(x + 2 * d);
            c2 = T.Fma(c, all, c2);
            all = T.AllAt(x + 3 * d);
            c3 = T.Fma(c, all, c3);
            all = T.AllAt(x4);
            c4 = T.Fma(c, all, c4);
            all = T.AllAt(x4 + d);
            c5 = T.Fma(c, all, c5);
            all = T.AllAt(x4 + 2 * d);
            c6 = T.Fma(c, all, c6);
            all = T.AllAt(x4 + 3 * d);
            c7 = T.Fma(c, all, c7);
        }

        // What a whole store writes too much is the beginning of the next row, which comes next; the row after the last is not ours.
        a0.Store(z);
        b0.Store(z + 8);
        c0.Store(z + 16);
        a1.Store(z + d);
        b1.Store(z + d + 8);
        c1.Store(z + d + 16);
        a2.Store(z + 2 * d);
        b2.Store(z + 2 * d + 8);
        c2.Store(z + 2 * d + 16);
        a3.Store(z + 3 * d);
        b3.Store(z + 3 * d + 8);
        c3.Store(z + 3 * d + 16);
        a4.Store(z + 4 * d);
        b4.Store(z + 4 * d + 8);
        c4.Store(z + 4 * d + 16);
        a5.Store(z + 5 * d);
        b5.Store(z + 5 * d + 8);
        c5.Store(z + 5 * d + 16);
        a6.Store(z + 6 * d);
        b6.Store(z + 6 * d + 8);
        c6.Store(z + 6 * d + 16);
        a7.Store(z + 7 * d);
        b7.Store(z + 7 * d + 8);
        c7.StoreMasked(z + 7 * d + 16, T.FirstLanes((int)d - 16));
    }
}
