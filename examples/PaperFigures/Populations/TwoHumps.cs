using SynthAug.Engine.Measures;
using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>
/// The population of Figures 2 and 8 (left): N(0, I₅) against an even mixture of N(δe₁ + ½ξe₂, I) and N(δe₁ − ½ξe₂, I), δ = 2 and ξ = 2.5.
/// </summary>
public sealed class TwoHumps : IPopulation
{
    private static readonly double[] Nowhere = new double[5];
    private static readonly double[] Centre = [2.0, 0, 0, 0, 0];
    private static readonly double[] Offset = [0, 1.25, 0, 0, 0];

    public ILaw Majority { get; } = new Gaussian(Nowhere);

    public ILaw Minority { get; } = new Mixture(Centre, Offset);

    /// <summary>Balanced log-loss over the population, by quadrature: what an endless test set would give.</summary>
    public static double LogLoss(ILinearModel model)
    {
        var (centre, offset, spread) = Scores(model);
        return 0.5 * GaussianScores.ExpectedSoftplus(model.Intercept, spread)
            + 0.25 * (GaussianScores.ExpectedSoftplus(-centre - offset, spread) + GaussianScores.ExpectedSoftplus(-centre + offset, spread));
    }

    /// <summary>Balanced error of the line where the log-odds are 0.</summary>
    public static double Error(ILinearModel model)
    {
        var (centre, offset, spread) = Scores(model);
        return 0.5 * GaussianScores.NormalCdf(model.Intercept / spread)
            + 0.25 * (GaussianScores.NormalCdf((-centre - offset) / spread) + GaussianScores.NormalCdf((-centre + offset) / spread));
    }

    // Scores are N(intercept, spread²) on the majority and N(centre ± offset, spread²) on the minority.
    private static (double Centre, double Offset, double Spread) Scores(ILinearModel model)
    {
        var w = model.Coefficients;
        return (Kernels.Dot(w, Centre) + model.Intercept, Kernels.Dot(w, Offset), Math.Sqrt(Kernels.Dot(w, w)));
    }
}
