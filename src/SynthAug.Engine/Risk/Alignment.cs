using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>Whether some number of synthetic rows cancels the leading bias along ∇φ.</summary>
public enum Cancellation
{
    /// <summary>A finite γ ≥ 0 does.</summary>
    Finite,

    /// <summary>No finite size cancels: the generator's mismatch undoes at least what its rows add (s ≥ ρ).</summary>
    RunsAway,

    /// <summary>∇φ = 0: imbalance leaves no leading bias to cancel (local symmetry).</summary>
    NothingToCancel,
}

/// <summary>
/// How the generator's mismatch ∇ψ lies to the majority–minority shift ∇φ. With ∇ψ = s∇φ + (what is orthogonal), b loses its part along ∇φ at
/// ñ = ρ(((1−ρ)/ρ)n0 − n1)/(ρ − s), so γ = 1/(1 − s/ρ), which is 1/(1 − 2s) when balanced. Theorems 4 and 5 print s as a ratio of norms; the projection
/// carries the sign as well, and sin∠ = 0 is not enough: antiparallel has it too.
/// </summary>
public sealed class Alignment
{
    /// <summary>cos∠(∇φ, ∇ψ), signed, Euclidean; NaN when either is 0.</summary>
    public required double Cosine { get; init; }

    /// <summary>The signed cosine in the metric, which is what the excess risk sees; NaN when either is 0.</summary>
    public required double MetricCosine { get; init; }

    /// <summary>s = ⟨∇φ, ∇ψ⟩_M/‖∇φ‖²_M; NaN when ∇φ = 0.</summary>
    public required double Projection { get; init; }

    /// <summary>Standard error of s by the delta method, the metric held fixed (when ∇ψ = s∇φ its noise has no first-order effect); 0 when exact.</summary>
    public required double ProjectionError { get; init; }

    public required Cancellation Cancellation { get; init; }

    /// <summary>The γ that cancels the bias along ∇φ; null unless <see cref="Cancellation"/> is finite. A bias across ∇φ stays.</summary>
    public required double? CancellingGamma { get; init; }

    /// <summary>In the metric H⁻¹: that of Theorem 2 where b is small.</summary>
    /// <exception cref="RefusalException">H is not positive definite.</exception>
    public static Alignment Of(LocalRisk local) => Of(local, local.SolveHessian(local.PhiGradient), local.SolveHessian(local.PsiGradient));

    /// <summary>In Theorem 2's own metric at one size.</summary>
    /// <param name="terms">From a curve over the same <paramref name="local"/>.</param>
    public static Alignment Of(LocalRisk local, ExcessRiskTerms terms)
    {
        double[] phi = new double[local.PhiGradient.Length], psi = new double[phi.Length];
        Symmetric.Multiply(terms.Metric, local.PhiGradient, phi);
        Symmetric.Multiply(terms.Metric, local.PsiGradient, psi);
        return Of(local, phi, psi);
    }

    private static Alignment Of(LocalRisk local, double[] metricPhi, double[] metricPsi)
    {
        var (phi, psi) = (local.PhiGradient, local.PsiGradient);
        // Two class gradients that agree up to rounding: a quotient of what is left would be noise.
        var nothing = Math.Sqrt(Kernels.Dot(phi, phi)) <= 1e-13 * local.GradientScale;
        var (squared, mixed) = (Kernels.Dot(phi, metricPhi), Kernels.Dot(phi, metricPsi));
        var s = nothing ? double.NaN : mixed / squared;
        var finite = s < local.Rho;
        return new()
        {
            Cosine = nothing ? double.NaN : Kernels.Dot(phi, psi) / Math.Sqrt(Kernels.Dot(phi, phi) * Kernels.Dot(psi, psi)),
            MetricCosine = nothing ? double.NaN : mixed / Math.Sqrt(squared * Kernels.Dot(psi, metricPsi)),
            Projection = s,
            ProjectionError = nothing
                ? double.NaN
                : local.StandardError(Symmetric.Combine(1 / squared, metricPsi, -2 * s / squared, metricPhi), Symmetric.Combine(1 / squared, metricPhi, 0, metricPhi)),
            Cancellation = nothing ? Cancellation.NothingToCancel : finite ? Cancellation.Finite : Cancellation.RunsAway,
            CancellingGamma = finite ? local.Rho / (local.Rho - s) : null,
        };
    }
}
