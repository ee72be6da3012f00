using SynthAug.Engine.Inference;
using SynthAug.Engine.Tuning;

namespace RealData;

/// <summary>
/// The panel of <c>tune</c> on every table: 5 folds × 5 splits, SMOTE, logistic regression with its standard penalty. A column a rule, its held-out balanced
/// log-loss, tuned rules by cross-selection; the verdict's difference is the best rule that adds rows less the best one that adds none, with its standard error
/// over rows. The engine's own draw of a trial only carries the run; every figure comes from the tuner.
/// </summary>
[Experiment("Panel: who wins on each table", Repetitions = 1, Seed = 1)]
[UseClassifier("logistic")]
[NoAugmentation]
public sealed partial class PanelOfSets
{
    private TuningResult? _tuned;

    [Axis<string>(
        "ecoli", "haberman", "german_credit", "yeast_me2", "abalone_19", "wine_quality_white", "thyroid_sick", "sepsis2019", "sepsis_survival_study", "credit_default",
        "sepsis_survival")]
    public string Set { get; init; } = "";

    // Ten rows, for the fit that carries the measures.
    [TrainingData]
    private SampleSource Few => SampleSource.From((buffer, _) =>
    {
        var table = Table.Of(Set);
        table.CopyRows([.. table.Negatives.Take(5)], buffer.Majority);
        table.CopyRows([.. table.Positives.Take(5)], buffer.Minority);
    });

    /// <summary>Best adding rule less best rule without rows.</summary>
    [Measure]
    internal double Difference(in Fit fit)
    {
        var table = Table.Of(Set);
        var seed = (ulong)fit.Repetition + 1;
        var parts = TableParts.CrossValidated(table, new(table.Features, table.Negatives), new(table.Features, table.Positives), folds: 5, repeats: 5, seed);
        var tuner = new Tuner(parts, new() { Generators = ["smote"], Classifiers = ["logistic"], Seed = seed, Draws = 0 }, Plugins.Catalog);
        _tuned = tuner.Run(threads: 1);
        return _tuned.Verdict!.Difference.Loss;
    }

    [Measure]
    internal double DifferenceError() => _tuned!.Verdict!.Difference.StandardError;

    /// <summary>1 augment, −1 do not, 0 cannot tell.</summary>
    [Measure]
    internal double Word() => _tuned!.Verdict!.Word switch { VerdictWord.Augment => 1, VerdictWord.DoNotAugment => -1, _ => 0 };

    [Measure]
    internal double MinorityRows() => Table.Of(Set).Positives.Count;

    [Measure]
    internal double None() => LossOf(TuningRules.None);

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
    internal double Vtss() => LossOf(TuningRules.Vtss);

    [Measure]
    internal double VtssCorrected() => LossOf(TuningRules.VtssCorrected);

    /// <summary>Prior shift less VTSS, row by row.</summary>
    [Measure]
    internal double ShiftLessVtss() => Pair().Loss;

    [Measure]
    internal double ShiftLessVtssError() => Pair().StandardError;

    [Claim("On no table is the verdict to augment")]
    private static ClaimOutcome NoGain(ResultView results) => PanelClaims.NoGain(results);

    [Claim("A plain prior shift is no worse than tuned SMOTE, by two standard errors over rows, on any table")]
    private static ClaimOutcome ShiftIsEnough(ResultView results) => PanelClaims.ShiftIsEnough(results);

    private double LossOf(string rule) => Entry(rule).Loss.Loss;

    private PanelEntry Entry(string rule) => _tuned!.Panel.Entries.Single(e => e.Rule == rule);

    private LossEstimate Pair() => _tuned!.Panel.Difference(Entry(TuningRules.PriorShift), Entry(TuningRules.Vtss));
}
