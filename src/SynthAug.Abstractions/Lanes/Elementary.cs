using System.Runtime.CompilerServices;

namespace SynthAug.Lanes;

/// <summary>exp, ln and sine with cosine, written once for every number of lanes. Branch-free: edges are selected, not jumped to.</summary>
public static class Elementary
{
    // 1.5·2⁵²: adding it rounds to a whole number, which then sits in the low bits.
    private const double Shifter = 6755399441055744;
    private const ulong ShifterBits = 0x4338_0000_0000_0000;

    private const double SixteenOverLn2 = 23.083120654223414, Ln2Over16High = 0.04332169878489367, Ln2Over16Low = 1.0291218489310676e-13;
    private const double Ln2High = 0.6931471805598903, Ln2Low = 5.497923018708371e-14;
    private const double ExponentBias = (1L << 52) + 1024;
    private const double SmallestNormal = 2.2250738585072014e-308;
    private const ulong Sign = 0x8000_0000_0000_0000, Mantissa = 0x000F_FFFF_FFFF_FFFF;

    // x = (16m + j)·ln2/16 + r, |r| ≤ ln2/32: eˣ = 2^m · 2^(j/16) · eʳ, eʳ by its Taylor sum to degree 7 (next term 1.2e-18).
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Exp<T>(T x) where T : struct, ILanes<T>
    {
        x = T.Select(T.LessThan(T.All(710), x), T.All(710), x);
        x = T.Select(T.LessThan(x, T.All(-746)), T.All(-746), x);
        var shifted = T.Fma(x, T.All(SixteenOverLn2), T.All(Shifter));
        var whole = T.All(Shifter) - shifted;
        var r = T.Fma(whole, T.All(Ln2Over16High), x);
        r = T.Fma(whole, T.All(Ln2Over16Low), r);
        var p = T.All(1.0 / 5040);
        p = T.Fma(p, r, T.All(1.0 / 720));
        p = T.Fma(p, r, T.All(1.0 / 120));
        p = T.Fma(p, r, T.All(1.0 / 24));
        p = T.Fma(p, r, T.All(1.0 / 6));
        p = T.Fma(p, r, T.All(0.5));
        p = T.Fma(p, r * r, r);
        var root = T.Lookup<ElementaryTables.RootOfTwo>(shifted);
        var result = T.Fma(root, p, root);
        // 2^m in two halves: the first product is exact, so a subnormal result is rounded once. m carries a bias of 2048, which
        // makes every shift logical and, halved and less one, is the bias of an exponent.
        var m = T.AddBits(shifted, T.AllBits(unchecked(32768 - ShifterBits))) >>> 4;
        var half = m >>> 1;
        var one = T.AllBits(1);
        return result * (T.SubtractBits(half, one) << 52) * (T.SubtractBits(T.SubtractBits(m, half), one) << 52);
    }

