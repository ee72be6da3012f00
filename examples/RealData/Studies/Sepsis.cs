namespace RealData;

/// <summary>
/// The sepsis study: onset within six hours in intensive care (36 columns), and death in hospital after infection codes (age, sex, episode) in the primary and the study
/// cohort. A fifth of the rows judges, a quarter of the rest is there to choose on, and every rule fits on what is left. The paper's grid is [0.5, 1.5]; a second VTSS may
/// also choose none or twice as many.
/// </summary>
[Experiment("Sepsis: what SMOTE, tuned or not, gains over rules without rows", Repetitions = 5, Seed = 8315)]
[CsvData("{Set}.csv", Label = "label", Folds = 5, Validation = 0.25)]
[UseGenerator("smote"), UseClassifier("logistic")]
[NoAugmentation, PriorShift, ClassWeight, FixedSize(1, Label = "naive"), Vtss(0.5, 1.5, 11, Label = "vtss"), Vtss(0, 2, 11, Label = "vtss, wide")]
[Scores(Score.BalancedLogLoss | Score.BalancedError)]
[Plot(Column.Rule, Column.BalancedLogLoss, Facet = nameof(Set))]
[Histogram(Column.Gamma, Series = Column.Rule, Facet = nameof(Set))]
public sealed partial class Sepsis
{
    [Axis<string>("sepsis2019", "sepsis_survival_study", "sepsis_survival")]
    public string Set { get; init; } = "";

    /// <summary>Balanced log-loss with the prior that the fit was trained under taken out: of the raw fit this is a prior shift.</summary>
    [Measure]
    internal static double PriorTakenOut(in Fit fit) => Corrected.LogLoss(fit);

    [Claim("Balancing by SMOTE beats the raw fit (paper, abstract)")]
    private static ClaimOutcome BalancingHelps(ResultView results) =>
        ClaimOutcome.OfSigns(results.IsLess(Column.BalancedLogLoss, new() { Rule = "naive" }, new() { Rule = "none" }));

    [Claim("Tuning the size beats balancing (paper, abstract)")]
    private static ClaimOutcome TuningHelps(ResultView results) =>
        ClaimOutcome.OfSigns(results.IsLess(Column.BalancedLogLoss, new() { Rule = "vtss" }, new() { Rule = "naive" }));

    [Claim("The raw fit with its prior shifted beats tuned SMOTE")]
    private static ClaimOutcome ShiftBeats(ResultView results) =>
        ClaimOutcome.OfSigns(results.IsLess(Column.BalancedLogLoss, new() { Rule = "prior-shift" }, new() { Rule = "vtss" }));
}
