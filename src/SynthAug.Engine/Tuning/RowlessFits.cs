using SynthAug.Engine.Sizing;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tuning;

/// <summary>The fits that need no generator: none, class weights, other penalties, and bootstrap, whose rows are copies.</summary>
internal sealed class RowlessFits(HeldOutScoring scoring, PluginContext context)
{
    private double[] _majorityWeights = [], _minorityWeights = [];

    public void Run(TrialTask task, FitId fit, PlannedClassifier classifier, CandidateFits candidates, TuningPlugins plugins)
    {
        var scores = task.Store[fit];
        var trial = task.Place.Trial;
        context.Random.Reset(task.ClassifierKey(classifier));
        try
        {
            switch (fit.Kind)
            {
                case FitKind.None:
                    scores.Describe(trial, task.Majority, task.Minority);
                    candidates.Solve(new([], task.Training.Dimension), [0], task.ClassifierKey(classifier), context);
                    scoring.Score(candidates, task.Place, [(0, scores)]);
                    break;
                case FitKind.Weight:
                    Weighted(task, fit.Value, classifier.Plugin, scores);
                    break;
                case FitKind.Penalty:
                    scores.Describe(trial, task.Majority, task.Minority);
                    HeldOutScoring.Score(plugins.Penalised(fit.Classifier, fit.Value).Fit(new() { Real = task.Training }, context), task.Place, scores);
                    break;
                case FitKind.Bootstrap:
                    Bootstrap(task, classifier, scores);
                    break;
                default:
                    throw new ArgumentException($"{fit} needs a generator.", nameof(fit));
            }
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            scores.Refuse(trial, Refusals.Reason(e));
        }
    }

    // The weights sum to the number of rows, so a penalty weighs as much as without them; t = 1 is n/(2·n_c) when balanced.
    private void Weighted(TrialTask task, double power, IClassifier classifier, FitScores scores)
    {
        if (classifier is not IWeightedClassifier) throw new RefusalException("The classifier takes no weights, so class weights cannot be tried.");
        var (rho, n0, n1) = (task.Settings.Rho, task.Majority, task.Minority);
        var ratio = ExactMath.Exp(power * ExactMath.Log((1 - rho) * n0 / (rho * n1)));
        var unit = (n0 + n1) / (n0 + n1 * ratio);
        var majority = Reserve(ref _majorityWeights, n0);
        var minority = Reserve(ref _minorityWeights, n1);
        majority.Fill(unit);
        minority.Fill(unit * ratio);
        scores.Describe(task.Place.Trial, n0, n1 * ratio);
        HeldOutScoring.Score(
            classifier.Fit(new() { Real = task.Training, MajorityWeights = majority, MinorityWeights = minority }, context), task.Place, scores);
    }

    private void Bootstrap(TrialTask task, PlannedClassifier classifier, FitScores scores)
    {
        var size = SyntheticTarget.Size(1, task.Target);
        scores.Describe(task.Place.Trial, task.Majority, task.Minority, gamma: 1, size);
        var copies = new RandomStream(task.Key.Fork((ulong)StreamRole.Pool).Fork("bootstrap"));
        var minority = task.Training.Minority;
        if (classifier.Plugin is IWeightedClassifier)
        {
            var majorityWeights = Reserve(ref _majorityWeights, task.Majority);
            var weights = Reserve(ref _minorityWeights, minority.RowCount);
            majorityWeights.Fill(1);
            weights.Fill(1);
            for (var j = 0; j < size; j++) weights[copies.AtRow(j).NextIndex(minority.RowCount)]++;
            HeldOutScoring.Score(
                classifier.Plugin.Fit(new() { Real = task.Training, MajorityWeights = majorityWeights, MinorityWeights = weights }, context), task.Place, scores);
            return;
        }

        var rows = new FeatureMatrix(size, minority.Dimension);
        for (var j = 0; j < size; j++) minority[copies.AtRow(j).NextIndex(minority.RowCount)].CopyTo(rows.Writable[j]);
        HeldOutScoring.Score(classifier.Plugin.Fit(new() { Real = task.Training, Synthetic = rows.Rows }, context), task.Place, scores);
    }

    private static Span<double> Reserve(ref double[] buffer, int count)
    {
        if (buffer.Length < count) buffer = new double[count];
        return buffer.AsSpan(0, count);
    }
}
