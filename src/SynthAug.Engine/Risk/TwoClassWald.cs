using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// W = tᵀV⁻¹t for a vector whose noise is the sum of two independent means of row influences, V = V₀ + V₁, V_c the influences' covariance over n_c. Its reference is
/// Hotelling's F with Welch's degrees of freedom, (ν−q+1)/(νq)·W ~ F(q, ν−q+1), matched to the noise of V̂: ν = (q+q²)/Σ_c B_c/(n_c−1). For normal influences
/// B_c = tr(M_c²) + tr(M_c)², M_c = V_cV⁻¹; by their own tails B_c = mean‖ĩ‖⁴/n_c² − tr(M_c²), ĩ the influences whitened by V.
/// </summary>
internal sealed class TwoClassWald
{
    private TwoClassWald(double[] covariance, double[] ofMajority, FeatureMatrix minority, double statistic, double freedom, double pValue) =>
        (Covariance, WhiteMajority, WhiteMinority, Statistic, Freedom, PValue) = (covariance, ofMajority, minority, statistic, freedom, pValue);

    /// <summary>V, packed.</summary>
    public double[] Covariance { get; }

    /// <summary>M₀, whitened: L⁻¹V₀L⁻ᵀ, packed.</summary>
    public double[] WhiteMajority { get; }

    /// <summary>The minority's influences, whitened, n₁ × q.</summary>
    public FeatureMatrix WhiteMinority { get; }

    public double Statistic { get; }

    /// <summary>ν.</summary>
    public double Freedom { get; }

    /// <summary>From F; NaN when ν ≤ q − 1.</summary>
    public double PValue { get; }

    /// <param name="majority">Influences, centred, n₀ × q; whitened in place.</param>
    /// <param name="minority">Influences, centred, n₁ × q; whitened in place.</param>
    /// <param name="tails">ν by the influences' own fourth moments in place of the normal's: smaller, as scores have heavy tails.</param>
    /// <returns>Null when V is not positive definite.</returns>
    public static TwoClassWald? Of(ReadOnlySpan<double> t, FeatureMatrix majority, FeatureMatrix minority, bool tails)
    {
        var q = t.Length;
        var covariance = Symmetric.Combine(1.0 / majority.RowCount, Symmetric.Covariance(majority), 1.0 / minority.RowCount, Symmetric.Covariance(minority));
        if (!Symmetric.TryFactor(covariance, q, out var factor)) return null;
        var white = t.ToArray();
        Cholesky.SolveLower(factor, q, white);
        var statistic = Kernels.Dot(white, white);
        var (zero, noise) = Whiten(majority, factor, tails);
        var freedom = (q + (double)q * q) / (noise + Whiten(minority, factor, tails).Noise);
        var second = freedom - q + 1;
        var p = second > 0 ? FDistribution.UpperTail(second / (freedom * q) * statistic, q, second) : double.NaN;
        return new(covariance, zero, minority, statistic, freedom, p);
    }

    // M_c, and how much V̂_c varies about V_c: E tr((V̂_c − V_c)V⁻¹)².
    private static (double[] Share, double Noise) Whiten(FeatureMatrix influences, double[] factor, bool tails)
    {
        var n = (double)influences.RowCount;
        double fourth = 0;
        for (var i = 0; i < influences.RowCount; i++)
        {
            var row = influences.Writable[i];
            Cholesky.SolveLower(factor, row.Length, row);
            var square = Kernels.Dot(row, row);
            fourth += square * square / n;
        }

        var share = Symmetric.Covariance(influences);
        foreach (ref var entry in share.AsSpan()) entry /= n;
        var (trace, ofSquare) = (Symmetric.Trace(share), Symmetric.TraceOfProduct(share, share));
        return (share, (tails ? fourth / (n * n) - ofSquare : ofSquare + trace * trace) / (n - 1));
    }
}
