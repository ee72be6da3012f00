namespace SynthAug.Engine.Risk;

/// <summary>
/// Tests ∇φ(θ*) = 0, local symmetry (paper, eq. 8), at the weighted fit. T = ĝ₀ − ĝ₁ has noise u₀, u₁ of the class gradients both directly and through θ̂:
/// T − ∇φ ≈ H₁H⁻¹u₀ − H₀H⁻¹u₁, for any ρ, so V = H₁H⁻¹(S₀/n₀)H⁻¹H₁ + H₀H⁻¹(S₁/n₁)H⁻¹H₀. In Example 3 φ is constant, and V = S₀/n₀ + S₁/n₁ is not
/// degenerate, because the empirical φ̂ is not constant. With an intercept ∇φ = 0 is false whatever the classes: use <see cref="SlopeTest"/> there.
/// </summary>
public sealed class RegimeTest
{
    /// <summary>Enough that p = .01 is the sixth largest of the resamples.</summary>
    public const int DefaultResamples = 599;

    private readonly Lazy<double> _bootstrap;

    private RegimeTest(Func<double> bootstrap) => _bootstrap = new(bootstrap);

    /// <summary>T, length p.</summary>
    public required double[] Gradient { get; init; }

    /// <summary>V, packed lower triangle.</summary>
    public required double[] Covariance { get; init; }

    /// <summary>W = TᵀV⁻¹T.</summary>
    public required double Statistic { get; init; }

    /// <summary>ν of the F reference.</summary>
    public required double Freedom { get; init; }

    /// <summary>
    /// From F(p, ν−p+1), ν matched to the tails of the scores: the p-value to use. In 20 dimensions its size is 0 to 4.5 % with 100 and 200 minority rows, the bootstrap's up to 10.5 %.
    /// NaN when ν ≤ p − 1: too few rows to say.
    /// </summary>
    public required double PValue { get; init; }

    /// <summary>From the wild bootstrap-t, for comparison. Drawn when first asked for: it takes longer than all the rest.</summary>
    public double BootstrapPValue => _bootstrap.Value;

    /// <summary>√V_jj, length p.</summary>
    public double[] Errors
    {
        get
        {
            var errors = new double[Gradient.Length];
            for (var j = 0; j < errors.Length; j++) errors[j] = Math.Sqrt(Symmetric.At(Covariance, j, j));
            return errors;
        }
    }

    /// <param name="key">Of the resampling; the same key gives the same p-value.</param>
    /// <param name="resamples">B ≥ 1; the p-value is a multiple of 1/(B+1).</param>
    /// <returns>No answer when V is singular: some direction of T has no noise.</returns>
    public static Answer<RegimeTest> Of(WeightedFit fit, StreamKey key, int resamples = DefaultResamples)
    {
        ArgumentNullException.ThrowIfNull(fit);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var gradient = Symmetric.Difference(fit.Majority.Gradient, fit.Minority.Gradient);
        // ±(Hessian of the other class)·H⁻¹·score: what each row of one class does to n_c·T.
        var majority = ClassInfluences.Of(fit.Majority, fit.Through(fit.Minority.Hessian, 1));
        var minority = ClassInfluences.Of(fit.Minority, fit.Through(fit.Majority.Hessian, -1));
        if (TwoClassWald.Of(gradient, majority, minority, tails: true) is not { } wald)
            return new NoAnswer(NoAnswerReason.TooFewRows, "The difference of the class gradients has no noise in some direction: rows repeat, or are too few.");
        return new RegimeTest(() => new WildBootstrap(wald, minority).PValue(key, resamples))
        {
            Gradient = gradient,
            Covariance = wald.Covariance,
            Statistic = wald.Statistic,
            Freedom = wald.Freedom,
            PValue = wald.PValue,
        };
    }
}
