using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>The three laws of one problem; the synthetic rows carry the minority's label.</summary>
public sealed record ClassLaws(ClassLaw Majority, ClassLaw Minority, ClassLaw Synthetic);

/// <summary>
/// The ρ-weighted population risk near one θ (paper, Sections 2–3, Remark 1): φ, ψ, their gradients and Hessians, H and the three score
/// covariances, with the standard errors that the laws' draws leave. ρ = ½ is the balanced risk.
/// </summary>
public sealed class LocalRisk
{
    private readonly double[] _parameters;
    private readonly bool _fitted;
    private double[]? _factor;

    private LocalRisk(double rho, double[] parameters, ClassMoments majority, ClassMoments minority, ClassMoments synthetic, bool fitted)
    {
        Rho = rho;
        _parameters = parameters;
        _fitted = fitted;
        (Majority, Minority, Synthetic) = (majority, minority, synthetic);
        Gradient = Symmetric.Combine(rho, majority.Gradient, 1 - rho, minority.Gradient);
        Hessian = Symmetric.Combine(rho, majority.Hessian, 1 - rho, minority.Hessian);
        PhiGradient = Symmetric.Difference(majority.Gradient, minority.Gradient);
        PsiGradient = Symmetric.Difference(synthetic.Gradient, minority.Gradient);
        PhiHessian = Symmetric.Difference(majority.Hessian, minority.Hessian);
        PsiHessian = Symmetric.Difference(synthetic.Hessian, minority.Hessian);
    }

    /// <summary>ρ, the weight of the majority.</summary>
    public double Rho { get; }

    /// <summary>θ, length p.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    public ClassMoments Majority { get; }

    public ClassMoments Minority { get; }

    public ClassMoments Synthetic { get; }

    /// <summary>R^ρ(θ) = ρ E₀ℓ + (1−ρ) E₁ℓ (eq. 1, Remark 1).</summary>
    public double Risk => Rho * Majority.Loss + (1 - Rho) * Minority.Loss;

    /// <summary>Standard error of <see cref="Risk"/> at this θ.</summary>
    public double RiskError => Norm(Rho * Majority.LossError, (1 - Rho) * Minority.LossError);

    /// <summary>∇R^ρ(θ), length p; 0 at the optimum.</summary>
    public double[] Gradient { get; }

    /// <summary>H = ∇²R^ρ(θ), packed lower triangle.</summary>
    public double[] Hessian { get; }

    /// <summary>φ(θ) = E₀ℓ − E₁ℓ (eq. 3).</summary>
    public double Phi => Majority.Loss - Minority.Loss;

    /// <summary>Standard error of <see cref="Phi"/> at this θ.</summary>
    public double PhiError => Norm(Majority.LossError, Minority.LossError);

    /// <summary>∇φ(θ), length p (eq. 8).</summary>
    public double[] PhiGradient { get; }

    /// <summary>∇²φ(θ), packed lower triangle.</summary>
    public double[] PhiHessian { get; }

    /// <summary>ψ(θ) = E_synℓ − E₁ℓ (eq. 4).</summary>
    public double Psi => Synthetic.Loss - Minority.Loss;

    /// <summary>Standard error of <see cref="Psi"/> at this θ, for synthetic rows independent of the minority's.</summary>
    public double PsiError => Norm(Synthetic.LossError, Minority.LossError);

    /// <summary>∇ψ(θ), length p.</summary>
    public double[] PsiGradient { get; }

    /// <summary>∇²ψ(θ), packed lower triangle.</summary>
    public double[] PsiHessian { get; }

    /// <summary>√tr(ρΣ₀ + (1−ρ)Σ₁): how long one row's gradient is about its mean. The unit in which ‖∇φ‖ and ‖∇ψ‖ do not depend on the loss's scale.</summary>
    public double GradientScale => Math.Sqrt(Rho * Symmetric.Trace(Majority.ScoreCovariance) + (1 - Rho) * Symmetric.Trace(Minority.ScoreCovariance));

    /// <summary>Everything at a given θ.</summary>
    /// <param name="rho">In (0, 1).</param>
    /// <param name="parameters">θ, length p, taken as a constant by the standard errors.</param>
    public static LocalRisk At(IDifferentiableLoss loss, ClassLaws laws, double rho, ReadOnlySpan<double> parameters)
    {
        RequireSense(laws, rho);
        return new(rho, parameters.ToArray(), laws.Majority.At(loss, false, parameters), laws.Minority.At(loss, true, parameters),
            laws.Synthetic.At(loss, true, parameters), fitted: false);
    }

