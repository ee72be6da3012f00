using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// How a generator's push lies to the shift that imbalance causes, from rows: signed cosine and s = ⟨∇φ,∇ψ⟩/‖∇φ‖² in the metric H⁻¹. Squared lengths and the product
/// are too large by the trace of the metric times the noise's covariance, which is taken off. Intervals are by the delta method, the metric held fixed.
/// </summary>
public sealed class PushAlignment
{
    /// <summary>Below this many minority rows a coefficient nothing is said; a judgement.</summary>
    public const double LeastRowsPerCoefficient = 2.5;

    /// <summary>The signed cosine, interval cut to [−1, 1]; NaN when a vector is within its own noise.</summary>
    public required Bounded Cosine { get; init; }

    /// <summary>s; NaN when ∇φ is within its own noise.</summary>
    public required Bounded Projection { get; init; }

    /// <summary>Null when undetermined: too few rows, s unknown, or its interval holds ρ.</summary>
    public required Cancellation? Cancellation { get; init; }

    /// <summary>γ = ρ/(ρ − s), 1/(1 − 2s) when balanced, with the interval that s's gives; only where some finite size cancels.</summary>
    public required Bounded? Gamma { get; init; }

    public static PushAlignment Of(GeneratorPush push, RegimeTest test)
    {
        ArgumentNullException.ThrowIfNull(push);
        ArgumentNullException.ThrowIfNull(test);
        var (fit, p) = (push.Fit, push.Gradient.Length);
        double[] metricPhi = fit.Solve(test.Gradient), metricPsi = fit.Solve(push.Gradient);

        // tr(H⁻¹C) = Σ bᵀCb over the columns b of L⁻ᵀ.
        Symmetric.TryFactor(fit.Hessian, p, out var factor);
        var (phi, psi, mixed) = (Kernels.Dot(test.Gradient, metricPhi), Kernels.Dot(push.Gradient, metricPsi), Kernels.Dot(test.Gradient, metricPsi));
        var none = new double[p];
        for (var k = 0; k < p; k++)
        {
            var b = new double[p];
            b[k] = 1;
            Cholesky.SolveUpper(factor, p, b);
            var (ofPhi, ofPsi) = (push.LoadingOf(b, none), push.LoadingOf(none, b));
            phi -= push.Covariance(ofPhi, ofPhi);
            psi -= push.Covariance(ofPsi, ofPsi) + ofPsi.Rest;
            mixed -= push.Covariance(ofPhi, ofPsi);
        }

        var unknown = new Bounded(double.NaN, double.NaN, double.NaN, double.NaN);
        var (s, cosine) = (unknown, unknown);
        if (phi > 0)
        {
            var value = mixed / phi;
            s = Bounded.Of(value, push.StandardError(Symmetric.Combine(1 / phi, metricPsi, -2 * value / phi, metricPhi), Symmetric.Combine(1 / phi, metricPhi, 0, metricPhi)));
        }

        if (phi > 0 && psi > 0)
        {
            var length = Math.Sqrt(phi * psi);
            var value = Math.Clamp(mixed / length, -1, 1);
            var error = push.StandardError(
                Symmetric.Combine(1 / length, metricPsi, -value / phi, metricPhi), Symmetric.Combine(1 / length, metricPhi, -value / psi, metricPsi));
            cosine = new(value, error, Math.Max(-1, value - 1.96 * error), Math.Min(1, value + 1.96 * error));
        }

        var rho = fit.Rho;
        Cancellation? cancellation = fit.Minority.Count < LeastRowsPerCoefficient * p ? null
            : s.Upper < rho ? Risk.Cancellation.Finite
            : s.Lower > rho ? Risk.Cancellation.RunsAway
            : null;
        return new()
        {
            Cosine = cosine,
            Projection = s,
            Cancellation = cancellation,
            Gamma = cancellation == Risk.Cancellation.Finite
                ? new(rho / (rho - s.Value), rho * s.Error / ((rho - s.Value) * (rho - s.Value)), rho / (rho - s.Lower), rho / (rho - s.Upper))
                : null,
        };
    }
}
