using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Sums, products and distances with the same bits on every CPU. A sum over coordinates runs in eight fixed lanes (entry j goes to lane
/// j mod 8, one fused multiply-add each, the last group padded with zeros), and the lanes fold 8 → 4 → 2 → 1, lower half plus upper half.
/// Nothing here allocates.
/// </summary>
public static partial class Kernels
{
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

    internal static unsafe void Axpy<T>(double alpha, double* x, double* y, int length) where T : struct, ILanes<T>
    {
        var factor = T.All(alpha);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count) T.Fma(factor, T.Load(x + i), T.Load(y + i)).Store(y + i);
        if (i == length) return;
        var mask = T.FirstLanes(length - i);
        T.Fma(factor, T.LoadMasked(x + i, mask), T.LoadMasked(y + i, mask)).StoreMasked(y + i, mask);
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
