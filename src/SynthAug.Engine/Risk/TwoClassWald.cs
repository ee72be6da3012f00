using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// W = tᵀV⁻¹t for a vector whose noise is that of two independent classes, V = V₀ + V₁, each estimated on n_c rows. Its reference is Hotelling's F with
/// Welch's degrees of freedom: (ν−q+1)/(νq)·W ~ F(q, ν−q+1), ν = (q+q²)/Σ_c [tr(M_c²) + tr(M_c)²]/(n_c−1), M_c = V_cV⁻¹.
/// </summary>
internal sealed class TwoClassWald
{
    private TwoClassWald(double[] factor, double[] ofMajority, double statistic, double freedom, double pValue) =>
        (Factor, WhiteMajority, Statistic, Freedom, PValue) = (factor, ofMajority, statistic, freedom, pValue);

    /// <summary>Cholesky factor L of V, packed.</summary>
    public double[] Factor { get; }

    /// <summary>L⁻¹V₀L⁻ᵀ, packed: the majority's share of the whitened noise.</summary>
    public double[] WhiteMajority { get; }

    public double Statistic { get; }

    /// <summary>ν.</summary>
    public double Freedom { get; }

    /// <summary>From F; NaN when ν ≤ q − 1.</summary>
    public double PValue { get; }

    /// <returns>Null when V is not positive definite.</returns>
    public static TwoClassWald? Of(ReadOnlySpan<double> t, double[] ofMajority, int majority, double[] ofMinority, int minority)
    {
        var q = t.Length;
        if (!Symmetric.TryFactor(Symmetric.Combine(1, ofMajority, 1, ofMinority), q, out var factor)) return null;
        var white = t.ToArray();
        Cholesky.SolveLower(factor, q, white);
        var statistic = Kernels.Dot(white, white);

        // Row k of L⁻ᵀ's transpose: the whitening as a matrix.
        var whitening = new FeatureMatrix(q, q);
        var column = new double[q];
        for (var k = 0; k < q; k++)
        {
            Array.Clear(column);
            column[k] = 1;
            Cholesky.SolveLower(factor, q, column);
            for (var i = k; i < q; i++) whitening.Writable[i][k] = column[i];
        }

        var (zero, one) = (Symmetric.Congruence(ofMajority, whitening), Symmetric.Congruence(ofMinority, whitening));
        var freedom = (q + (double)q * q) / (Spread(zero, majority) + Spread(one, minority));
        var second = freedom - q + 1;
        return new(factor, zero, statistic, freedom, second > 0 ? FDistribution.UpperTail(second / (freedom * q) * statistic, q, second) : double.NaN);

        static double Spread(double[] share, int rows)
        {
            var trace = Symmetric.Trace(share);
            return (Symmetric.TraceOfProduct(share, share) + trace * trace) / (rows - 1);
        }
    }
}
