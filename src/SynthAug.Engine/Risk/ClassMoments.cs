namespace SynthAug.Engine.Risk;

/// <summary>What one class-conditional law contributes at one θ: the first two moments of its loss and of its gradient.</summary>
public sealed class ClassMoments
{
    /// <summary>E ℓ(θ; x, y).</summary>
    public required double Loss { get; init; }

    /// <summary>Variance of one row's loss; 0 where the moments are exact.</summary>
    public required double LossVariance { get; init; }

    /// <summary>E ∇ℓ, length p.</summary>
    public required double[] Gradient { get; init; }

    /// <summary>E ∇²ℓ, packed lower triangle.</summary>
    public required double[] Hessian { get; init; }

    /// <summary>Cov ∇ℓ (paper, eq. 7), packed lower triangle; divisor n − 1 where it is estimated.</summary>
    public required double[] ScoreCovariance { get; init; }

    /// <summary>Rows the moments are estimated from; +∞ when they are exact.</summary>
    public required double Draws { get; init; }

    /// <summary>Standard error of <see cref="Loss"/> at this θ; 0 when exact.</summary>
    public double LossError => Math.Sqrt(LossVariance / Draws);
}
