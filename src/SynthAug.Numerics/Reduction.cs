using System.Runtime.CompilerServices;
using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>Σ f(aᵢ, bᵢ) in eight lanes, for one pair of spans or for every row of a matrix with one span.</summary>
internal static unsafe class Reduction
{
    internal interface ITerm
    {
        /// <summary>sum + f(a, b); f(0, 0) adds nothing.</summary>
        static abstract T Add<T>(T sum, T a, T b) where T : struct, ILanes<T>;
    }

    public static double Of<TTerm>(ReadOnlySpan<double> a, ReadOnlySpan<double> b) where TTerm : ITerm
    {
        fixed (double* x = a, y = b)
        {
            if (Lanes512.IsSupported) return Of<Lanes512, TTerm>(x, y, a.Length);
            if (Lanes256.IsSupported) return Of<Pair<Lanes256>, TTerm>(x, y, a.Length);
            return Of<EightPlain, TTerm>(x, y, a.Length);
        }
    }

    /// <summary>results[i] = Σ f(rowᵢ, b): each the bits of <see cref="Of{TTerm}"/>.</summary>
    public static void OfRows<TTerm>(ReadOnlyRows rows, ReadOnlySpan<double> b, Span<double> results) where TTerm : ITerm
    {
        fixed (double* x = rows.Values, y = b, to = results)
        {
            if (Lanes512.IsSupported) OfRows<Lanes512, TTerm>(x, rows.Count, y, b.Length, to);
            else if (Lanes256.IsSupported) OfRows<Pair<Lanes256>, TTerm>(x, rows.Count, y, b.Length, to);
            else OfRows<EightPlain, TTerm>(x, rows.Count, y, b.Length, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Of<T, TTerm>(double* a, double* b, int length)
        where T : struct, ILanes<T>
        where TTerm : ITerm
    {
        var sum = T.All(0);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count) sum = TTerm.Add(sum, T.Load(a + i), T.Load(b + i));
        if (i < length)
        {
            var mask = T.FirstLanes(length - i);
            sum = TTerm.Add(sum, T.LoadMasked(a + i, mask), T.LoadMasked(b + i, mask));
        }

        return sum.Fold();
    }

    // Eight rows at a time share the loads of b and fold together.
    public static void OfRows<T, TTerm>(double* rows, int count, double* b, int d, double* results)
        where T : struct, ILanes<T>
        where TTerm : ITerm
    {
        var n = 0;
        for (; n <= count - 8; n += 8) OfEightRows<T, TTerm>(rows + (long)n * d, b, d, results + n);
        for (; n < count; n++) results[n] = Of<T, TTerm>(rows + (long)n * d, b, d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfEightRows<T, TTerm>(double* row, double* b, int d, double* results)
        where T : struct, ILanes<T>
        where TTerm : ITerm
    {
        T s0 = T.All(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        var i = 0;
        for (; i <= d - T.Count; i += T.Count)
        {
            var with = T.Load(b + i);
            var at = row + i;
            s0 = TTerm.Add(s0, T.Load(at), with);
            s1 = TTerm.Add(s1, T.Load(at + d), with);
            s2 = TTerm.Add(s2, T.Load(at + 2 * d), with);
            s3 = TTerm.Add(s3, T.Load(at + 3 * d), with);
            s4 = TTerm.Add(s4, T.Load(at + 4 * d), with);
            s5 = TTerm.Add(s5, T.Load(at + 5 * d), with);
            s6 = TTerm.Add(s6, T.Load(at + 6 * d), with);
            s7 = TTerm.Add(s7, T.Load(at + 7 * d), with);
        }

        if (i < d)
        {
            var mask = T.FirstLanes(d - i);
            var with = T.LoadMasked(b + i, mask);
            var at = row + i;
            s0 = TTerm.Add(s0, T.LoadMasked(at, mask), with);
            s1 = TTerm.Add(s1, T.LoadMasked(at + d, mask), with);
            s2 = TTerm.Add(s2, T.LoadMasked(at + 2 * d, mask), with);
            s3 = TTerm.Add(s3, T.LoadMasked(at + 3 * d, mask), with);
            s4 = TTerm.Add(s4, T.LoadMasked(at + 4 * d, mask), with);
            s5 = TTerm.Add(s5, T.LoadMasked(at + 5 * d, mask), with);
            s6 = TTerm.Add(s6, T.LoadMasked(at + 6 * d, mask), with);
            s7 = TTerm.Add(s7, T.LoadMasked(at + 7 * d, mask), with);
        }

        T.StoreFolds(s0, s1, s2, s3, s4, s5, s6, s7, results);
    }

    internal readonly struct Product : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add<T>(T sum, T a, T b) where T : struct, ILanes<T> => T.Fma(a, b, sum);
    }

    internal readonly struct SquaredDifference : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add<T>(T sum, T a, T b) where T : struct, ILanes<T>
        {
            var difference = a - b;
            return T.Fma(difference, difference, sum);
        }
    }

    internal readonly struct Square : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add<T>(T sum, T a, T b) where T : struct, ILanes<T> => T.Fma(a, a, sum);
    }

    internal readonly struct First : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add<T>(T sum, T a, T b) where T : struct, ILanes<T> => sum + a;
    }
}
