using SynthAug.Numerics;

namespace SynthAug.Engine.Measures;

/// <summary>
/// Exact scores of a linear model on Gaussian classes. On N(μ, I) the score wᵀx + b is N(wᵀμ + b, ‖w‖²), so a population loss is an integral over one number:
/// no test rows, no sampling error.
/// </summary>
public static class GaussianScores
{
    // The trapezoidal rule converges like exp(−2π·a/h), a the distance of the nearest pole from the real line, or exp(−2π²/h²) against a unit
    // Gaussian: at h = ½ both are below 1e-15 where they are used (Trefethen and Weideman 2014, §5).
    private const double Step = 0.5;

    private static readonly double[] Normal = Nodes(20, static z => Step * InverseRoot2Pi * ExactMath.Exp(-0.5 * z * z));

    // e^{−λ}/(1 + e^{−λ})²: the density of a logistic variable.
    private static readonly double[] Logistic = Nodes(84, static t => Step * ExactMath.Sigmoid(t) * ExactMath.Sigmoid(-t));

    // e^{−n²h²}, n = 1 …, of the series in Tail.
    private static readonly double[] TailTerms = [.. Enumerable.Range(1, 14).Select(static n => ExactMath.Exp(-n * n * Step * Step))];

    private const double InverseRoot2Pi = 0.3989422804014327;
    private const double InverseRootPi = 0.5641895835477563;
    private const double InverseRoot2 = 0.7071067811865476;

    /// <summary>E ln(1 + eᵗ), t ~ N(mean, deviation²): the mean log-loss of majority rows whose log-odds are t; negate the mean for minority rows.</summary>
    /// <param name="mean">Finite.</param>
    /// <param name="deviation">≥ 0, finite.</param>
    /// <returns>Within 1e-13 · max(1, |mean|, deviation).</returns>
    public static double ExpectedSoftplus(double mean, double deviation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(deviation);
        var sum = 0.0;
        if (deviation <= 1)
        {
            // Poles at a distance of π/deviation ≥ π.
            Span<double> values = stackalloc double[Normal.Length];
            for (var i = 0; i < values.Length; i++) values[i] = mean + deviation * Node(i, values.Length);
            ExactMath.Softplus(values, values);
            for (var i = 0; i < values.Length; i++) sum += Normal[i] * values[i];
            return sum;
        }

        // ln(1 + eᵗ) = E max(t + Λ, 0) with Λ logistic, so the normal part has a closed form and what is left is smooth whatever the deviation.
        for (var i = 0; i < Logistic.Length; i++)
        {
            var t = mean + Node(i, Logistic.Length);
            var z = t / deviation;
            sum += Logistic[i] * (t * NormalCdf(z) + deviation * InverseRoot2Pi * ExactMath.Exp(-0.5 * z * z));
        }

        return sum;
    }

    /// <summary>Φ(x), with relative accuracy in both tails; NaN gives NaN.</summary>
    public static double NormalCdf(double x)
    {
        var z = Math.Abs(x) * InverseRoot2;
        if (z < 1)
        {
            // erf z = (2/√π) e^{−z²} Σ 2ⁿ z^{2n+1}/(2n+1)!!, all terms of one sign (Abramowitz and Stegun 7.1.6).
            var (term, series) = (z, z);
            for (var n = 1; n <= 24; n++)
            {
                term *= 2 * z * z / (2 * n + 1);
                series += term;
            }

            return 0.5 + Math.CopySign(InverseRootPi * ExactMath.Exp(-z * z) * series, x);
        }

        var tail = 0.5 * Tail(z);
        return x > 0 ? 1 - tail : tail;
    }

    /// <summary>erfc z for z ≥ 1: the trapezoidal rule on its integral, with the residue where the rule's pole matters (Chiarella and Reichel 1968).</summary>
    private static double Tail(double z)
    {
        if (z > 28) return 0;
        var square = z * z;
        // e^{−z²} loses z² ulps to the rounding of the square; the remainder puts them back.
        var exponential = ExactMath.Exp(-square) * (1 - Math.FusedMultiplyAdd(z, z, -square));
        var sum = 0.5 / square;
        for (var n = 0; n < TailTerms.Length; n++) sum += TailTerms[n] / (square + (n + 1) * (n + 1) * Step * Step);
        var value = 2 * Step * z * exponential * (InverseRootPi * InverseRootPi) * sum;
        return z < Math.PI / Step ? value - 2 / (ExactMath.Exp(2 * Math.PI * z / Step) - 1) : value;
    }

    private static double Node(int index, int count) => (index - count / 2) * Step;

    private static double[] Nodes(int half, Func<double, double> weight) => [.. Enumerable.Range(0, 2 * half + 1).Select(i => weight(Node(i, 2 * half + 1)))];
}
