using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>xᵀw + c, owning its numbers.</summary>
internal sealed class LinearModel(double[] coefficients, double intercept, ScoreScale scale) : ILinearModel
{
    public ScoreScale Scale => scale;

    public ReadOnlySpan<double> Coefficients => coefficients;

    public double Intercept => intercept;

    public void Score(ReadOnlyRows rows, Span<double> scores)
    {
        Refuse.OtherDimension(rows.Dimension, coefficients.Length, "scored");
        Kernels.MatVec(rows, coefficients, intercept, scores);
    }
}
