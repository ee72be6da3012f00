using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace RealData;

/// <summary>
/// How many validation rows VTSS needs on real rows (the paper's open question 3). A large table stands for the population: 1000 majority and 100 minority rows to fit
/// on, a growing balanced validation sample to choose on, a quarter of the table to be judged by. Beside VTSS two rules that may fall back on the raw fit with its prior
/// shifted: the one with the smaller validation loss, and VTSS only where its gain is 1.645 standard errors of the paired row losses or more; and the plug-in size, which
/// looks at no validation row.
/// </summary>
[Experiment("Validation rows: what choosing with few of them costs", Repetitions = 300, Seed = 8322)]
[UseGenerator("smote"), UseClassifier("logistic")]
[PriorShift, FixedSize(1, Label = "naive"), Vtss(0, 2, 11, Label = "vtss")]
[Scores(Score.BalancedLogLoss)]
[Plot(nameof(PerClass), Column.BalancedLogLoss, Series = Column.Rule, Facet = nameof(Set), LogX = true)]
[Plot(nameof(PerClass), nameof(Regret), Series = Column.Rule, Facet = nameof(Set), LogX = true)]
[Plot(nameof(PerClass), nameof(Smaller), Series = Column.Rule, Facet = nameof(Set), LogX = true)]
[Plot(nameof(PerClass), nameof(Paired), Series = Column.Rule, Facet = nameof(Set), LogX = true)]
[Histogram(Column.Gamma, Series = nameof(PerClass), Facet = nameof(Set))]
public sealed partial class ValidationSize
{
    private const double Z = 1.645;

    private (double Smaller, double Paired) _chosen;
    private double _balanced;
    private PlugInSize? _plugIn;

    [Axis<string>("credit_default", "sepsis_survival")]
    public string Set { get; init; } = "";

    /// <summary>Validation rows of each class.</summary>
    [Axis<int>(10, 25, 50, 100, 400)]
    public int PerClass { get; init; }

    [TrainingData]
    private SampleSource Train => Pool.Of(Set).Training(1000, 100);

    [ValidationData]
    private SampleSource Held => Pool.Of(Set).Validation(PerClass);

    [TestData(Fixed = true)]
    private SampleSource Test => Pool.Of(Set).Test();

    /// <summary>Test loss of VTSS less that of γ = 1, which was the best γ of a sweep over [0, 2] in every cell of a run before.</summary>
    [Measure]
    internal double Regret(in Fit fit)
    {
        var loss = Corrected.LogLoss(fit.Model, 0, fit.Test!);
        if (fit.Rule == "naive") _balanced = loss;
        return fit.Rule == "vtss" ? loss - _balanced : double.NaN;
    }

    /// <summary>Test loss of the choice between VTSS and a prior shift by validation loss; of VTSS's row only.</summary>
    [Measure]
    internal double Smaller(in Fit fit)
    {
        _chosen = fit.Rule == "vtss" ? Choose(fit) : (double.NaN, double.NaN);
        return _chosen.Smaller;
    }

    /// <summary>The same, VTSS only where the gain is beyond its error.</summary>
    [Measure]
    internal double Paired() => _chosen.Paired;

    /// <summary>Test loss at the plug-in size; NaN where the theory has no answer.</summary>
    [Measure]
    internal double PlugIn(in Fit fit) => fit.Rule == "vtss" && (_plugIn = PlugInFit.SizeOf(fit.Training, (ulong)fit.Repetition)) is { } size
        ? Corrected.LogLoss(PlugInFit.Fit(fit.Training, size.Best.SyntheticSize, (ulong)fit.Repetition), 0, fit.Test!)
        : double.NaN;

    [Measure]
    internal double PlugInGamma(in Fit fit) => fit.Rule == "vtss" && _plugIn is not null ? _plugIn.Best.Gamma : double.NaN;

    [Claim("The plug-in size, which needs no validation row, loses less than VTSS with 10 of each class")]
    private static ClaimOutcome PlugInIsBetterThanTen(ResultView results) => PlugInLess(results, "10");

