namespace PaperFigures;

/// <summary>
/// Without alignment, tuning the size helps while the minority is small and matters less as it grows (Section 7.1, Figure 2). Left open there and chosen here:
/// 21 values on [0.6, 1.4], no penalty, 1000 validation rows of each class, and 100 as a second series. Beside them the control that only redraws at γ = 1,
/// and two rules that add no rows. Population values are exact; the fixed test rows are the paper's way and carry their own sampling error.
/// </summary>
[Experiment("No alignment: what tuning the size gains over balancing", Repetitions = 100, Seed = 2)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[FixedSize(1, Label = "naive")]
[Vtss(0.6, 1.4, 21, Label = "vtss"), Vtss(0.6, 1.4, 21, Draws = DrawMode.Fresh, Label = "vtss, fresh")]
[BestOfDraws(1, 21, Label = "best of 21 draws")]
[PriorShift, ClassWeight]
[Scores(Score.BalancedLogLoss | Score.BalancedError)]
[Plot(nameof(MinorityCount), nameof(LogLoss), Series = Column.Rule, Facet = nameof(ValidationSize), LogX = true)]
[Plot(nameof(MinorityCount), nameof(Error), Series = Column.Rule, Facet = nameof(ValidationSize), LogX = true)]
[Plot(nameof(MinorityCount), Column.BalancedLogLoss, Series = Column.Rule, Facet = nameof(ValidationSize), LogX = true)]
[Plot(nameof(MinorityCount), Column.BalancedError, Series = Column.Rule, Facet = nameof(ValidationSize), LogX = true)]
public sealed partial class Figure2
{
    private static readonly TwoHumps Population = new();

    [Axis<int>(50, 100, 200, 400, 800)]
    public int MinorityCount { get; init; }

    [Axis<int>(1000, 100)]
    public int ValidationSize { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [ValidationData]
    private SampleSource Validation => Population.DrawPerClass(ValidationSize);

    [TestData(Fixed = true)]
    private static SampleSource Test => Population.DrawPerClass(10_000);

    [Measure]
    private static double LogLoss(ILinearModel model) => TwoHumps.LogLoss(model);

    [Measure]
    private static double Error(ILinearModel model) => TwoHumps.Error(model);

    [Claim("The tuned size has less loss than balancing (paper), with 1000 validation rows of each class")]
    private static ClaimOutcome TuningWins(ResultView results) => Less(results, "vtss", "naive", "1000");

    [Claim("Its loss also varies less over repetitions (paper), with 1000 validation rows of each class")]
    private static ClaimOutcome TuningIsSteadier(ResultView results) => ClaimOutcome.OfSigns(
        results.VariesLess(nameof(LogLoss), new() { Rule = "vtss" }, new() { Rule = "naive" }, results.CellsWhere(nameof(ValidationSize), "1000")));

    [Claim("The tuned size has less loss than balancing, with 100 validation rows of each class")]
    private static ClaimOutcome TuningWinsOnFewRows(ResultView results) => Less(results, "vtss", "naive", "100");

    [Claim("Tuning the size gains more than drawing anew at γ = 1 and keeping the best of as many draws")]
    private static ClaimOutcome SizeIsWhatGains(ResultView results) => RedrawControl.SizeExplainsMore(
        results, nameof(LogLoss), "vtss, fresh", "best of 21 draws", new() { Rule = "naive" }, results.CellsWhere(nameof(ValidationSize), "1000"));

    [Claim("A prior shift, which adds no row, has less loss than the tuned size")]
    private static ClaimOutcome NoRowIsBetter(ResultView results) => Less(results, "prior-shift", "vtss", "1000");

    private static ClaimOutcome Less(ResultView results, string rule, string than, string validation) => ClaimOutcome.OfSigns(
        results.IsLess(nameof(LogLoss), new() { Rule = rule }, new() { Rule = than }, results.CellsWhere(nameof(ValidationSize), validation)));
}
