using SynthAug.Engine.Inference;
using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tuning;

namespace Simulations;

/// <summary>
/// What the verdict says where the truth is known: whole runs of the tuning engine on simulated data, 5 folds × 5, ten majority rows a minority row, logistic regression with its penalty among
/// the rules that add no rows. The truth Δ of a cell is that of the two procedures: on data sets of their own with 4/5 of the rows, either side's best is chosen by its folds, refitted on all of
/// them and judged on 10,000 rows a class. No row that chooses or fits there has a say here. Both seeds were written down when the recipe stood, before a data set of theirs was drawn.
/// </summary>
[Experiment("Verdict: how often it is right", Repetitions = 200, Seed = 5381)]
[UseClassifier("logistic")]
[NoAugmentation]
public sealed partial class VerdictRates
{
    private TuningResult? _tuned;

    [Axis]
    public Situation Situation { get; init; }

    [Axis<int>(50, 200)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Setting.Of(Situation).Draw(majority: 10 * MinorityCount, minority: MinorityCount);

    [Measure]
    internal double Difference(in Fit fit)
    {
        _tuned = Tuned(fit.Training, (ulong)fit.Repetition);
        return Chosen.Difference.Loss;
    }

    [Measure]
    internal double DifferenceError() => Chosen.Difference.StandardError;

    [Measure]
    private double Augment() => Is(VerdictWord.Augment);

    [Measure]
    private double DoNotAugment() => Is(VerdictWord.DoNotAugment);

    [Measure]
    private double CannotTell() => Is(VerdictWord.CannotTell);

    /// <summary>Procedure against procedure on data of its own: independent of every other measure.</summary>
    [Measure]
    internal double Truth(in Fit fit)
    {
        const int Fresh = 10_000;
        var setting = Setting.Of(Situation);
        var minorityCount = MinorityCount * 4 / 5;
        var key = StreamKey.FromSeed(5382).Fork(Situation.ToString()).Fork((ulong)minorityCount).Fork((ulong)fit.Repetition);
        var training = new TrainingSample(Rows(setting.Majority, 10 * minorityCount, key.Fork("majority")), Rows(setting.Minority, minorityCount, key.Fork("minority")));
        var fresh = new FreshRows(training, Rows(setting.Majority, Fresh, key.Fork("fresh majority")), Rows(setting.Minority, Fresh, key.Fork("fresh minority")));
        return Tuned(training, (ulong)fit.Repetition, fresh).Test!.OfVerdict.Loss;
    }

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

    private static FeatureMatrix Rows(ILaw law, int count, StreamKey key)
    {
        var rows = new FeatureMatrix(count, law.Dimension);
        law.Draw(rows.Writable, 0, new RandomStream(key));
        return rows;
    }

    private TuningResult Tuned(TrainingSample training, ulong seed, IHeldOutParts? test = null)
    {
        var setting = Setting.Of(Situation);
        var tuner = new Tuner(
            new RawFolds(training, folds: 5, repeats: 5, seed),
            new() { Generators = [setting.Generator], Classifiers = ["logistic"], Gamma = new SizeGrid(0, 2, 11), Seed = seed, Draws = 0 },
            Plugins.With(setting.Own))
        { Test = test };
        return tuner.Run(threads: 1);
    }
}
