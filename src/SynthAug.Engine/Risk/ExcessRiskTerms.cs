namespace SynthAug.Engine.Risk;

/// <summary>
/// Theorem 2 at one ñ: R(θ̂) − R(θ*) ≈ ½bᵀMb − bᵀMΣ^½Z/√N + ZᵀΣ^½MΣ^½Z/(2N), Z ~ N(0, I), N = n0 + n1 + ñ, M = J⁻¹HJ⁻¹, J = H + ∇b.
/// What is left out is O(‖b‖³ + N^−3/2 + ‖b‖/N + ‖b‖²/√N). The synthetic law is taken as given: a generator learned from the minority's rows shares
/// their noise, which Σ does not know.
/// </summary>
public sealed class ExcessRiskTerms
{
    /// <summary>ñ, real-valued; +∞ for the limit of endless synthetic rows.</summary>
    public required double SyntheticSize { get; init; }

    /// <summary>γ = ñ over the rows that balance (Remark 1); NaN or +∞ when the minority has its share already.</summary>
    public required double Gamma { get; init; }

    /// <summary>π₀ = n0/N.</summary>
    public required double MajorityShare { get; init; }

    /// <summary>π̃ = ñ/N.</summary>
    public required double SyntheticShare { get; init; }

    /// <summary>b = (π₀ − ρ)∇φ + π̃∇ψ (eq. 6, Remark 1), length p.</summary>
    public required double[] BiasVector { get; init; }

    /// <summary>∇b = (π₀ − ρ)∇²φ + π̃∇²ψ, packed lower triangle.</summary>
    public required double[] BiasJacobian { get; init; }

    /// <summary>Σ = π₀Σ₀ + π₁Σ₁ + π̃Σ̃ (eq. 7), packed lower triangle.</summary>
    public required double[] ScoreCovariance { get; init; }

    /// <summary>M = J⁻¹HJ⁻¹, packed lower triangle.</summary>
    public required double[] Metric { get; init; }

    /// <summary>½bᵀMb, the first term.</summary>
    public required double Bias { get; init; }

    /// <summary>√(bᵀMΣMb/N): standard deviation of the second term, whose mean is 0.</summary>
    public required double CrossDeviation { get; init; }

    /// <summary>tr(MΣ)/(2N): mean of the third term.</summary>
    public required double Variance { get; init; }

    /// <summary>√(tr((MΣ)²)/2)/N: standard deviation of the third term.</summary>
    public required double VarianceDeviation { get; init; }

    /// <summary>Expected balanced (ρ-weighted) excess risk.</summary>
    public double ExcessRisk => Bias + Variance;

    /// <summary>Standard deviation of the excess risk over training samples: the second and third term are uncorrelated.</summary>
    public double StandardDeviation => Math.Sqrt(CrossDeviation * CrossDeviation + VarianceDeviation * VarianceDeviation);
}
