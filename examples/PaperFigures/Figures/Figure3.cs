namespace PaperFigures;

/// <summary>
/// A generator whose mean is half way to the minority's, in the same direction. Balancing the counts leaves a fixed excess risk; four times as many
/// synthetic rows cancel the bias and the excess risk falls like 1/n1 (Example 2, Figure 3).
/// </summary>
[Experiment("Aligned bias: balancing the counts is not enough, four times as many rows are", Repetitions = 100, Seed = 3)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[FixedSize(1, Label = "naive"), FixedSize(4, Label = "cancelling")]
[Plot(nameof(MinorityCount), nameof(ExcessRisk), Series = Column.Rule, LogX = true, LogY = true, Band = Band.StandardDeviation)]
[Plot(nameof(MinorityCount), nameof(ParameterError), Series = Column.Rule, LogX = true, LogY = true, Band = Band.StandardDeviation)]
public sealed partial class Figure3
{
    private static readonly AlignedGaussians Population = new(mu: 1.0);

    [Axis<int>(6, 12, 24, 49, 98, 196, 395, 793, 1593, 3200)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [Generator]
    private static Gaussian Biased() => new(0.5, 0) { InPairs = true };

    [Measure]
    private static double ExcessRisk(ILinearModel model) => Population.ExcessRisk(model);

    [Measure]
    private static double ParameterError(ILinearModel model) => Population.ParameterError(model);

    [Claim("The cancelling size beats balancing at every n1")]
    private static ClaimOutcome CancellingWins(ResultView results) =>
        ClaimOutcome.OfSigns(results.IsLess(nameof(ExcessRisk), new() { Rule = "cancelling" }, new() { Rule = "naive" }));

    [Claim("Under balancing the excess risk settles at 0.0161695, the bias that the generator leaves (Example 2)")]
    private static ClaimOutcome BalancingSettles(ResultView results)
    {
        const double Limit = 0.0161695;
        var last = results.Mean(nameof(ExcessRisk), results.Cells[^1], new() { Rule = "naive" });
        var off = Math.Abs(last.Mean - Limit) / last.StandardError;
        return new(
            off <= 4 ? ClaimVerdict.Supported : ClaimVerdict.NotSupported,
            FormattableString.Invariant($"at n1 = {results.Cells[^1].Axes[0].Text} it is {last.Mean:0.00000} ± {last.StandardError:0.00000} (n = {last.Count}), {off:0.0} standard errors from the limit; 4 are allowed"));
    }
}
