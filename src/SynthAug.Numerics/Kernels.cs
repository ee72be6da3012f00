using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Sums, products and distances with the same bits on every CPU. A sum over coordinates runs in eight fixed lanes (entry j goes to lane
/// j mod 8, one fused multiply-add each, the last group padded with zeros), and the lanes fold 8 → 4 → 2 → 1, lower half plus upper half.
/// Nothing here allocates.
/// </summary>
public static class Kernels
{
    private const int MostRepeated = 512;

    /// <summary>Σ aᵢbᵢ; 0 for empty spans.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Require.SameLength(a.Length, b.Length);
        return Reduction.Of<Reduction.Product>(a, b);
    }

    /// <summary>Σ (aᵢ − bᵢ)²; the same bits with a and b exchanged.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Require.SameLength(a.Length, b.Length);
        return Reduction.Of<Reduction.SquaredDifference>(a, b);
    }

    /// <summary>Squared Euclidean distances from one query to every row: each the bits of <see cref="SquaredDistance"/>.</summary>
    /// <param name="query">Length d.</param>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="distances">Length n; written. NaN in a row gives NaN here only.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void SquaredDistances(ReadOnlySpan<double> query, ReadOnlyRows rows, Span<double> distances)
    {
        Require.Length(query.Length, rows.Dimension, nameof(query));
        Require.Length(distances.Length, rows.Count, nameof(distances));
        Reduction.OfRows<Reduction.SquaredDifference>(rows, query, distances);
    }

    /// <summary>y ← αx + y, one fused multiply-add an entry.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe void Axpy(double alpha, ReadOnlySpan<double> x, Span<double> y)
    {
        Require.SameLength(x.Length, y.Length);
        fixed (double* from = x, to = y)
        {
            if (Lanes512.IsSupported) Axpy<Lanes512>(alpha, from, to, x.Length);
            else if (Lanes256.IsSupported) Axpy<Lanes256>(alpha, from, to, x.Length);
            else Axpy<Lane>(alpha, from, to, x.Length);
        }
    }

    /// <summary>to ← a + t·(b − a), one subtraction and one fused multiply-add an entry: between a and b for t from 0 to 1.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static unsafe void Interpolate(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double t, Span<double> to)
    {
        Require.SameLength(a.Length, b.Length);
        Require.SameLength(a.Length, to.Length);
        fixed (double* x = a, y = b, z = to)
        {
            if (Lanes512.IsSupported) Interpolate<Lanes512>(x, y, t, z, to.Length);
            else if (Lanes256.IsSupported) Interpolate<Lanes256>(x, y, t, z, to.Length);
            else Interpolate<Lane>(x, y, t, z, to.Length);
        }
    }

    /// <summary>x ← scale·x + shift, one fused multiply-add an entry.</summary>
    public static unsafe void Affine(double scale, double shift, Span<double> x)
    {
        fixed (double* to = x)
        {
            if (Lanes512.IsSupported) Affine<Lanes512>(scale, shift, to, x.Length);
            else if (Lanes256.IsSupported) Affine<Lanes256>(scale, shift, to, x.Length);
            else Affine<Lane>(scale, shift, to, x.Length);
        }
    }

    /// <summary>Adds x to every row.</summary>
    /// <param name="x">Length d.</param>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public static unsafe void AddToRows(ReadOnlySpan<double> x, Rows rows)
    {
        Require.Length(x.Length, rows.Dimension, nameof(x));
        fixed (double* from = x, to = rows.Values)
        {
            if (Lanes512.IsSupported) AddToRows<Lanes512>(from, to, rows.Count, x.Length);
            else if (Lanes256.IsSupported) AddToRows<Lanes256>(from, to, rows.Count, x.Length);
            else AddToRows<Lane>(from, to, rows.Count, x.Length);
        }
    }

    /// <summary>Σ xᵢ; 0 for an empty span.</summary>
    public static double Sum(ReadOnlySpan<double> x) => Reduction.Of<Reduction.First>(x, x);

    /// <summary>scoreᵢ = rowᵢᵀw + intercept: the bits of <see cref="Dot"/>, then one addition.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="w">Length d.</param>
    /// <param name="scores">Length n; written.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static unsafe void MatVec(ReadOnlyRows rows, ReadOnlySpan<double> w, double intercept, Span<double> scores)
    {
        Require.Length(w.Length, rows.Dimension, nameof(w));
        Require.Length(scores.Length, rows.Count, nameof(scores));
        Reduction.OfRows<Reduction.Product>(rows, w, scores);
        fixed (double* to = scores)
        {
            if (Lanes512.IsSupported) Shift<Lanes512>(intercept, to, scores.Length);
            else if (Lanes256.IsSupported) Shift<Lanes256>(intercept, to, scores.Length);
            else Shift<Lane>(intercept, to, scores.Length);
        }
    }

    private static unsafe void Axpy<T>(double alpha, double* x, double* y, int length) where T : struct, ILanes<T>
    {
        var factor = T.All(alpha);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count) T.Fma(factor, T.Load(x + i), T.Load(y + i)).Store(y + i);
        if (i == length) return;
        var mask = T.FirstLanes(length - i);
        T.Fma(factor, T.LoadMasked(x + i, mask), T.LoadMasked(y + i, mask)).StoreMasked(y + i, mask);
    }

    private static unsafe void Interpolate<T>(double* a, double* b, double t, double* to, int length) where T : struct, ILanes<T>
    {
        var factor = T.All(t);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count)
        {
            var from = T.Load(a + i);
            T.Fma(factor, T.Load(b + i) - from, from).Store(to + i);
        }

        if (i == length) return;
        var mask = T.FirstLanes(length - i);
        var last = T.LoadMasked(a + i, mask);
        T.Fma(factor, T.LoadMasked(b + i, mask) - last, last).StoreMasked(to + i, mask);
    }

    private static unsafe void Affine<T>(double scale, double shift, double* x, int length) where T : struct, ILanes<T>
    {
        T factor = T.All(scale), all = T.All(shift);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count) T.Fma(factor, T.Load(x + i), all).Store(x + i);
        if (i == length) return;
        var mask = T.FirstLanes(length - i);
        T.Fma(factor, T.LoadMasked(x + i, mask), all).StoreMasked(x + i, mask);
    }

    // Row by row, each masked end would be stored just before the next row's load of the same bytes, and a load waits for such a store. As many rows as there
    // are lanes make whole registers: they are walked as one span, against x repeated as often.
    [SkipLocalsInit]
    private static unsafe void AddToRows<T>(double* x, double* rows, int count, int d) where T : struct, ILanes<T>
    {
        var period = d * T.Count;
        if (period > MostRepeated)
        {
            for (var n = 0; n < count; n++, rows += d) Axpy<T>(1, x, rows, d);
            return;
        }

        var repeated = stackalloc double[MostRepeated];
        for (var i = 0; i < period; i += d) new ReadOnlySpan<double>(x, d).CopyTo(new(repeated + i, d));
        for (var n = 0; n + T.Count <= count; n += T.Count, rows += period)
        {
            for (var i = 0; i < period; i += T.Count) (T.Load(rows + i) + T.Load(repeated + i)).Store(rows + i);
        }

        Axpy<T>(1, repeated, rows, count % T.Count * d);
    }

    private static unsafe void Shift<T>(double by, double* x, int length) where T : struct, ILanes<T>
    {
        var all = T.All(by);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count) (T.Load(x + i) + all).Store(x + i);
        if (i == length) return;
        var mask = T.FirstLanes(length - i);
        (T.LoadMasked(x + i, mask) + all).StoreMasked(x + i, mask);
    }
}