    [Claim("The plug-in size loses less than VTSS with 400 of each class")]
    private static ClaimOutcome PlugInIsBetterThanMany(ResultView results) => PlugInLess(results, "400");

    [Claim("With 10 validation rows of each class VTSS loses to a prior shift")]
    private static ClaimOutcome FewRowsHurt(ResultView results) => ClaimOutcome.OfSigns(
        results.IsLess(Column.BalancedLogLoss, new() { Rule = "prior-shift" }, new() { Rule = "vtss" }, results.CellsWhere(nameof(PerClass), "10")));

    [Claim("With 10 of each class VTSS loses to balancing")]
    private static ClaimOutcome FewRowsMislead(ResultView results) => ClaimOutcome.OfSigns(
        results.IsLess(Column.BalancedLogLoss, new() { Rule = "naive" }, new() { Rule = "vtss" }, results.CellsWhere(nameof(PerClass), "10")));

    [Claim("With 400 of each class VTSS still does not beat a prior shift")]
    private static ClaimOutcome ManyRowsDoNotHelp(ResultView results) => ClaimOutcome.OfSigns(
        results.IsLess(Column.BalancedLogLoss, new() { Rule = "prior-shift" }, new() { Rule = "vtss" }, results.CellsWhere(nameof(PerClass), "400")));

    [Claim("VTSS with 400 validation rows of each class is better than balancing")]
    private static ClaimOutcome TuningBeatsBalancing(ResultView results) => ClaimOutcome.OfSigns(
        results.IsLess(Column.BalancedLogLoss, new() { Rule = "vtss" }, new() { Rule = "naive" }, results.CellsWhere(nameof(PerClass), "400")));

    [Claim("Asking for a paired gain costs less than following VTSS, whatever the validation size")]
    private static ClaimOutcome PairedIsSafe(ResultView results) => ClaimOutcome.OfSigns(results.Cells.Select(cell => Contrast.Below(
        $"{cell.Axes[0].Text} {cell.Axes[1].Text}:",
        Estimate.Of([.. results.Values(nameof(Paired), cell, new() { Rule = "vtss" }).Zip(results.Values(Column.BalancedLogLoss, cell, new() { Rule = "vtss" }), (a, b) => a - b)]))));

    private static ClaimOutcome PlugInLess(ResultView results, string perClass) => ClaimOutcome.OfSigns(results.CellsWhere(nameof(PerClass), perClass).Select(cell =>
    {
        var vtss = new Selection { Rule = "vtss" };
        var differences = results.Values(nameof(PlugIn), cell, vtss).Zip(results.Values(Column.BalancedLogLoss, cell, vtss), (a, b) => a - b).Where(d => !double.IsNaN(d));
        return Contrast.Below($"{cell.Axes[0].Text} {cell.Axes[1].Text}:", Estimate.Of([.. differences]));
    }));

    private static (double Smaller, double Paired) Choose(in Fit fit)
    {
        var raw = Plugins.Logistic().Fit(new() { Real = fit.Training }, new PluginContext(new RandomStream(StreamKey.FromSeed(0)), default));
        var shift = ExactMath.Log((double)fit.Training.Majority.RowCount / fit.Training.Minority.RowCount);
        var (tuned0, tuned1) = Corrected.RowLosses(fit.Model, 0, fit.Validation!);
        var (shifted0, shifted1) = Corrected.RowLosses(raw, shift, fit.Validation!);
        var (majority, minority) = (Estimate.Of([.. tuned0.Zip(shifted0, (a, b) => a - b)]), Estimate.Of([.. tuned1.Zip(shifted1, (a, b) => a - b)]));
        var gain = (majority.Mean + minority.Mean) / 2;
        var error = Math.Sqrt(majority.StandardError * majority.StandardError + minority.StandardError * minority.StandardError) / 2;
        var (byVtss, byShift) = (Corrected.LogLoss(fit.Model, 0, fit.Test!), Corrected.LogLoss(raw, shift, fit.Test!));
        return (gain < 0 ? byVtss : byShift, gain < -Z * error ? byVtss : byShift);
    }
}
