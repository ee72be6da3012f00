namespace RealData;

/// <summary>
/// Generators that are wrong in known ways, on tables with skewed columns: a normal fit, and rows jittered by a tenth, a half and the whole of each column's own
/// deviation, beside SMOTE. All rows of a table serve, in folds; synthetic rows keep the columns' types and the minority's range, which helps the worst of them.
/// </summary>
[Experiment("Misspecified generators on real tables", Repetitions = 5, Seed = 8314)]
[CsvData("{Set}.csv", Label = "label", Folds = 5)]
[UseGenerator("smote"), UseGenerator("gaussian-fit")]
[UseGenerator("perturbed:scale=0.1,relative=true", Label = "jitter 0.1")]
[UseGenerator("perturbed:scale=0.5,relative=true", Label = "jitter 0.5")]
[UseGenerator("perturbed:scale=1,relative=true", Label = "jitter 1")]
[UseClassifier("logistic")]
[NoAugmentation, PriorShift, ClassWeight, SweepSize(0, 2, 9, Label = "sweep")]
[Scores(Score.BalancedLogLoss)]
[Plot(Column.Gamma, Column.BalancedLogLoss, Series = Column.Generator, Facet = nameof(Set))]
[Plot(Column.Gamma, nameof(PriorTakenOut), Series = Column.Generator, Facet = nameof(Set))]
public sealed partial class Misspecified
{
    [Axis<string>("wine_quality_white", "thyroid_sick", "yeast_me2", "abalone_19")]
    public string Set { get; init; } = "";

    /// <summary>Balanced log-loss with the prior that the fit was trained under taken out: of the raw fit this is a prior shift.</summary>
    [Measure]
    internal static double PriorTakenOut(in Fit fit) => Corrected.LogLoss(fit);

    [Claim("Jitter of a whole deviation is worse than SMOTE when balancing")]
    private static ClaimOutcome JitterIsWorse(ResultView results) => ClaimOutcome.OfSigns(results.IsLess(
        Column.BalancedLogLoss, new() { Generator = "smote", Gamma = 1 }, new() { Generator = "jitter 1", Gamma = 1 }));

    [Claim("A normal fit is worse than SMOTE when balancing")]
    private static ClaimOutcome NormalIsWorse(ResultView results) => ClaimOutcome.OfSigns(results.IsLess(
        Column.BalancedLogLoss, new() { Generator = "smote", Gamma = 1 }, new() { Generator = "gaussian-fit", Gamma = 1 }));

    [Claim("A prior shift beats balancing by any of them")]
    private static ClaimOutcome ShiftBeatsAll(ResultView results) => BeatsAll(results, "prior-shift");

    [Claim("Class weights beat balancing by any of them")]
    private static ClaimOutcome WeightsBeatAll(ResultView results) => BeatsAll(results, "class-weight");

    private static ClaimOutcome BeatsAll(ResultView results, string rule) => ClaimOutcome.OfSigns(
        from generator in (string[])["smote", "gaussian-fit", "jitter 0.1", "jitter 0.5", "jitter 1"]
        from contrast in results.IsLess(Column.BalancedLogLoss, new() { Rule = rule }, new() { Generator = generator, Gamma = 1 })
        select contrast with { Name = $"{generator}, {contrast.Name}" });
}
