using SynthAug.Engine.Sizing;

namespace PaperFigures;

/// <summary>
/// Loss along the synthetic size at n1 = 200, and the tuned size as a level beside it: the best size is near balance but not at it, and tuning is said to do
/// better than any one size (Section 7.3, Figure 8 left). Left open there and chosen here: 17 values of γ, 1000 validation rows of each class, no penalty. Beside it
/// the control that only redraws at γ = 1, and two rules that add no rows.
/// </summary>
[Experiment("Loss along the size: SMOTE with logistic regression", Repetitions = 100, Seed = 8)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed")]
[Vtss(0.6, 1.4, 17, Label = "vtss"), Vtss(0.6, 1.4, 17, Draws = DrawMode.Fresh, Label = "vtss, fresh")]
[BestOfDraws(1, 17, Label = "best of 17 draws")]
[PriorShift, ClassWeight]
[Scores(Score.BalancedLogLoss)]
[Plot(Column.Gamma, nameof(LogLoss))]
[Plot(Column.Gamma, Column.BalancedLogLoss)]
public sealed partial class Figure8Left
{
    private static readonly TwoHumps Population = new();

    [TrainingData]
    private static SampleSource Train => Population.Draw(majority: 4000, minority: 200);

    [ValidationData]
    private static SampleSource Validation => Population.DrawPerClass(1000);

    [TestData(Fixed = true)]
    private static SampleSource Test => Population.DrawPerClass(10_000);

    [Measure]
    private static double LogLoss(ILinearModel model) => TwoHumps.LogLoss(model);

    [Claim("The tuned size has less loss than every fixed size (paper), with nested draws")]
    private static ClaimOutcome TuningWins(ResultView results) => LessThanEverySize(results, "vtss");

    [Claim("The same with fresh draws, Algorithm 1 as printed")]
    private static ClaimOutcome TuningWinsWithFreshDraws(ResultView results) => LessThanEverySize(results, "vtss, fresh");

    [Claim("Tuning the size gains more than drawing anew at γ = 1 and keeping the best of as many draws")]
    private static ClaimOutcome SizeIsWhatGains(ResultView results) =>
        RedrawControl.SizeExplainsMore(results, nameof(LogLoss), "vtss, fresh", "best of 17 draws", new() { Rule = "fixed", Gamma = 1 });

    private static ClaimOutcome LessThanEverySize(ResultView results, string rule) => ClaimOutcome.OfSigns(
        from gamma in new SizeGrid(0.6, 1.4, 17).Values
        from contrast in results.IsLess(nameof(LogLoss), new() { Rule = rule }, new() { Rule = "fixed", Gamma = gamma })
        select contrast with { Name = FormattableString.Invariant($"γ = {gamma:0.00}:") });
}
