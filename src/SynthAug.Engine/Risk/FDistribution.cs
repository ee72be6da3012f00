using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>Upper tail of the F distribution by the continued fraction of the incomplete beta function (NIST DLMF 8.17.22), on exact kernels.</summary>
internal static class FDistribution
{
    private const int MostTerms = 100_000;

    /// <summary>P(F ≥ x).</summary>
    /// <param name="x">≥ 0.</param>
    /// <param name="numerator">Degrees of freedom, above 0, real-valued; so the denominator's.</param>
    public static double UpperTail(double x, double numerator, double denominator) =>
        x <= 0 ? 1 : IncompleteBeta(denominator / (denominator + numerator * x), denominator / 2, numerator / 2);

    private static double IncompleteBeta(double x, double a, double b)
    {
        // The fraction converges fast below the mean of the beta distribution; beyond it the other tail does.
        if (x > (a + 1) / (a + b + 2)) return 1 - IncompleteBeta(1 - x, b, a);
        if (x <= 0) return 0;
        var front = ExactMath.Exp(LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * ExactMath.Log(x) + b * ExactMath.Log1p(-x)) / a;

        // Modified Lentz: c and d are ratios of successive numerators and denominators.
        const double Tiny = 1e-300;
        double c = 1, d = 1 / NotZero(1 - (a + b) * x / (a + 1)), fraction = d;
        for (var m = 1; m < MostTerms; m++)
        {
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)));
            if (Math.Abs(Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))) - 1) < 1e-15) break;
        }

        return front * fraction;

        double Step(double term)
        {
            d = 1 / NotZero(1 + term * d);
            c = NotZero(1 + term / c);
            fraction *= c * d;
            return c * d;
        }

        static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
    }

    // Stirling's series from 10 on; below, by Γ(x+1) = xΓ(x).
    private static double LogGamma(double x)
    {
        double product = 1;
        for (; x < 10; x++) product *= x;
        var s = 1 / (x * x);
        var series = (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s * (1.0 / 1188 - s * (691.0 / 360360 - s / 156)))))) / x;
        return (x - 0.5) * ExactMath.Log(x) - x + 0.91893853320467274178 + series - ExactMath.Log(product);
    }
}
