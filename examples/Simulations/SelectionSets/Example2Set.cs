namespace Simulations;

/// <summary>The same for Example 2 with the aligned generator of Figure 3, whose best γ is 4: squared loss, [0, 8] by quarters.</summary>
[Experiment("Selection set of a validation part: Example 2, aligned", Repetitions = 1000, Seed = 5102)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[Objective(Loss.Squared)]
[SweepSize(0, 8, Sizes, Label = "path")]
[Plot(nameof(ValidationSize), nameof(Covered), Series = nameof(MinorityCount), LogX = true)]
[Plot(nameof(ValidationSize), nameof(Share), Series = nameof(MinorityCount), LogX = true)]
public sealed partial class Example2Set() : ValidatedPath(Population, Sizes, Loss.Squared)
{
    private const int Sizes = 33;

    private static readonly AlignedGaussians Population = new(mu: 1.0);

    [Generator]
    private static Gaussian Biased() => new(0.5, 0);

    private protected override double RiskOf(ILinearModel model) => Population.ExcessRisk(model);

    [Claim("The set holds the best γ of the path in at least 92 % of data sets")]
    private static ClaimOutcome Covers(ResultView results) => CoverClaims.AtLeast(results, nameof(Covered), 0.92, _ => new() { Gamma = 8 });
}
