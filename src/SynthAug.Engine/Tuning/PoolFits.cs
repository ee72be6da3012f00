using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// The fits that need a generator: it is fitted once, its pool is drawn once to the largest size, and each classifier solves all its sizes as one path.
/// Only the control's redraws cost a fit each.
/// </summary>
internal sealed class PoolFits(HeldOutScoring scoring, PluginContext context, IPlugInSize? plugIn)
{
    private readonly SyntheticPool _pool = new(), _redraw = new();
    private readonly CandidateSizes _sizes = new();
    private readonly PlugInShare _room = new();
    private readonly List<(FitId Fit, int Size)> _wanted = [];
    private readonly List<(int Candidate, FitScores Scores)> _targets = [];

    public void Run(TrialTask task, FitPlan.GeneratorFits fits, TuningPlugins plugins, GeneratorMemory memory, Func<string, CandidateFits> candidates)
    {
        var planned = plugins.Generator(fits.Generator);
        if (memory.Fitted is null && memory.Refusal is null) Fit(task, planned, memory);
        if (memory.Fitted is not { } generator)
        {
            foreach (var fit in fits.All) task.Store[fit].Refuse(task.Place.Trial, memory.Refusal!);
            return;
        }

        _pool.Start(generator, task.Key.Fork((ulong)StreamRole.Pool).Fork(planned.StreamName), task.Training.Dimension);
        foreach (var group in fits.OnPool)
        {
            _wanted.Clear();
            foreach (var fit in group) Want(task, fit, planned, plugins);
            Solve(task, _pool, plugins.Classifier(group.Key), candidates(group.Key), isReadOnce: fits.OnPool.Count == 1);
        }

        foreach (var redraw in fits.OnRedraws)
        {
            _redraw.Start(generator, task.Key.Fork((ulong)StreamRole.FreshPool).Fork(planned.StreamName).Fork((ulong)redraw.Key.Value), task.Training.Dimension);
            foreach (var fit in redraw)
            {
                _wanted.Clear();
                Want(task, fit, planned, plugins);
                Solve(task, _redraw, plugins.Classifier(fit.Classifier), candidates(fit.Classifier), isReadOnce: false);
            }
        }
    }

    private void Fit(TrialTask task, PlannedGenerator planned, GeneratorMemory memory)
    {
        try
        {
            context.Random.Reset(task.Key.Fork((ulong)StreamRole.GeneratorFit).Fork(planned.StreamName));
            memory.Fitted = task.Delivered(planned.Plugin!).Fit(task.Training, context);
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            memory.Refusal = Refusals.Reason(e);
        }
    }

    private void Want(TrialTask task, FitId fit, PlannedGenerator generator, TuningPlugins plugins)
    {
        var scores = task.Store[fit];
        try
        {
            var gamma = fit.Kind switch
            {
                FitKind.Path => fit.Value,
                FitKind.PlugIn => PlugIn(task, generator, plugins.Classifier(fit.Classifier)),
                _ => 1,
            };
            var size = SyntheticTarget.Size(gamma, task.Target);
            scores.Describe(task.Place.Trial, task.Majority, task.Minority, gamma, size);
            _wanted.Add((fit, size));
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            scores.Refuse(task.Place.Trial, Refusals.Reason(e));
        }
    }

    private double PlugIn(TrialTask task, PlannedGenerator generator, PlannedClassifier classifier)
    {
        if (plugIn is null) throw new RefusalException(TuningRules.NoPlugIn);
        var key = task.Key.Fork("plug-in").Fork(generator.StreamName).Fork(classifier.StreamName);
        context.Random.Reset(key);
        return plugIn.Gamma(
            new(task.Training, task.Delivered(generator.Plugin!), classifier.Plugin, task.Settings.Rho, [.. task.Settings.Gamma.Values], key) { Share = task.ShareOf(classifier), Room = _room }, context);
    }

    private void Solve(TrialTask task, SyntheticPool pool, PlannedClassifier classifier, CandidateFits candidates, bool isReadOnce)
    {
        if (_wanted.Count == 0) return;
        _sizes.Clear();
        foreach (var (_, size) in _wanted) _sizes.Add(size);
        try
        {
            var key = task.ClassifierKey(classifier);
            if (isReadOnce && _sizes.Values.Length > 1)
            {
                candidates.Stream(pool, _sizes.Values, key, context);
            }
            else
            {
                var rows = pool.Take(_sizes.Largest, context);
                // One size is no path: the fit before is nearer than the best constant.
                if (_sizes.Values.Length > 1 || !candidates.TryRefit(new() { Synthetic = rows }, key, context)) candidates.Solve(rows, _sizes.Values, key, context);
            }
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            foreach (var (fit, _) in _wanted) task.Store[fit].Refuse(task.Place.Trial, Refusals.Reason(e));
            return;
        }

        _targets.Clear();
        foreach (var (fit, size) in _wanted) _targets.Add((_sizes.IndexOf(size), task.Store[fit]));
        scoring.Score(candidates, task.Place, _targets);
    }
}
