using SynthAug.Engine.Sizing;
using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>The predicted excess risk of one candidate.</summary>
/// <param name="Gamma">γ.</param>
/// <param name="SyntheticSize">ñ, rounded as the engine does.</param>
/// <param name="Risk">½bᵀMb − ½(π₀−ρ)²tr(MV) + ½tr(MΣ); below 0 by chance, +∞ where the augmented risk has no curvature.</param>
public sealed record PredictedRisk(double Gamma, int SyntheticSize, double Risk);

/// <summary>
/// γ̂ without validation rows: the least of Theorem 2's risk, read off the weighted fit. b = (π₀−ρ)T + π̃∇ψ, J = H + (π₀−ρ)(H₀−H₁) + π̃∇²ψ, M = J⁻¹HJ⁻¹. ‖b̂‖² carries
/// the noise of T, (π₀−ρ)²tr(MV), which is taken off. Σ charges the minority's own rows, [n₀S₀ + (n₁+ñ)²S₁/n₁ + ñS̃]/N², because the generator learned from them;
/// where the regime test says that imbalance does bias (p &lt; <see cref="Gate"/>), or the generator comes from elsewhere, Theorem 2's own [n₀S₀ + n₁S₁ + ñS̃]/N² does
/// better. The classifier's penalty is left out: it adds l2·w/N to b, which falls with N while the others do not; a fit that its penalty dominates is not described.
/// </summary>
public sealed class PlugInSize
{
    /// <summary>Chosen by simulation; the result changes little around it.</summary>
    public const double Gate = 0.01;

    /// <summary>The chosen candidate: the first of the least predicted risk.</summary>
    public required PredictedRisk Best { get; init; }

    /// <summary>Every candidate, ascending.</summary>
    public required IReadOnlyList<PredictedRisk> Curve { get; init; }

    /// <summary>p of the regime test.</summary>
    public required double GatePValue { get; init; }

    /// <summary>True when Σ took synthetic rows for fresh data.</summary>
    public required bool TakenAsFresh { get; init; }

    /// <param name="push">Of the fit that was tested.</param>
    /// <param name="gammas">Γ ∋ 0, ascending.</param>
    /// <param name="external">The generator did not learn from these rows.</param>
    /// <returns>No answer when the augmented risk has no curvature at any candidate.</returns>
    /// <exception cref="ArgumentException">Γ lacks 0 or does not ascend.</exception>
    public static Answer<PlugInSize> Of(RegimeTest test, GeneratorPush push, IReadOnlyList<double> gammas, bool external = false)
    {
        ArgumentNullException.ThrowIfNull(test);
        ArgumentNullException.ThrowIfNull(push);
        ArgumentNullException.ThrowIfNull(gammas);
        if (gammas.Count == 0 || gammas[0] != 0 || gammas.Zip(gammas.Skip(1)).Any(pair => !(pair.First < pair.Second)))
            throw new ArgumentException("Γ starts at 0 and ascends.", nameof(gammas));
        var fresh = external || test.PValue < Gate;
        var (majority, minority) = (push.Fit.Majority.Count, push.Fit.Minority.Count);
        var target = SyntheticTarget.Of(majority, minority, push.Fit.Rho);
        var curve = new PredictedRisk[gammas.Count];
        for (var i = 0; i < curve.Length; i++)
        {
            var size = SyntheticTarget.Size(gammas[i], target);
            curve[i] = new(gammas[i], size, RiskAt(test, push, size, fresh));
        }

        var best = curve.MinBy(c => c.Risk)!;
        if (!double.IsFinite(best.Risk)) return new NoAnswer(NoAnswerReason.NoCurvature, "The augmented risk has no curvature at any of the sizes asked for.");
        return new PlugInSize { Best = best, Curve = curve, GatePValue = test.PValue, TakenAsFresh = fresh };
    }

    private static double RiskAt(RegimeTest test, GeneratorPush push, int size, bool fresh)
    {
        var fit = push.Fit;
        var (p, n0, n1) = (test.Gradient.Length, (double)fit.Majority.Count, (double)fit.Minority.Count);
        var n = n0 + n1 + size;
        var (tilt, share) = (n0 / n - fit.Rho, size / n);
        var jacobian = Symmetric.Combine(1, fit.Hessian, tilt, Symmetric.Difference(fit.Majority.Hessian, fit.Minority.Hessian));
        Kernels.Axpy(share, push.Hessian, jacobian);
        if (!Symmetric.TryFactor(jacobian, p, out var factor)) return double.PositiveInfinity;

        var own = fresh ? n1 : (n1 + size) * (n1 + size) / n1;
        var noise = Symmetric.Combine(n0 / (n * n), fit.Majority.Covariance, own / (n * n), fit.Minority.Covariance);
        Kernels.Axpy(size / (n * n), push.ScoreCovariance, noise);
        Kernels.Axpy(-tilt * tilt, test.Covariance, noise);
        var metric = Symmetric.Metric(factor, fit.Hessian, p);
        var bias = Symmetric.Combine(tilt, test.Gradient, share, push.Gradient);
        return 0.5 * (Symmetric.Form(metric, bias, bias) + Symmetric.TraceOfProduct(metric, noise));
    }
}
