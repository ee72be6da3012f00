using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>The law of ξ: mean zero, identity covariance (Section 7.2).</summary>
public enum NoiseShape
{
    /// <summary>Independent coordinates, uniform on [−√3, √3].</summary>
    Cube,

    /// <summary>Independent coordinates, −1 or +1.</summary>
    Rademacher,

    /// <summary>Uniform on the sphere of radius √d.</summary>
    Sphere,
}

/// <summary>
/// The paper's Example 3: μ + ξ against −μ + ξ with μ = δe₁. Labels −1 and +1 and loss (y − θᵀx)², so that θ* = μ/(1+‖μ‖²) as Section 7.2 has it;
/// Example 3's own coding y − ½ halves θ* and quarters the excess risk.
/// </summary>
public sealed class MeanShift : IPopulation
{
    private readonly NoiseShape _noise;
    private readonly double[] _mu;

    public MeanShift(int dimension, double shift, NoiseShape noise)
    {
        _noise = noise;
        _mu = new double[dimension];
        _mu[0] = shift;
        Minority = new ShiftedNoise(_mu, noise);
        Majority = new ShiftedNoise([.. _mu.Select(m => -m)], noise);
    }

    public ILaw Majority { get; }

    public ILaw Minority { get; }

    /// <summary>The true noise round another centre (length d).</summary>
    public ILaw CentredOn(double[] centre) => new ShiftedNoise(centre, _noise);

    /// <summary>R(θ) − R(θ*) = (θ−θ*)ᵀ(I + μμᵀ)(θ−θ*), from R(θ) = (1 − θᵀμ)² + ‖θ‖².</summary>
    public double ExcessRisk(ILinearModel model)
    {
        if (model.Intercept != 0 || model.Scale != ScoreScale.Signed)
            throw new InvalidOperationException("Section 7.2 fits signed labels without an intercept; use least-squares:intercept=false,labels=signed.");
        var scale = 1 + Kernels.Dot(_mu, _mu);
        var w = model.Coefficients;
        Span<double> difference = stackalloc double[_mu.Length];
        for (var j = 0; j < difference.Length; j++) difference[j] = w[j] - _mu[j] / scale;
        var along = Kernels.Dot(difference, _mu);
        return Kernels.Dot(difference, difference) + along * along;
    }

    private sealed class ShiftedNoise(double[] centre, NoiseShape noise) : ILaw
    {
        public int Dimension => centre.Length;

        // Rows that are still in the first-level cache when they are shifted; in 20 dimensions whole rounds of 96 words.
        private const int Chunk = 96;

        // Uniforms on [0, 1) become 2√3·u − √3.
        private readonly double[] _cubeShift = [.. centre.Select(c => c - Math.Sqrt(3))];

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            for (var start = 0; start < destination.Count; start += Chunk)
                DrawChunk(destination.Slice(start, Math.Min(Chunk, destination.Count - start)), firstRow + start, random);
        }

        private void DrawChunk(Rows rows, long firstRow, RandomStream random)
        {
            switch (noise)
            {
                case NoiseShape.Cube:
                    random.FillUniform(rows, firstRow);
                    Kernels.AffineRows(2 * Math.Sqrt(3), _cubeShift, rows);
                    break;
                case NoiseShape.Rademacher:
                    random.FillSign(rows, firstRow);
                    Kernels.AddToRows(centre, rows);
                    break;
                default:
                    random.FillNormalPairs(rows, firstRow);
                    Kernels.OntoSphere(rows.Dimension, centre, rows);
                    break;
            }
        }
    }
}