    /// <summary>eˣ for |x| ≤ 708, where nothing over- or underflows: no edges, and a shorter chain. Error 1.1 ulp; not the bits of <see cref="Exp"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ExpOfModerate<T>(T x) where T : struct, ILanes<T>
    {
        var shifted = T.Fma(x, T.All(SixteenOverLn2), T.All(Shifter));
        var whole = T.All(Shifter) - shifted;
        var r = T.Fma(whole, T.All(Ln2Over16High), x);
        r = T.Fma(whole, T.All(Ln2Over16Low), r);
        // Pairs of terms: a loop of exponentials waits for its chains, not for its units.
        var square = r * r;
        var p = T.Fma(square, T.Fma(r, T.All(1.0 / 5040), T.All(1.0 / 720)), T.Fma(r, T.All(1.0 / 120), T.All(1.0 / 24)));
        p = T.Fma(square, p, T.Fma(r, T.All(1.0 / 6), T.All(0.5)));
        p = T.Fma(square, p, r);
        // m goes straight into the root's exponent; what is above its twelve bits leaves at the top.
        var root = T.AddBits(T.Lookup<ElementaryTables.RootOfTwo>(shifted), (shifted >>> 4) << 52);
        return T.Fma(root, p, root);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log<T>(T x) where T : struct, ILanes<T>
    {
        var subnormal = T.LessThan(x, T.All(SmallestNormal));
        var log = LogOfNormal(T.Select(subnormal, x * T.All(1L << 54), x), T.All(ExponentBias) + (subnormal & T.All(54)));
        log = T.Select(T.LessThan(T.All(0), x), log, T.Select(T.Equal(x, T.All(0)), T.All(double.NegativeInfinity), T.All(double.NaN)));
        return T.Select(T.Equal(x, T.All(double.PositiveInfinity)), x, log);
    }

    // u = 1 + x rounded; what it lost (two-sum) comes back through the derivative of ln.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1p<T>(T x) where T : struct, ILanes<T>
    {
        var one = T.All(1);
        var u = one + x;
        var virtualX = u - one;
        var lost = (one - (u - virtualX)) + (x - virtualX);
        var log = Log(u);
        var ordinary = T.LessThan(T.All(0), u) & T.LessThan(u, T.All(double.PositiveInfinity));
        log = T.Select(ordinary, log + lost / u, log);
        return T.Select(T.LessThan(Absolute(x), T.All(1.1102230246251565e-16)), x, log);
    }

    /// <summary>The bits of <see cref="Log1p"/> for 0 ≤ x ≤ 1 and NaN, without the edges it does not have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Log1pOfFraction<T>(T x) where T : struct, ILanes<T>
    {
        var u = T.All(1) + x;
        // NaN comes back through what was lost: the logarithm itself knows normal numbers only.
        var lost = x - (u - T.All(1));
        var log = LogOfNormal(u) + lost / u;
        return T.Select(T.LessThan(x, T.All(1.1102230246251565e-16)), x, log);
    }

    /// <summary>ln of normal positive numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T LogOfNormal<T>(T x) where T : struct, ILanes<T> => LogOfNormal(x, T.All(ExponentBias));

    // x = 2^k·z, z in one of 16 intervals of [0.703125, 1.40625): ln x = k·ln2 + ln c + ln(1 + r), r = z/c − 1, |r| ≤ 1/32. The interval that
    // holds 1 has c = 1, so nothing cancels there.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T LogOfNormal<T>(T x, T bias) where T : struct, ILanes<T>
    {
        // k carries a bias of 1024, so that its shift is logical, and 2⁵² from its way to a number; what x was multiplied by goes with them.
        var biased = T.AddBits(x, T.AllBits(unchecked((1024UL << 52) - ElementaryTables.LogOffset)));
        var z = T.AddBits(biased & T.AllBits(Mantissa), T.AllBits(ElementaryTables.LogOffset));
        var k = ((biased >>> 52) | T.All(1L << 52)) - bias;
        var index = biased >>> 48;
        var r = T.Fma(z, T.Lookup<ElementaryTables.Reciprocal>(index), T.All(-1));
        // Ln2High and the table hold multiples of 2⁻⁴², k has 11 bits: w is exact.
        var w = T.Fma(k, T.All(Ln2High), T.Lookup<ElementaryTables.LogOfCentre>(index));
        var high = w + r;
        var low = T.Fma(k, T.All(Ln2Low), w - high + r);
        var p = T.All(-0.10016298056367233);
        p = T.Fma(p, r, T.All(0.11128890546403562));
        p = T.Fma(p, r, T.All(-0.1249999004692486));
        p = T.Fma(p, r, T.All(0.14285703428024002));
        p = T.Fma(p, r, T.All(-0.1666666666861129));
        p = T.Fma(p, r, T.All(0.20000000002121363));
        p = T.Fma(p, r, T.All(-0.24999999999999942));
        p = T.Fma(p, r, T.All(0.3333333333333327));
        p = T.Fma(p, r, T.All(-0.5));
        return T.Fma(p, r * r, low) + high;
    }

    /// <summary>Sine and cosine on [−π/4, π/4]: Chebyshev fits of degree 13 and 14, errors below 2e-17 relative to the leading terms.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SinCos<T>(T phi, out T sine, out T cosine) where T : struct, ILanes<T>
    {
        var y = phi * phi;
        var s = T.All(1.5918127891706008e-10);
        s = T.Fma(s, y, T.All(-2.505113182552765e-08));
        s = T.Fma(s, y, T.All(2.755731610245899e-06));
        s = T.Fma(s, y, T.All(-0.00019841269836758395));
        s = T.Fma(s, y, T.All(0.008333333333330948));
        s = T.Fma(s, y, T.All(-0.16666666666666666));
        sine = T.Fma(s, y * phi, phi);
        var c = T.All(-1.1382631547716708e-11);
        c = T.Fma(c, y, T.All(2.0876146256219284e-09));
        c = T.Fma(c, y, T.All(-2.755731727167133e-07));
        c = T.Fma(c, y, T.All(2.4801587298765574e-05));
        c = T.Fma(c, y, T.All(-0.0013888888888887398));
        c = T.Fma(c, y, T.All(0.041666666666666664));
        c = T.Fma(c, y, T.All(-0.5));
        cosine = T.Fma(c, y, T.All(1));
    }

    /// <summary>ln of normal positive numbers to within 7e-12, and 1e-9 of itself near 1: half the work, for what has no more digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static T ShortLog<T>(T x) where T : struct, ILanes<T>
    {
        var biased = T.AddBits(x, T.AllBits(unchecked((1024UL << 52) - ElementaryTables.LogOffset)));
        var z = T.AddBits(biased & T.AllBits(Mantissa), T.AllBits(ElementaryTables.LogOffset));
        var k = ((biased >>> 52) | T.All(1L << 52)) - T.All(ExponentBias);
        var index = biased >>> 48;
        var r = T.Fma(z, T.Lookup<ElementaryTables.Reciprocal>(index), T.All(-1));
        var sum = T.Fma(k, T.All(Ln2High + Ln2Low), T.Lookup<ElementaryTables.LogOfCentre>(index)) + r;
        var p = T.All(0.20024556424658063);
        p = T.Fma(p, r, T.All(-0.2502297810671775));
        p = T.Fma(p, r, T.All(0.33333323043217655));
        p = T.Fma(p, r, T.All(-0.49999992981655944));
        return T.Fma(p, r * r, sum);
    }

    /// <summary>Sine and cosine on [−π/4, π/4] to within 3e-12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ShortSinCos<T>(T phi, out T sine, out T cosine) where T : struct, ILanes<T>
    {
        var y = phi * phi;
        var s = T.All(2.71601401845532e-06);
        s = T.Fma(s, y, T.All(-0.00019839043770643309));
        s = T.Fma(s, y, T.All(0.008333328238716232));
        s = T.Fma(s, y, T.All(-0.16666666627999077));
        sine = T.Fma(s, y * phi, phi);
        var c = T.All(-2.718010547586813e-07);
        c = T.Fma(c, y, T.All(2.4799041108354006e-05));
        c = T.Fma(c, y, T.All(-0.00138888810790671));
        c = T.Fma(c, y, T.All(0.04166666656208428));
        c = T.Fma(c, y, T.All(-0.4999999999954513));
        cosine = T.Fma(c, y, T.All(1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Absolute<T>(T x) where T : struct, ILanes<T> => x & T.AllBits(~Sign);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Negate<T>(T x) where T : struct, ILanes<T> => x ^ T.AllBits(Sign);
}
