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
        Span<double> difference = stackalloc double[_mu.Length];
        for (var j = 0; j < difference.Length; j++) difference[j] = model.Coefficients[j] - _mu[j] / scale;
        var along = Kernels.Dot(difference, _mu);
        return Kernels.Dot(difference, difference) + along * along;
    }

    private sealed class ShiftedNoise(double[] centre, NoiseShape noise) : ILaw
    {
        public int Dimension => centre.Length;

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            switch (noise)
            {
                case NoiseShape.Cube:
                    random.FillUniform(destination, firstRow);
                    Kernels.Affine(2 * Math.Sqrt(3), -Math.Sqrt(3), destination.Values);
                    break;
                case NoiseShape.Rademacher:
                    random.FillSign(destination, firstRow);
                    break;
                default:
                    random.FillNormal(destination, firstRow);
                    OntoSphere(destination);
                    break;
            }

            Kernels.AddToRows(centre, destination);
        }

        // Squares of a block of rows together: row by row, each would wait for the row before it to be stored.
        private static void OntoSphere(Rows rows)
        {
            const int Block = 64;
            Span<double> squares = stackalloc double[Block], origin = stackalloc double[rows.Dimension];
            origin.Clear();
            for (var first = 0; first < rows.Count; first += Block)
            {
                var block = rows.Slice(first, Math.Min(Block, rows.Count - first));
                Kernels.SquaredDistances(origin, block, squares[..block.Count]);
                for (var i = 0; i < block.Count; i++) Kernels.Affine(Math.Sqrt(rows.Dimension / squares[i]), 0, block[i]);
            }
        }
    }
}
