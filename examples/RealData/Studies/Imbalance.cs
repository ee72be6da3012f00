using SynthAug.Numerics;

namespace RealData;

/// <summary>How a ratio comes about.</summary>
public enum By
{
    /// <summary>50 minority rows, more and more of the majority.</summary>
    GrowingMajority,

    /// <summary>5000 majority rows, fewer and fewer of the minority.</summary>
    ThinningMinority,
}

/// <summary>
/// Imbalance from 10 to 100, reached from either side: with more majority rows at 50 minority rows, or with fewer minority rows at 5000 majority rows. Rows are drawn from
/// a large table, 200 rows of each class are there to choose on, a quarter of the table judges.
/// </summary>
[Experiment("Imbalance from 10 to 100: thinning the minority or growing the majority", Repetitions = 200, Seed = 8313)]
[UseGenerator("smote"), UseClassifier("logistic")]
[NoAugmentation, PriorShift, ClassWeight, FixedSize(1, Label = "naive"), Vtss(0, 2, 11, Label = "vtss")]
[Scores(Score.BalancedLogLoss | Score.BalancedError)]
[Plot(nameof(Ratio), Column.BalancedLogLoss, Series = Column.Rule, Facet = nameof(How), LogX = true)]
[Plot(nameof(Ratio), nameof(PriorTakenOut), Series = Column.Rule, Facet = nameof(How), LogX = true)]
public sealed partial class Imbalance
{
    [Axis]
    public By How { get; init; }

    [Axis<int>(10, 30, 100)]
    public int Ratio { get; init; }

    private int Majority => How == By.GrowingMajority ? 50 * Ratio : 5000;

    private int Minority => How == By.GrowingMajority ? 50 : 5000 / Ratio;

    [TrainingData]
    private SampleSource Train => Pool.Of("credit_default").Training(Majority, Minority);

    [ValidationData]
    private static SampleSource Held => Pool.Of("credit_default").Validation(200);

    [TestData(Fixed = true)]
    private static SampleSource Test => Pool.Of("credit_default").Test();

    /// <summary>Balanced log-loss with the prior that the fit was trained under taken out: of the raw fit this is a prior shift.</summary>
    [Measure]
    internal static double PriorTakenOut(in Fit fit) => Corrected.LogLoss(fit);

    [Claim("Balancing by SMOTE beats doing nothing at every ratio")]
    private static ClaimOutcome BeatsNothing(ResultView results) =>
        ClaimOutcome.OfSigns(results.IsLess(Column.BalancedLogLoss, new() { Rule = "naive" }, new() { Rule = "none" }));

    [Claim("A prior shift beats balancing by SMOTE at every ratio")]
    private static ClaimOutcome ShiftBeats(ResultView results) =>
        ClaimOutcome.OfSigns(results.IsLess(Column.BalancedLogLoss, new() { Rule = "prior-shift" }, new() { Rule = "naive" }));

    [Claim("More majority rows make balancing by SMOTE worse at 50 minority rows: ratio 100 against ratio 10")]
    private static ClaimOutcome MoreRowsHurt(ResultView results) => Grown(results, "naive", Contrast.Above);

    [Claim("More majority rows do not make a prior shift worse: ratio 100 against ratio 10")]
    private static ClaimOutcome MoreRowsHelp(ResultView results) => Grown(results, "prior-shift", Contrast.Below);

    [Claim("A prior shift beats tuned SMOTE at every ratio")]
    private static ClaimOutcome ShiftBeatsTuned(ResultView results) =>
        ClaimOutcome.OfSigns(results.IsLess(Column.BalancedLogLoss, new() { Rule = "prior-shift" }, new() { Rule = "vtss" }));

    // Cells draw rows of their own, so repetitions do not pair; their differences are as good as any.
    private static ClaimOutcome Grown(ResultView results, string rule, Func<string, Estimate, Contrast> contrast)
    {
        var cells = results.CellsWhere(nameof(How), nameof(By.GrowingMajority)).ToArray();
        double[] Values(string ratio) => results.Values(Column.BalancedLogLoss, cells.Single(c => c.Axes[1].Text == ratio), new() { Rule = rule });
        return ClaimOutcome.OfSigns([contrast("ratio 100 less ratio 10:", Estimate.Of([.. Values("100").Zip(Values("10"), (a, b) => a - b)]))]);
    }
}
