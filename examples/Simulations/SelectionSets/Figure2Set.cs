namespace Simulations;

/// <summary>
/// How often the selection set of a validation part holds the best γ of the path that was trained: Figure 2's law, SMOTE, no alignment. The risk of each fit is exact. Seeds are fresh:
/// z was chosen on others.
/// </summary>
[Experiment("Selection set of a validation part: Figure 2's law", Repetitions = 1000, Seed = 5101)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0, 2, Sizes, Label = "path")]
[Plot(nameof(ValidationSize), nameof(Covered), Series = nameof(MinorityCount), LogX = true)]
[Plot(nameof(ValidationSize), nameof(Share), Series = nameof(MinorityCount), LogX = true)]
public sealed partial class Figure2Set() : ValidatedPath(new TwoHumps(), Sizes, Loss.Log)
{
    private const int Sizes = 21;

    private protected override double RiskOf(ILinearModel model) => TwoHumps.LogLoss(model);

    [Claim("The set holds the best γ of the path in at least 92 % of data sets")]
    private static ClaimOutcome Covers(ResultView results) => CoverClaims.AtLeast(results, nameof(Covered), 0.92, _ => Last);

    [Claim("At n1 = 200 and 1000 validation rows of each class it is at most a quarter of the grid")]
    private static ClaimOutcome IsSmall(ResultView results) => CoverClaims.AtMost(
        results, nameof(Share), 0.25, _ => Last, results.CellsWhere(nameof(MinorityCount), "200").Intersect(results.CellsWhere(nameof(ValidationSize), "1000")));

    private static Selection Last => new() { Gamma = 2 };
}