    /// <summary>Everything at θ* = argmin R^ρ, found by Newton's method; standard errors carry the noise of θ*.</summary>
    /// <param name="rho">In (0, 1).</param>
    /// <exception cref="RefusalException">R^ρ has no minimiser (the classes are separated) or no curvature somewhere on the way.</exception>
    public static LocalRisk AtOptimum(IDifferentiableLoss loss, ClassLaws laws, double rho = 0.5)
    {
        RequireSense(laws, rho);
        var (parameters, majority, minority) = OptimumSearch.Run(loss, laws, rho);
        return new(rho, parameters, majority, minority, laws.Synthetic.At(loss, true, parameters), fitted: true);
    }

    /// <summary>H⁻¹v. Fresh memory.</summary>
    /// <exception cref="RefusalException">H is not positive definite.</exception>
    public double[] SolveHessian(ReadOnlySpan<double> v)
    {
        _factor ??= Symmetric.Factor(Hessian, _parameters.Length, "The Hessian of the risk");
        var result = v.ToArray();
        Cholesky.Solve(_factor, _parameters.Length, result);
        return result;
    }

    /// <summary>
    /// Standard error of aᵀ∇φ + bᵀ∇ψ. A fitted θ* moves by −H⁻¹(ρu₀ + (1−ρ)u₁), u_c the noise of the class gradients, so ∇φ has covariance
    /// H₁H⁻¹(Σ₀/n₀)H⁻¹H₁ + H₀H⁻¹(Σ₁/n₁)H⁻¹H₀. Synthetic rows count as independent of the minority's: a generator learned from them is taken as given.
    /// </summary>
    /// <param name="a">Length p.</param>
    /// <param name="b">Length p.</param>
    public double StandardError(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var p = _parameters.Length;
        var onMajority = a.ToArray();
        var onMinority = Symmetric.Combine(-1, a, -1, b);
        if (_fitted)
        {
            double[] tilt = new double[p], part = new double[p];
            Symmetric.Multiply(PhiHessian, a, tilt);
            Symmetric.Multiply(PsiHessian, b, part);
            Kernels.Axpy(1, part, tilt);
            var moved = SolveHessian(tilt);
            Kernels.Axpy(-Rho, moved, onMajority);
            Kernels.Axpy(Rho - 1, moved, onMinority);
        }

        return Math.Sqrt(Math.Max(0, Variance(Majority, onMajority) + Variance(Minority, onMinority) + Variance(Synthetic, b)));
    }

    /// <summary>Standard errors of the coordinates of ∇φ, length p.</summary>
    public double[] PhiGradientErrors() => CoordinateErrors(phi: true);

    /// <summary>Standard errors of the coordinates of ∇ψ, length p.</summary>
    public double[] PsiGradientErrors() => CoordinateErrors(phi: false);

    private double[] CoordinateErrors(bool phi)
    {
        double[] unit = new double[_parameters.Length], zero = new double[_parameters.Length], errors = new double[_parameters.Length];
        for (var j = 0; j < errors.Length; j++)
        {
            unit[j] = 1;
            errors[j] = phi ? StandardError(unit, zero) : StandardError(zero, unit);
            unit[j] = 0;
        }

        return errors;
    }

    private static double Variance(ClassMoments of, ReadOnlySpan<double> direction) =>
        double.IsPositiveInfinity(of.Draws) ? 0 : Symmetric.Form(of.ScoreCovariance, direction, direction) / of.Draws;

    private static double Norm(double a, double b) => Math.Sqrt(a * a + b * b);

    private static void RequireSense(ClassLaws laws, double rho)
    {
        if (!(rho > 0 && rho < 1)) throw new ArgumentOutOfRangeException(nameof(rho), rho, "ρ lies between 0 and 1.");
        if (laws.Majority.Dimension != laws.Minority.Dimension || laws.Synthetic.Dimension != laws.Minority.Dimension)
            throw new ArgumentException($"The laws have {laws.Majority.Dimension}, {laws.Minority.Dimension} and {laws.Synthetic.Dimension} dimensions; they must agree.");
    }
}
