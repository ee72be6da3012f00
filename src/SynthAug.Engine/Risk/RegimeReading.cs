using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>Whether imbalance itself moves the optimum (paper, Section 3).</summary>
public enum Regime
{
    /// <summary>The noise of the estimate leaves both open.</summary>
    Undetermined,

    /// <summary>‖∇φ(θ*)‖ ≥ c: synthetic rows may help.</summary>
    LocalAsymmetry,

    /// <summary>‖∇φ(θ*)‖ = 0 (eq. 8): synthetic rows do not help unless they are as good as fresh ones.</summary>
    LocalSymmetry,
}

/// <summary>How far the synthetic law is from the minority's, in the loss's own eyes (paper, Section 4).</summary>
public enum GeneratorClass
{
    /// <summary>The noise of the estimate leaves two classes open.</summary>
    Undetermined,

    /// <summary>‖∇ψ(θ*)‖ ≪ n0^−½.</summary>
    Ideal,

    /// <summary>n0^−½ ≪ ‖∇ψ(θ*)‖ ≪ 1.</summary>
    Realistic,

    /// <summary>‖∇ψ(θ*)‖ ≳ 1.</summary>
    Inconsistent,
}

/// <summary>
/// Where ≪, ≳ and "= 0" begin. The paper's are orders of growth and fix no constants; these are ours, for norms divided by
/// <see cref="LocalRisk.GradientScale"/>, so that neither the scale of the loss nor one scale for all columns matters.
/// </summary>
/// <param name="Symmetry">c: below it ‖∇φ‖ counts as 0. At 0.1 a fully one-sided sample biases the fit by less than its noise up to 400 rows.</param>
/// <param name="Ideal">Below Ideal/√n0 a generator is ideal.</param>
/// <param name="Inconsistent">From here on a generator is inconsistent. One n cannot tell a fixed law from one that improves slowly.</param>
/// <param name="Errors">How many root-mean-square errors of the estimate are allowed for on either side.</param>
public sealed record RegimeThresholds(double Symmetry = 0.1, double Ideal = 1, double Inconsistent = 0.25, double Errors = 2);

/// <summary>A norm known up to its noise, in units of <see cref="LocalRisk.GradientScale"/>.</summary>
/// <param name="Norm">‖estimate‖.</param>
/// <param name="Error">√tr of the estimate's covariance: the root mean square of ‖estimate − truth‖. 0 when exact.</param>
public readonly record struct RelativeNorm(double Norm, double Error)
{
    internal double Lower(double errors) => Norm - errors * Error;

    internal double Upper(double errors) => Norm + errors * Error;
}

/// <summary>Regime and generator class by thresholds. A reading of magnitudes, not a test: it gives no p-value.</summary>
public sealed class RegimeReading
{
    public required Regime Regime { get; init; }

    public required GeneratorClass GeneratorClass { get; init; }

    /// <summary>‖∇φ(θ*)‖.</summary>
    public required RelativeNorm Phi { get; init; }

    /// <summary>‖∇ψ(θ*)‖.</summary>
    public required RelativeNorm Psi { get; init; }

    /// <summary>
    /// Reads the norms against the thresholds: a class is named when the whole of ‖estimate‖ ± errors lies in it (by the triangle inequality the truth
    /// does too), and left undetermined otherwise.
    /// </summary>
    /// <param name="majority">n0.</param>
    /// <param name="thresholds">Null for the defaults.</param>
    public static RegimeReading Of(LocalRisk local, int majority, RegimeThresholds? thresholds = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(majority, 1);
        thresholds ??= new();
        var phi = NormOf(local.PhiGradient, local.PhiGradientErrors(), local.GradientScale);
        var psi = NormOf(local.PsiGradient, local.PsiGradientErrors(), local.GradientScale);
        return new()
        {
            Phi = phi,
            Psi = psi,
            Regime = phi.Lower(thresholds.Errors) >= thresholds.Symmetry ? Regime.LocalAsymmetry
                : phi.Upper(thresholds.Errors) < thresholds.Symmetry ? Regime.LocalSymmetry
                : Regime.Undetermined,
            GeneratorClass = ClassOf(psi, majority, thresholds),
        };
    }

    /// <summary>The class that holds the whole of ‖∇ψ‖ ± errors.</summary>
    internal static GeneratorClass ClassOf(RelativeNorm psi, int majority, RegimeThresholds thresholds)
    {
        var ideal = thresholds.Ideal / Math.Sqrt(majority);
        var (lower, upper) = (psi.Lower(thresholds.Errors), psi.Upper(thresholds.Errors));
        return upper < ideal ? GeneratorClass.Ideal
            : lower >= thresholds.Inconsistent ? GeneratorClass.Inconsistent
            : lower >= ideal && upper < thresholds.Inconsistent ? GeneratorClass.Realistic
            : GeneratorClass.Undetermined;
    }

    private static RelativeNorm NormOf(double[] gradient, double[] errors, double scale) =>
        new(Math.Sqrt(Kernels.Dot(gradient, gradient)) / scale, Math.Sqrt(Kernels.Dot(errors, errors)) / scale);
}
