using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

/// <summary>N(mean, I) times a scale: what the exact Gaussian law is compared with.</summary>
internal sealed class GaussianDraws(double[] mean, double scale = 1) : ILaw
{
    public int Dimension => mean.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        random.FillNormal(destination, firstRow);
        for (var i = 0; i < destination.Count; i++)
        {
            var row = destination[i];
            for (var j = 0; j < row.Length; j++) row[j] = mean[j] + scale * row[j];
        }
    }
}

/// <summary>Section 7.2: noise with mean 0 and identity covariance round a centre.</summary>
internal sealed class NoiseDraws(double[] centre, string shape, double scale = 1) : ILaw
{
    public int Dimension => centre.Length;

    public void Draw(Rows destination, long firstRow, RandomStream random)
    {
        if (shape == "rademacher") random.FillSign(destination, firstRow);
        else if (shape == "cube") random.FillUniform(destination, firstRow);
        else random.FillNormal(destination, firstRow);
        for (var i = 0; i < destination.Count; i++)
        {
            var row = destination[i];
            var radius = shape == "sphere" ? Math.Sqrt(row.Length / Kernels.Dot(row, row)) : 1;
            for (var j = 0; j < row.Length; j++)
            {
                var noise = shape == "cube" ? (2 * row[j] - 1) * Math.Sqrt(3) : radius * row[j];
                row[j] = centre[j] + scale * noise;
            }
        }
    }
}

/// <summary>
/// The cube round a centre under squared loss without intercept, exact: independent coordinates with fourth moment κ = 9/5 change the Gaussian
/// covariance of the gradients by 4(κ − 3)wᵢ² on its diagonal. Also shows that a law may come from outside the engine.
/// </summary>
internal sealed class CubeLaw(double[] centre) : ClassLaw
{
    private readonly ClassLaw _gaussian = Gaussian(centre);

    public override int Dimension => centre.Length;

    public override ClassMoments At(IDifferentiableLoss loss, bool minority, ReadOnlySpan<double> parameters)
    {
        var moments = _gaussian.At(loss, minority, parameters);
        for (int i = 0, diagonal = 0; i < parameters.Length; diagonal += ++i + 1)
            moments.ScoreCovariance[diagonal] += 4 * (1.8 - 3) * parameters[i] * parameters[i];
        return moments;
    }
}

/// <summary>Example 2 and, with a centre off the axis, its case (ii).</summary>
internal static class Example2
{
    public static readonly SquaredLoss Loss = SquaredLoss.ZeroOne(intercept: false);

    public static ClassLaws Laws(double mu, params double[] synthetic) => new(ClassLaw.Gaussian(0, 0), ClassLaw.Gaussian(mu, 0), ClassLaw.Gaussian(synthetic));

    public static LocalRisk Aligned(double mu, double a, double rho = 0.5) => LocalRisk.AtOptimum(Loss, Laws(mu, a, 0), rho);

    public static LocalRisk Orthogonal(double mu, double rho = 0.5) => LocalRisk.AtOptimum(Loss, Laws(mu, mu, mu), rho);
}
