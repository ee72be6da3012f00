namespace Simulations;

/// <summary>The same for Example 3 in 20 dimensions with SMOTE, where the best γ is near 0: squared loss, signed labels.</summary>
[Experiment("Selection set of a validation part: Example 3, symmetric", Repetitions = 1000, Seed = 5103)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[Objective(Loss.Squared)]
[SweepSize(0, 2, Sizes, Label = "path")]
[Plot(nameof(ValidationSize), nameof(Covered), Series = nameof(MinorityCount), LogX = true)]
[Plot(nameof(ValidationSize), nameof(Share), Series = nameof(MinorityCount), LogX = true)]
public sealed partial class Example3Set() : ValidatedPath(Population, Sizes, Loss.Squared)
{
    private const int Sizes = 21;

    private static readonly MeanShift Population = new(dimension: 20, shift: 1.0, NoiseShape.Cube);

    private protected override double RiskOf(ILinearModel model) => Population.ExcessRisk(model);

    [Claim("The set holds the best γ of the path in at least 92 % of data sets")]
    private static ClaimOutcome Covers(ResultView results) => CoverClaims.AtLeast(results, nameof(Covered), 0.92, _ => new() { Gamma = 2 });
}
