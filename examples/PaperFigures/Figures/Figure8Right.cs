using SynthAug.Engine.Sizing;

namespace PaperFigures;

/// <summary>
/// Loss along the synthetic size where the boundary is curved and the generator blurs: a noisy ring, rows repeated with unit jitter, a kernel classifier
/// (Section 7.3, Figure 8 right). The paper names neither bandwidth, penalty nor link; chosen here: the median distance, ridge 1 against the sum of the
/// log-losses, log-odds. Also ours: n1 = 50, n0 = 1000, 17 values of γ, 1000 validation and 5000 test rows of each class. Beside it the control that only redraws
/// at γ = 1, and two rules that add no rows.
/// </summary>
[Experiment("Loss along the size: perturbed rows with a kernel classifier", Repetitions = 100, Seed = 88)]
[UseGenerator("perturbed:scale=1", Label = "perturbed")]
[UseClassifier("kernel-logistic:bandwidth=0,ridge=1", Label = "kernel-logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed")]
[Vtss(0.6, 1.4, 17, Label = "vtss"), Vtss(0.6, 1.4, 17, Draws = DrawMode.Fresh, Label = "vtss, fresh")]
[BestOfDraws(1, 17, Label = "best of 17 draws")]
[PriorShift, ClassWeight]
[Scores(Score.BalancedLogLoss)]
[Plot(Column.Gamma, Column.BalancedLogLoss)]
public sealed partial class Figure8Right
{
    private static readonly NoisyRing Population = new();

    [TrainingData]
    private static SampleSource Train => Population.Draw(majority: 1000, minority: 50);

    [ValidationData]
    private static SampleSource Validation => Population.DrawPerClass(1000);

    [TestData(Fixed = true)]
    private static SampleSource Test => Population.DrawPerClass(5000);

    [Claim("The tuned size has less loss than every fixed size (paper), with nested draws")]
    private static ClaimOutcome TuningWins(ResultView results) => LessThanEverySize(results, "vtss");

    [Claim("The same with fresh draws, Algorithm 1 as printed")]
    private static ClaimOutcome TuningWinsWithFreshDraws(ResultView results) => LessThanEverySize(results, "vtss, fresh");

    [Claim("Tuning the size gains more than drawing anew at γ = 1 and keeping the best of as many draws")]
    private static ClaimOutcome SizeIsWhatGains(ResultView results) =>
        RedrawControl.SizeExplainsMore(results, Column.BalancedLogLoss, "vtss, fresh", "best of 17 draws", new() { Rule = "fixed", Gamma = 1 });

    private static ClaimOutcome LessThanEverySize(ResultView results, string rule) => ClaimOutcome.OfSigns(
        from gamma in new SizeGrid(0.6, 1.4, 17).Values
        from contrast in results.IsLess(Column.BalancedLogLoss, new() { Rule = rule }, new() { Rule = "fixed", Gamma = gamma })
        select contrast with { Name = FormattableString.Invariant($"γ = {gamma:0.00}:") });
}
