using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>Products of all rows of two matrices, two rows by eight at a time: ten loads for sixteen multiply-adds, where row by row needs nine for eight.</summary>
internal static unsafe class RowPairs
{
    public static void Dots(ReadOnlyRows a, ReadOnlyRows b, Span<double> products)
    {
        fixed (double* x = a.Values, y = b.Values, to = products)
        {
            if (Lanes512.IsSupported) Dots<Lanes512>(x, a.Count, y, b.Count, a.Dimension, to);
            else if (Lanes256.IsSupported) Dots<Pair<Lanes256>>(x, a.Count, y, b.Count, a.Dimension, to);
            else Dots<EightPlain>(x, a.Count, y, b.Count, a.Dimension, to);
        }
    }

    // Eight rows of b stay in the first-level cache while all of a meet them.
    public static void Dots<T>(double* a, int count, double* b, int others, int d, double* products) where T : struct, ILanes<T>
    {
        for (var m = 0; m < others; m += 8)
        {
            var at = b + (long)m * d;
            var n = 0;
            if (others - m >= 8)
                for (; n <= count - 2; n += 2) TwoByEight<T>(a + (long)n * d, at, d, products + (long)n * others + m, products + (n + 1L) * others + m);
            for (; n < count; n++) Reduction.OfRows<T, Reduction.Product>(at, Math.Min(8, others - m), a + (long)n * d, d, products + (long)n * others + m);
        }
    }

    private static void TwoByEight<T>(double* a, double* b, int d, double* first, double* second) where T : struct, ILanes<T>
    {
        T s0 = T.All(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        T t0 = s0, t1 = s0, t2 = s0, t3 = s0, t4 = s0, t5 = s0, t6 = s0, t7 = s0;
        var i = 0;
        for (; i <= d - T.Count; i += T.Count)
        {
            T x = T.Load(a + i), y = T.Load(a + d + i);
            var at = b + i;
            var with = T.Load(at);
            (s0, t0) = (T.Fma(with, x, s0), T.Fma(with, y, t0));
            with = T.Load(at + d);
            (s1, t1) = (T.Fma(with, x, s1), T.Fma(with, y, t1));
            with = T.Load(at + 2 * d);
            (s2, t2) = (T.Fma(with, x, s2), T.Fma(with, y, t2));
            with = T.Load(at + 3 * d);
            (s3, t3) = (T.Fma(with, x, s3), T.Fma(with, y, t3));
            with = T.Load(at + 4 * d);
            (s4, t4) = (T.Fma(with, x, s4), T.Fma(with, y, t4));
            with = T.Load(at + 5 * d);
            (s5, t5) = (T.Fma(with, x, s5), T.Fma(with, y, t5));
            with = T.Load(at + 6 * d);
            (s6, t6) = (T.Fma(with, x, s6), T.Fma(with, y, t6));
            with = T.Load(at + 7 * d);
            (s7, t7) = (T.Fma(with, x, s7), T.Fma(with, y, t7));
        }

        if (i < d)
        {
            var mask = T.FirstLanes(d - i);
            T x = T.LoadMasked(a + i, mask), y = T.LoadMasked(a + d + i, mask);
            var at = b + i;
            var with = T.LoadMasked(at, mask);
            (s0, t0) = (T.Fma(with, x, s0), T.Fma(with, y, t0));
            with = T.LoadMasked(at + d, mask);
            (s1, t1) = (T.Fma(with, x, s1), T.Fma(with, y, t1));
            with = T.LoadMasked(at + 2 * d, mask);
            (s2, t2) = (T.Fma(with, x, s2), T.Fma(with, y, t2));
            with = T.LoadMasked(at + 3 * d, mask);
            (s3, t3) = (T.Fma(with, x, s3), T.Fma(with, y, t3));
            with = T.LoadMasked(at + 4 * d, mask);
            (s4, t4) = (T.Fma(with, x, s4), T.Fma(with, y, t4));
            with = T.LoadMasked(at + 5 * d, mask);
            (s5, t5) = (T.Fma(with, x, s5), T.Fma(with, y, t5));
            with = T.LoadMasked(at + 6 * d, mask);
            (s6, t6) = (T.Fma(with, x, s6), T.Fma(with, y, t6));
            with = T.LoadMasked(at + 7 * d, mask);
            (s7, t7) = (T.Fma(with, x, s7), T.Fma(with, y, t7));
        }

        T.StoreFolds(s0, s1, s2, s3, s4, s5, s6, s7, first);
        T.StoreFolds(t0, t1, t2, t3, t4, t5, t6, t7, second);
    }
}
