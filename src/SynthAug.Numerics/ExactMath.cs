using System.Runtime.CompilerServices;
using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>
/// Elementary functions with the same bits on every CPU: additions, multiplications, divisions and fused multiply-adds in a fixed order over
/// exact tables, never the platform's libm. A span overload gives the bits of the scalar one; its output may be its input. The errors stated are the
/// largest of 8,000 arguments against 140-bit arithmetic.
/// </summary>
public static class ExactMath
{
    /// <summary>eˣ. Underflows gradually to 0 below −745.1, overflows to +∞ above 709.78; NaN gives NaN. Error 1.0 ulp.</summary>
    public static double Exp(double x) => Elementary.Exp(new Lane(x)).Value;

    /// <summary>ln x. 0 gives −∞, +∞ gives +∞, negative numbers and NaN give NaN. Error 0.8 ulp.</summary>
    public static double Log(double x) => Elementary.Log(new Lane(x)).Value;

    /// <summary>ln(1 + x), without loss near 0. −1 gives −∞, +∞ gives +∞, less than −1 and NaN give NaN; −0 stays −0. Error 1.4 ulp.</summary>
    public static double Log1p(double x) => Elementary.Log1p(new Lane(x)).Value;

    /// <summary>1/(1 + e⁻ᵗ), without overflow; relative accuracy in both tails. Error 2.3 ulp.</summary>
    public static double Sigmoid(double t) => SigmoidFunction.Of(new Lane(t)).Value;

    /// <summary>ln(1 + eᵗ) = max(t, 0) + ln(1 + e^−|t|): no overflow, and relative accuracy for t → −∞. Error 2 ulp.</summary>
    public static double Softplus(double t) => SoftplusFunction.Of(new Lane(t)).Value;

    /// <inheritdoc cref="Exp(double)"/>
    public static void Exp(ReadOnlySpan<double> x, Span<double> destination) => Map<ExpFunction>(x, destination);

    /// <inheritdoc cref="Log(double)"/>
    public static void Log(ReadOnlySpan<double> x, Span<double> destination) => Map<LogFunction>(x, destination);

    /// <inheritdoc cref="Log1p(double)"/>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> destination) => Map<Log1pFunction>(x, destination);

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static void Sigmoid(ReadOnlySpan<double> t, Span<double> destination) => Map<SigmoidFunction>(t, destination);

    /// <inheritdoc cref="Softplus(double)"/>
    public static void Softplus(ReadOnlySpan<double> t, Span<double> destination) => Map<SoftplusFunction>(t, destination);

    /// <summary>
    /// Σ ln(1 + eᵗ) over t or −t, in eight lanes: the logarithm of a product, so one exponential a number and one logarithm a lane of 512. The relative
    /// error is that of a sum of <see cref="Softplus(double)"/>, but a term below e⁻⁷⁰⁸ counts as that; infinities and NaN come through.
    /// </summary>
    public static unsafe double SumOfSoftplus(ReadOnlySpan<double> t, bool negated)
    {
        fixed (double* x = t)
        {
            if (Lanes512.IsSupported) return SumOfSoftplus<Lanes512>(x, t.Length, negated);
            if (Lanes256.IsSupported) return SumOfSoftplus<Pair<Lanes256>>(x, t.Length, negated);
            return SumOfSoftplus<EightPlain>(x, t.Length, negated);
        }
    }

    // The product is kept as 1 + q, so that small terms are not lost beside the 1; it stays below 2^512.
    internal static unsafe double SumOfSoftplus<T>(double* x, int length, bool negated) where T : struct, ILanes<T>
    {
        var sum = 0.0;
        var sign = negated ? T.All(-0.0) : T.All(0);
        for (var start = 0; start < length; start += 512 * T.Count)
        {
            var end = Math.Min(start + 512 * T.Count, length);
            T linear = T.All(0), q = linear;
            var i = start;
            for (; i <= end - T.Count; i += T.Count) AddSoftplus(T.Load(x + i) ^ sign, T.AllBits(ulong.MaxValue), ref linear, ref q);
            if (i < end)
            {
                var mask = T.FirstLanes(end - i);
                AddSoftplus(T.LoadMasked(x + i, mask) ^ sign, mask, ref linear, ref q);
            }

            sum += (linear + Elementary.Log1p(q)).Fold();
        }

        return sum;
    }

    // ln(1 + eᵗ) = max(t, 0) + ln(1 + e), e = e^−|t|, and (1 + q)(1 + e) − 1 = q(1 + e) + e: each q waits for one operation only. Lanes that are masked out would add
    // ln 2. A second operand of Max goes through when it is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSoftplus<T>(T t, T mask, ref T linear, ref T q) where T : struct, ILanes<T>
    {
        var e = Elementary.ExpOfModerate(T.Max(T.All(-708), t | T.All(-0.0))) & mask;
        q = T.Fma(q, T.All(1) + e, e);
        linear += T.Max(T.All(0), t);
    }

    private static void Map<TFunction>(ReadOnlySpan<double> x, Span<double> destination) where TFunction : IFunction
    {
        Require.SameLength(x.Length, destination.Length);
        if (Lanes512.IsSupported) Map<Lanes512, TFunction>(x, destination);
        else if (Lanes256.IsSupported) Map<Lanes256, TFunction>(x, destination);
        else Map<Lane, TFunction>(x, destination);
    }

    internal static unsafe void Map<T, TFunction>(ReadOnlySpan<double> x, Span<double> destination)
        where T : struct, ILanes<T>
        where TFunction : IFunction
    {
        fixed (double* from = x, to = destination)
        {
            var i = 0;
            for (; i <= x.Length - T.Count; i += T.Count) TFunction.Of(T.Load(from + i)).Store(to + i);
            if (i == x.Length) return;
            var mask = T.FirstLanes(x.Length - i);
            TFunction.Of(T.LoadMasked(from + i, mask)).StoreMasked(to + i, mask);
        }
    }

    internal interface IFunction
    {
        static abstract T Of<T>(T x) where T : struct, ILanes<T>;
    }

    internal readonly struct ExpFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T x) where T : struct, ILanes<T> => Elementary.Exp(x);
    }

    internal readonly struct LogFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T x) where T : struct, ILanes<T> => Elementary.Log(x);
    }

    internal readonly struct Log1pFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T x) where T : struct, ILanes<T> => Elementary.Log1p(x);
    }

    internal readonly struct SigmoidFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T x) where T : struct, ILanes<T>
        {
            var e = Elementary.Exp(Elementary.Negate(Elementary.Absolute(x)));
            return T.Select(T.LessThan(x, T.All(0)), e, T.All(1)) / (T.All(1) + e);
        }
    }

    internal readonly struct SoftplusFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Of<T>(T x) where T : struct, ILanes<T>
        {
            var e = Elementary.Exp(Elementary.Negate(Elementary.Absolute(x)));
            return T.Select(T.LessThan(T.All(0), x), x, T.All(0)) + Elementary.Log1pOfFraction(e);
        }
    }
}
