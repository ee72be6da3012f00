using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// W = tᵀV⁻¹t for a vector whose noise is the sum of two independent means of row influences, V = V₀ + V₁, V_c the influences' covariance over n_c. Its reference is
/// Hotelling's F with Welch's degrees of freedom, (ν−q+1)/(νq)·W ~ F(q, ν−q+1), matched to the noise of V̂: ν = (q+q²)/Σ_c B_c/(n_c−1). For normal influences
/// B_c = tr(M_c²) + tr(M_c)², M_c = V_cV⁻¹; by their own tails B_c = mean‖ĩ‖⁴/n_c² − tr(M_c²), ĩ the influences whitened by V.
/// </summary>
internal sealed class TwoClassWald
{
    private TwoClassWald(double[] covariance, FeatureMatrix whitening, double[] ofMajority, double statistic, double freedom, double pValue) =>
        (Covariance, Whitening, WhiteMajority, Statistic, Freedom, PValue) = (covariance, whitening, ofMajority, statistic, freedom, pValue);

    /// <summary>V, packed.</summary>
    public double[] Covariance { get; }

    /// <summary>L⁻¹, q × q, LLᵀ = V.</summary>
    public FeatureMatrix Whitening { get; }

    /// <summary>M₀, whitened: L⁻¹V₀L⁻ᵀ, packed.</summary>
    public double[] WhiteMajority { get; }

    public double Statistic { get; }

    /// <summary>ν.</summary>
    public double Freedom { get; }

    /// <summary>From F; NaN when ν ≤ q − 1.</summary>
    public double PValue { get; }

    /// <param name="majority">Influences, centred.</param>
    /// <param name="minority">Influences, centred.</param>
    /// <param name="tails">ν by the influences' own fourth moments in place of the normal's: smaller, as scores have heavy tails.</param>
    /// <returns>Null when V is not positive definite.</returns>
    public static TwoClassWald? Of(ReadOnlySpan<double> t, ClassInfluences majority, ClassInfluences minority, bool tails)
    {
        var q = t.Length;
        var covariance = Symmetric.Combine(1.0 / majority.Count, majority.Covariance, 1.0 / minority.Count, minority.Covariance);
        if (!Symmetric.TryFactor(covariance, q, out var factor)) return null;
        var white = t.ToArray();
        Cholesky.SolveLower(factor, q, white);
        var statistic = Kernels.Dot(white, white);
        var whitening = Symmetric.InverseLower(factor, q);
        var (zero, noise) = Whiten(majority, whitening, tails);
        var freedom = (q + (double)q * q) / (noise + Whiten(minority, whitening, tails).Noise);
        var second = freedom - q + 1;
        var p = second > 0 ? FDistribution.UpperTail(second / (freedom * q) * statistic, q, second) : double.NaN;
        return new(covariance, whitening, zero, statistic, freedom, p);
    }

    // M_c, and how much V̂_c varies about V_c: E tr((V̂_c − V_c)V⁻¹)².
    private static (double[] Share, double Noise) Whiten(ClassInfluences influences, FeatureMatrix whitening, bool tails)
    {
        var n = (double)influences.Count;
        var share = Symmetric.Congruence(influences.Covariance, whitening);
        foreach (ref var entry in share.AsSpan()) entry /= n;
        var (trace, ofSquare) = (Symmetric.Trace(share), Symmetric.TraceOfProduct(share, share));
        return (share, (tails ? influences.FourthMoment(whitening) / (n * n) - ofSquare : ofSquare + trace * trace) / (n - 1));
    }
}
