using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// Wild bootstrap-t of W: the minority's influences Iᵢ = −H₀H⁻¹s̃ᵢ get Mammen's two-point weights ξ, which keep their skewness; the majority, whose mean is all
/// but normal, is replaced by a normal. t* = m + V₀^½z with m = mean(ξI), V* = V − mmᵀ/(n₁−1): one inverse, then Sherman–Morrison. A covariance of its own for each draw, Σξ²IIᵀ,
/// was tried and rejects four times too often: ξ² and ξ come from the same two points. Everything is whitened by V.
/// </summary>
internal sealed class WildBootstrap
{
    // Mammen's weights have mean 0, variance 1 and third moment 1.
    private static readonly double Root5 = Math.Sqrt(5), Low = (1 - Root5) / 2, High = (1 + Root5) / 2, LowShare = (Root5 + 1) / (2 * Root5);

    private readonly double _statistic;
    private readonly FeatureMatrix _influences;
    private readonly double[] _majority;

    public WildBootstrap(TwoClassWald wald, ClassInfluences minority)
    {
        _statistic = wald.Statistic;
        _influences = minority.Whitened(wald.Whitening);
        var p = _influences.Dimension;

        // A majority that is constant in a direction leaves V₀ singular; a trillionth of its trace makes it factor and moves nothing.
        _majority = (double[])wald.WhiteMajority.Clone();
        var ridge = 1e-12 * Symmetric.Trace(_majority);
        for (int i = 0, diagonal = 0; i < p; diagonal += ++i + 1) _majority[diagonal] += ridge;
        if (!Cholesky.TryFactor(_majority, p)) Array.Clear(_majority);
    }

    /// <summary>(1 + #{W* ≥ W})/(B + 1).</summary>
    public double PValue(StreamKey key, int resamples)
    {
        var random = new RandomStream(key);
        var (n, p) = (_influences.RowCount, _influences.Dimension);
        double[] weights = new double[n], mean = new double[p], t = new double[p];
        var reached = 1;
        for (var b = 0; b < resamples; b++)
        {
            random.FillUniform(weights);
            foreach (ref var w in weights.AsSpan()) w = (w < LowShare ? Low : High) / n;
            Array.Clear(mean);
            Gram.AddWeightedMoment(_influences.Rows, weights, mean);
            random.FillNormal(t);
            Cholesky.MultiplyLower(_majority, p, t, t);
            Kernels.Axpy(1, mean, t);

            // With few rows ξ can outweigh V in a direction; such a draw has no scale and counts against rejection.
            var rest = n - 1 - Kernels.Dot(mean, mean);
            var cross = Kernels.Dot(mean, t);
            if (!(rest > 0) || Kernels.Dot(t, t) + cross * cross / rest >= _statistic) reached++;
        }

        return (double)reached / (resamples + 1);
    }
}
