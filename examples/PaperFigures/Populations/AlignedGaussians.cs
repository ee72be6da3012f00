namespace PaperFigures;

/// <summary>
/// The paper's Example 2: P0 = N(0, I₂), P1 = N((μ, 0), I₂), squared loss (θᵀx − y)² with labels 0 and 1, no intercept.
/// </summary>
public sealed class AlignedGaussians(double mu) : IPopulation
{
    // θ* = (μ/(μ²+2), 0): the minimiser of R(θ) = ‖θ‖² + ½(θᵀμ1 − 1)² (Section 7.1).
    private readonly double _optimum = mu / (mu * mu + 2);

    public ILaw Majority { get; } = new Gaussian(0, 0) { InPairs = true };

    public ILaw Minority { get; } = new Gaussian(mu, 0) { InPairs = true };

    /// <summary>R(θ) − R(θ*), in closed form: (θ−θ*)ᵀ(I + ½μ1μ1ᵀ)(θ−θ*).</summary>
    public double ExcessRisk(ILinearModel model)
    {
        RequireNoIntercept(model);
        var (along, across) = (model.Coefficients[0] - _optimum, model.Coefficients[1]);
        return along * along * (1 + mu * mu / 2) + across * across;
    }

    /// <summary>‖θ − θ*‖.</summary>
    public double ParameterError(ILinearModel model)
    {
        RequireNoIntercept(model);
        var (along, across) = (model.Coefficients[0] - _optimum, model.Coefficients[1]);
        return Math.Sqrt(along * along + across * across);
    }

    private static void RequireNoIntercept(ILinearModel model)
    {
        if (model.Intercept != 0) throw new InvalidOperationException("Example 2 has no intercept; use a classifier with intercept=false.");
    }
}
