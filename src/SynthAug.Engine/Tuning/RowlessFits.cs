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
                    if (TryRefit(new(), task, classifier, candidates, scores)) break;
                    candidates.Solve(new([], task.Training.Dimension), [0], task.ClassifierKey(classifier), context);
                    scoring.Score(candidates, task.Place, [(0, scores)]);
                    break;
                case FitKind.Penalty:
                    scores.Describe(trial, task.Majority, task.Minority);
                    if (TryRefit(new() { Penalty = fit.Value }, task, classifier, candidates, scores)) break;
                    HeldOutScoring.Score(plugins.Penalised(fit.Classifier, fit.Value).Fit(new() { Real = task.Training }, context), task.Place, scores);
                    break;
                case FitKind.Weight:
                    Weighted(task, fit.Value, classifier, candidates, scores);
                    break;
                case FitKind.Bootstrap:
                    Bootstrap(task, classifier, candidates, scores);
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
    private void Weighted(TrialTask task, double power, PlannedClassifier classifier, CandidateFits candidates, FitScores scores)
    {
        if (classifier.Plugin is not IWeightedClassifier) throw new RefusalException("The classifier takes no weights, so class weights cannot be tried.");
        var (rho, n0, n1) = (task.Settings.Rho, task.Majority, task.Minority);
        var ratio = ExactMath.Exp(power * ExactMath.Log((1 - rho) * n0 / (rho * n1)));
        var unit = (n0 + n1) / (n0 + n1 * ratio);
        var minority = Reserve(ref _minorityWeights, n1);
        minority.Fill(unit * ratio);
        scores.Describe(task.Place.Trial, n0, n1 * ratio);
        Fit(task, unit, minority, classifier, candidates, scores);
    }

    private void Bootstrap(TrialTask task, PlannedClassifier classifier, CandidateFits candidates, FitScores scores)
    {
        var size = SyntheticTarget.Size(1, task.Target);
        scores.Describe(task.Place.Trial, task.Majority, task.Minority, gamma: 1, size);
        var copies = new RandomStream(task.Key.Fork((ulong)StreamRole.Pool).Fork("bootstrap"));
        var minority = task.Training.Minority;
        if (classifier.Plugin is IWeightedClassifier)
        {
            var weights = Reserve(ref _minorityWeights, minority.RowCount);
            weights.Fill(1);
            for (var j = 0; j < size; j++) weights[copies.AtRow(j).NextIndex(minority.RowCount)]++;
            Fit(task, 1, weights, classifier, candidates, scores);
            return;
        }

        var rows = new FeatureMatrix(size, minority.Dimension);
        for (var j = 0; j < size; j++) minority[copies.AtRow(j).NextIndex(minority.RowCount)].CopyTo(rows.Writable[j]);
        HeldOutScoring.Score(classifier.Plugin.Fit(new() { Real = task.Training, Synthetic = rows.Rows }, context), task.Place, scores);
    }

    private void Fit(TrialTask task, double majorityWeight, ReadOnlySpan<double> minorityWeights, PlannedClassifier classifier, CandidateFits candidates, FitScores scores)
    {
        if (TryRefit(new() { MajorityWeight = majorityWeight, MinorityWeights = minorityWeights }, task, classifier, candidates, scores)) return;
        var majority = Reserve(ref _majorityWeights, task.Majority);
        majority.Fill(majorityWeight);
        HeldOutScoring.Score(
            classifier.Plugin.Fit(new() { Real = task.Training, MajorityWeights = majority, MinorityWeights = minorityWeights }, context), task.Place, scores);
    }

    private bool TryRefit(in RefitInput input, TrialTask task, PlannedClassifier classifier, CandidateFits candidates, FitScores scores)
    {
        if (!candidates.TryRefit(input, task.ClassifierKey(classifier), context)) return false;
        scoring.Score(candidates, task.Place, [(0, scores)]);
        return true;
    }

    private static Span<double> Reserve(ref double[] buffer, int count)
    {
        if (buffer.Length < count) buffer = new double[count];
        return buffer.AsSpan(0, count);
    }
}
