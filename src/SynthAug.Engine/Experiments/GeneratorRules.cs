using SynthAug.Engine.Measures;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine;

/// <summary>One generator with one classifier in one trial.</summary>
/// <param name="Refusal">The generator would not fit: every rule's row says so.</param>
/// <param name="ReadsPoolOnce">No other classifier of the trial takes rows of the same pool.</param>
internal readonly record struct GeneratorTask(
    PlannedGenerator Generator, PlannedClassifier Classifier, CandidateFits Fits, TrialData Data, StreamKey TrialKey, string? Refusal, bool ReadsPoolOnce);

/// <summary>
/// The rules that add rows. All nested candidates of all rules are solved together over one pool; tuned rules then choose among them.
/// Rows come out in the order of the rules.
/// </summary>
internal sealed class GeneratorRules(ExperimentPlan plan, SyntheticPool pool, HeldOutLoss loss, PluginContext context)
{
    private readonly CandidateSizes _sizes = new(), _reported = new();
    private readonly CandidateScores _scores = new(loss);
    private readonly VtssSearch _search = new(plan.Descriptor.Objective, pool, loss, context);
    private readonly List<(int Index, VtssRule Rule)> _nested = Nested(plan.Rules);

    // A search that widens reads the pool again from its first row: then it pays to store it.
    private readonly bool _widens = plan.Rules.Any(rule => rule is VtssRule { Draws: DrawMode.Nested, Widening: true });

    // The target whose candidates are in _sizes: the trials of a cell share them.
    private double _collectedFor = double.NaN;

    private readonly VtssChoice[] _choices = new VtssChoice[plan.Rules.Length];
    private readonly SyntheticPool _freshPool = new();

    private static List<(int Index, VtssRule Rule)> Nested(SizeRule[] rules)
    {
        var nested = new List<(int, VtssRule)>();
        for (var i = 0; i < rules.Length; i++)
            if (rules[i] is VtssRule { Draws: DrawMode.Nested } rule) nested.Add((i, rule));
        return nested;
    }

    /// <summary>The generator that the shared pool draws from.</summary>
    public IFittedGenerator? Fitted { get; set; }

    public void Run(in GeneratorTask task, TrialRunner trial)
    {
        if (task.Refusal is not null)
        {
            RefuseAll(task, trial, task.Refusal);
            return;
        }

        var training = task.Data.Training;
        var target = SyntheticTarget.Of(training.Majority.RowCount, training.Minority.RowCount, plan.Descriptor.Objective.Rho);
        var key = task.TrialKey.Fork((ulong)StreamRole.Classifier).Fork(task.Classifier.StreamName);
        try
        {
            if (target != _collectedFor)
            {
                // A grid that asks for more rows than a pool can hold throws half way.
                _collectedFor = double.NaN;
                Collect(_sizes, target, tuned: true);
                _collectedFor = target;
            }

            if (_sizes.Count > 0) SolveNested(task, target, key);
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            RefuseAll(task, trial, Refusals.Reason(e));
            return;
        }

        for (var r = 0; r < plan.Rules.Length; r++)
        {
            switch (plan.Rules[r])
            {
                case FixedSizeRule rule:
                    AddNested(task, trial, rule, rule.Gamma, target);
                    break;
                case SweepSizeRule rule:
                    for (var i = 0; i < rule.Grid.Count; i++) AddNested(task, trial, rule, rule.Grid[i], target);
                    break;
                case VtssRule { Draws: DrawMode.Nested } rule:
                    if (_choices[r].Refusal is { } reason) trial.Add(task.Generator, task.Classifier, rule, double.NaN, 0, null, reason);
                    else AddNested(task, trial, rule, _choices[r].Gamma, target);
                    break;
            }
        }

        AddFresh(task, trial, target, key);
    }

    private void SolveNested(in GeneratorTask task, double target, StreamKey key)
    {
        Solve(task, key);
        var stale = false;
        foreach (var (r, rule) in _nested)
        {
            // A widening search solves other sizes, and the candidates of the first solve are gone after it.
            if (stale) Solve(task, key);
            _choices[r] = _search.Choose(rule, task, target, key, _sizes, out var widened);
            stale |= widened;
        }

        Collect(_reported, target, tuned: false);
        foreach (var (r, _) in _nested)
            if (_choices[r].Refusal is null) _reported.Add(SyntheticTarget.Size(_choices[r].Gamma, target));
        if (stale)
        {
            _collectedFor = double.NaN;
            _sizes.Clear();
            foreach (var size in _reported.Values) _sizes.Add(size);
            Solve(task, key);
        }

        _scores.Measure(task.Fits, task.Data.Test, task.Data.Scores, _reported.Count);
    }

    private void Solve(in GeneratorTask task, StreamKey key)
    {
        if (task.ReadsPoolOnce && !_widens) task.Fits.Stream(pool, _sizes.Values, key, context);
        else task.Fits.Solve(pool.Take(_sizes.Largest, context), _sizes.Values, key, context);
    }

    private void Collect(CandidateSizes sizes, double target, bool tuned)
    {
        sizes.Clear();
        foreach (var rule in plan.Rules)
        {
            switch (rule)
            {
                case FixedSizeRule one:
                    sizes.Add(SyntheticTarget.Size(one.Gamma, target));
                    break;
                case SweepSizeRule sweep:
                    sizes.Add(sweep.Grid, target);
                    break;
                case VtssRule { Draws: DrawMode.Nested } vtss when tuned:
                    sizes.Add(vtss.Grid, target);
                    break;
            }
        }
    }

    private void AddNested(in GeneratorTask task, TrialRunner trial, SizeRule rule, double gamma, double target)
    {
        var size = SyntheticTarget.Size(gamma, target);
        var candidate = _sizes.IndexOf(size);
        trial.Add(task.Generator, task.Classifier, rule, gamma, size, task.Fits.Model(candidate), task.Fits.Refusal(candidate), _scores[candidate]);
    }

    private void AddFresh(in GeneratorTask task, TrialRunner trial, double target, StreamKey key)
    {
        foreach (var rule in plan.Rules)
        {
            if (rule is not (VtssRule { Draws: DrawMode.Fresh } or BestOfDrawsRule)) continue;
            VtssChoice choice;
            try
            {
                choice = _search.ChooseFresh(rule, task, Fitted!, _freshPool, target, key);
            }
            catch (Exception e) when (Refusals.IsPluginFault(e))
            {
                choice = VtssChoice.Refused(Refusals.Reason(e));
            }

            var model = choice.Refusal is null ? task.Fits.Model(0) : null;
            var size = choice.Refusal is null ? SyntheticTarget.Size(choice.Gamma, target) : 0;
            trial.Add(task.Generator, task.Classifier, rule, choice.Gamma, size, model, choice.Refusal);
        }
    }

    private void RefuseAll(in GeneratorTask task, TrialRunner trial, string reason)
    {
        foreach (var rule in plan.Rules)
        {
            if (!rule.UsesGenerator) continue;
            switch (rule)
            {
                case SweepSizeRule sweep:
                    for (var i = 0; i < sweep.Grid.Count; i++) trial.Add(task.Generator, task.Classifier, rule, sweep.Grid[i], 0, null, reason);
                    break;
                case FixedSizeRule one:
                    trial.Add(task.Generator, task.Classifier, rule, one.Gamma, 0, null, reason);
                    break;
                default:
                    trial.Add(task.Generator, task.Classifier, rule, double.NaN, 0, null, reason);
                    break;
            }
        }
    }
}
