using SynthAug.Engine.Inference;
using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tuning;

namespace Simulations;

/// <summary>
/// What the verdict says where the truth is known: whole runs of the tuning engine on simulated data, 5 folds × 5, ten majority rows a minority row, logistic regression with its penalty among
/// the rules that add no rows. A procedure's held-out loss is unbiased for its risk at 4/5 of the rows, so the truth Δ of a cell is the least mean over data sets of the rules
/// that always add rows less the least mean of those that add none.
/// </summary>
[Experiment("Verdict: how often it is right", Repetitions = 200, Seed = 5201)]
[UseClassifier("logistic")]
[NoAugmentation]
public sealed partial class VerdictRates
{
    private TuningResult? _tuned;
    private Verdict? _cross;

    [Axis]
    public Situation Situation { get; init; }

    [Axis<int>(50, 200)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Setting.Of(Situation).Draw(majority: 10 * MinorityCount, minority: MinorityCount);

    [Measure]
    internal double Difference(in Fit fit)
    {
        var setting = Setting.Of(Situation);
        var seed = (ulong)fit.Repetition;
        var tuner = new Tuner(
            new RawFolds(fit.Training, folds: 5, repeats: 5, seed),
            new() { Generators = [setting.Generator], Classifiers = ["logistic"], Gamma = new SizeGrid(0, 2, 11), Seed = seed, Draws = 0 },
            Plugins.With(setting.Own));
        _tuned = tuner.RunAsync(threads: 1).GetAwaiter().GetResult();
        return Chosen.Difference.Loss;
    }

    [Measure]
    internal double RowError() => Chosen.Difference.StandardError;

    [Measure]
    private double Augment() => Is(VerdictWord.Augment);

    [Measure]
    private double DoNotAugment() => Is(VerdictWord.DoNotAugment);

    [Measure]
    private double CannotTell() => Is(VerdictWord.CannotTell);

    /// <summary>The same on cross-selected losses: best rule against best rule, each tuned on other folds.</summary>
    [Measure]
    private double CrossDifference()
    {
        Contender[] Contenders(bool adding) =>
            [.. _tuned!.Panel.Entries.Where(e => e.AddsRows == adding && e.Rows is not null && e.Rule != TuningRules.BestOfDraws).Select(e => new Contender(e.Name, e.Rows!))];
        _cross = Verdict.Of(Contenders(false), Contenders(true), rho: 0.5);
        return _cross.Difference.Loss;
    }

    [Measure]
    private double CrossError() => _cross!.Difference.StandardError;

    [Measure]
    private double CrossAugment() => _cross!.Word == VerdictWord.Augment ? 1 : 0;

    [Measure]
    private double CrossDoNotAugment() => _cross!.Word == VerdictWord.DoNotAugment ? 1 : 0;

    [Measure]
    internal double PriorShift() => LossOf(TuningRules.PriorShift);

    [Measure]
    internal double ClassWeight() => LossOf(TuningRules.ClassWeight);

    [Measure]
    internal double TunedWeight() => LossOf(TuningRules.TunedWeight);

    [Measure]
    internal double TunedOffset() => LossOf(TuningRules.TunedOffset);

    [Measure]
    internal double TunedPenalty() => LossOf(TuningRules.TunedPenalty);

    [Measure]
    internal double Naive() => LossOf(TuningRules.Naive);

    [Measure]
    internal double NaiveCorrected() => LossOf(TuningRules.NaiveCorrected);

    [Measure]
    internal double Bootstrap() => LossOf(TuningRules.Bootstrap);

    [Measure]
    internal double BootstrapCorrected() => LossOf(TuningRules.BootstrapCorrected);

    [Measure]
    internal double Vtss() => LossOf(TuningRules.Vtss);

    [Measure]
    private double VtssCorrected() => LossOf(TuningRules.VtssCorrected);

    [Measure]
    internal double CorrectedAtFifth() => Corrected(0.2);

    [Measure]
    internal double CorrectedAtTwo() => Corrected(2);

    [Claim("Where the truth is Δ ≥ 0, at most 5 % of data sets are told to augment")]
    private static ClaimOutcome FalseGain(ResultView results) => VerdictClaims.FalseGain(results);

    [Claim("Where the truth is Δ ≤ −δ, at most 5 % of data sets are told not to")]
    private static ClaimOutcome MissedGain(ResultView results) => VerdictClaims.MissedGain(results);

    [Claim("The 90 % interval holds the truth in at least 84 % of data sets")]
    private static ClaimOutcome Covers(ResultView results) => VerdictClaims.Covers(results);

    [Claim("With permuted labels at most 2 % are told to augment")]
    private static ClaimOutcome Permuted(ResultView results) => VerdictClaims.Permuted(results);

    [Claim("At n1 = 200 at most a fifth are undecided where Δ ≥ 0 or |Δ| is 2.2 standard errors or more, 65 % where it is 1.5")]
    private static ClaimOutcome Decides(ResultView results) => VerdictClaims.Decides(results);

    private Verdict Chosen => _tuned!.Verdict ?? throw new InvalidOperationException("One side of the panel has no loss.");

    private double Is(VerdictWord word) => Chosen.Word == word ? 1 : 0;

    private double LossOf(string rule) => _tuned!.Panel.Entries.Single(e => e.Rule == rule).Loss.Loss;

    private double Corrected(double gamma) => _tuned!.CorrectedCurves[0].Points.Single(p => p.Gamma == gamma).Estimate.Loss;
}
