namespace SynthAug.Numerics;

/// <summary>
/// Elementary functions with the same bits on every CPU: additions, multiplications, divisions and fused multiply-adds in a fixed order over
/// exact tables, never the platform's libm. A span overload gives the bits of the scalar one; its output may be its input.
/// </summary>
public static class ExactMath
{
    // 1.5·2⁵²: adding it rounds to a whole number, which then sits in the low bits.
    private const double Shifter = 6755399441055744;

    private const double SixteenOverLn2 = 23.083120654223414, Ln2Over16High = 0.04332169878489367, Ln2Over16Low = 1.0291218489310676e-13;
    private const double Ln2High = 0.6931471805598903, Ln2Low = 5.497923018708371e-14;

    /// <summary>eˣ. Underflows gradually to 0 below −745.1, overflows to +∞ above 709.78; NaN gives NaN.</summary>
    public static double Exp(double x)
    {
        x = x > 710 ? 710 : x;
        x = x < -746 ? -746 : x;
        var shifted = Math.FusedMultiplyAdd(x, SixteenOverLn2, Shifter);
        var whole = shifted - Shifter;
        var r = Math.FusedMultiplyAdd(-whole, Ln2Over16High, x);
        r = Math.FusedMultiplyAdd(-whole, Ln2Over16Low, r);
        var p = 1.0 / 5040;
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 720);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 120);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 24);
        p = Math.FusedMultiplyAdd(p, r, 1.0 / 6);
        p = Math.FusedMultiplyAdd(p, r, 0.5);
        p = Math.FusedMultiplyAdd(p, r * r, r);
        var k = BitConverter.DoubleToInt64Bits(shifted) - BitConverter.DoubleToInt64Bits(Shifter);
        var root = BitConverter.UInt64BitsToDouble(Tables.RootOfTwo[(int)(k & 15)]);
        var result = Math.FusedMultiplyAdd(root, p, root);
        // 2^m in two halves: the first product is exact, so a subnormal result is rounded once.
        var m = k >> 4;
        var half = m >> 1;
        return result * PowerOfTwo(half) * PowerOfTwo(m - half);
    }

    /// <summary>ln x. 0 gives −∞, +∞ gives +∞, negative numbers and NaN give NaN.</summary>
    public static double Log(double x)
    {
        if (x == 0) return double.NegativeInfinity;
        if (!(x > 0)) return double.NaN;
        if (double.IsPositiveInfinity(x)) return x;
        return x < 2.2250738585072014e-308 ? LogOfNormal(x * (1L << 54), -54) : LogOfNormal(x, 0);
    }

    /// <summary>ln(1 + x), without loss near 0. −1 gives −∞, +∞ gives +∞, less than −1 and NaN give NaN; −0 stays −0.</summary>
    public static double Log1p(double x)
    {
        if (Math.Abs(x) < 1.1102230246251565e-16) return x;
        var u = 1 + x;
        // What u lost to rounding (two-sum), folded back by the derivative of ln.
        var virtualX = u - 1;
        var lost = (1 - (u - virtualX)) + (x - virtualX);
        var log = Log(u);
        return u > 0 && u <= double.MaxValue ? log + lost / u : log;
    }

    /// <summary>1/(1 + e⁻ᵗ), without overflow; relative accuracy in both tails.</summary>
    public static double Sigmoid(double t)
    {
        var e = Exp(-Math.Abs(t));
        return (t < 0 ? e : 1) / (1 + e);
    }

    /// <summary>ln(1 + eᵗ) = max(t, 0) + ln(1 + e^−|t|): no overflow, and relative accuracy for t → −∞.</summary>
    public static double Softplus(double t) => (t > 0 ? t : 0) + Log1p(Exp(-Math.Abs(t)));

    /// <inheritdoc cref="Exp(double)"/>
    public static void Exp(ReadOnlySpan<double> x, Span<double> destination)
    {
        Require.SameLength(x.Length, destination.Length);
        for (var i = 0; i < x.Length; i++) destination[i] = Exp(x[i]);
    }

    /// <inheritdoc cref="Log(double)"/>
    public static void Log(ReadOnlySpan<double> x, Span<double> destination)
    {
        Require.SameLength(x.Length, destination.Length);
        for (var i = 0; i < x.Length; i++) destination[i] = Log(x[i]);
    }

    /// <inheritdoc cref="Log1p(double)"/>
    public static void Log1p(ReadOnlySpan<double> x, Span<double> destination)
    {
        Require.SameLength(x.Length, destination.Length);
        for (var i = 0; i < x.Length; i++) destination[i] = Log1p(x[i]);
    }

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static void Sigmoid(ReadOnlySpan<double> t, Span<double> destination)
    {
        Require.SameLength(t.Length, destination.Length);
        for (var i = 0; i < t.Length; i++) destination[i] = Sigmoid(t[i]);
    }

    /// <inheritdoc cref="Softplus(double)"/>
    public static void Softplus(ReadOnlySpan<double> t, Span<double> destination)
    {
        Require.SameLength(t.Length, destination.Length);
        for (var i = 0; i < t.Length; i++) destination[i] = Softplus(t[i]);
    }

    private static double PowerOfTwo(long exponent) => BitConverter.Int64BitsToDouble((exponent + 1023) << 52);

    private static double LogOfNormal(double x, double exponent)
    {
        // x = 2^k·z, z in one of 16 intervals of [0.703125, 1.40625); the one that holds 1 has reciprocal 1, so ln is exact near 1.
        var bits = BitConverter.DoubleToInt64Bits(x);
        var offset = bits - Tables.LogOffset;
        var index = (int)(offset >> 48) & 15;
        var k = exponent + (offset >> 52);
        var z = BitConverter.Int64BitsToDouble(bits - (offset & unchecked((long)0xFFF0_0000_0000_0000)));
        var r = Math.FusedMultiplyAdd(z, BitConverter.UInt64BitsToDouble(Tables.Reciprocal[index]), -1);
        // Ln2High and the table hold multiples of 2⁻⁴²: w is exact.
        var w = Math.FusedMultiplyAdd(k, Ln2High, BitConverter.UInt64BitsToDouble(Tables.LogOfCentre[index]));
        var high = w + r;
        var low = Math.FusedMultiplyAdd(k, Ln2Low, w - high + r);
        var r2 = r * r;
        var p = -0.10016298056367233;
        p = Math.FusedMultiplyAdd(p, r, 0.11128890546403562);
        p = Math.FusedMultiplyAdd(p, r, -0.1249999004692486);
        p = Math.FusedMultiplyAdd(p, r, 0.14285703428024002);
        p = Math.FusedMultiplyAdd(p, r, -0.1666666666861129);
        p = Math.FusedMultiplyAdd(p, r, 0.20000000002121363);
        p = Math.FusedMultiplyAdd(p, r, -0.24999999999999942);
        p = Math.FusedMultiplyAdd(p, r, 0.3333333333333327);
        p = Math.FusedMultiplyAdd(p, r, -0.5);
        return Math.FusedMultiplyAdd(p, r2, low) + high;
    }

    // Bit patterns, so that no decimal conversion stands between the table and the result.
    private static class Tables
    {
        public const long LogOffset = 0x3FE6_8000_0000_0000;

        /// <summary>2^(j/16).</summary>
        public static ReadOnlySpan<ulong> RootOfTwo =>
        [
            0x3FF0000000000000, 0x3FF0B5586CF9890F, 0x3FF172B83C7D517B, 0x3FF2387A6E756238,
            0x3FF306FE0A31B715, 0x3FF3DEA64C123422, 0x3FF4BFDAD5362A27, 0x3FF5AB07DD485429,
            0x3FF6A09E667F3BCD, 0x3FF7A11473EB0187, 0x3FF8ACE5422AA0DB, 0x3FF9C49182A3F090,
            0x3FFAE89F995AD3AD, 0x3FFC199BDD85529C, 0x3FFD5818DCFBA487, 0x3FFEA4AFA2A490DA,
        ];

        /// <summary>1/c, c near the interval's middle, chosen so that ln c is a multiple of 2⁻⁴² to within 2⁻⁶⁰.</summary>
        public static ReadOnlySpan<ulong> Reciprocal =>
        [
            0x3FF642F18685B000, 0x3FF5553D19584000, 0x3FF47AEE31EB8000, 0x3FF3B10D8FB6A000,
            0x3FF2F665DF1A5000, 0x3FF248ED8ABD2000, 0x3FF1A7C8A46CC000, 0x3FF110E55AA18000,
            0x3FF083EE8930B000, 0x3FF0000000000000, 0x3FEE1E0750CDA000, 0x3FEC723407312000,
            0x3FEAF20C8E84C000, 0x3FE999D866C0C000, 0x3FE86135DBC0E000, 0x3FE745A8E3A82000,
        ];

        /// <summary>ln c.</summary>
        public static ReadOnlySpan<ulong> LogOfCentre =>
        [
            0xBFD52324698B8000, 0xBFD269195D145000, 0xBFCF996D249A2000, 0xBFCA92C561580000,
            0xBFC5BE700C9C4000, 0xBFC1160D4B102000, 0xBFB9343BAD228000, 0xBFB0830901CD0000,
            0xBFA03B401D738000, 0x0000000000000000, 0x3FAF0BB462FC8000, 0x3FBE233334C58000,
            0x3FC60174D0D4C000, 0x3FCC8EBDC7580000, 0x3FD1682F4C2BF000, 0x3FD461FB506F4000,
        ];
    }
}
