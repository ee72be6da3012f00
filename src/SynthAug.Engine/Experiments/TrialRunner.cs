using SynthAug.Engine.Measures;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine;

/// <summary>
/// Runs trials one after another on one thread: draw, fit each generator once, one pool, each classifier along the path, size rules, measures.
/// Its fields are the workspace; the figures of a trial depend on the plan and the trial's index only.
/// </summary>
internal sealed class TrialRunner
{
    private readonly ExperimentPlan _plan;
    private readonly TrialData _data;
    private readonly SyntheticPool _pool = new();
    private readonly HeldOutLoss _loss = new();
    private readonly PluginContext _context;
    private readonly Dictionary<string, CandidateFits> _fits = [];
    private readonly GeneratorRules _generatorRules;
    private readonly List<ResultRow> _rows = [];
    private readonly TestScores _testScores;
    private readonly PriorShift _priorShift = new();
    private readonly bool _anyGenerator;
    private double[] _majorityWeights = [], _minorityWeights = [];
    private object _cell = new();
    private int _repetition;

    public TrialRunner(ExperimentPlan plan, FixedTests fixedTests, CancellationToken cancellation)
    {
        _plan = plan;
        _data = new(plan, fixedTests);
        _context = new(new RandomStream(default), cancellation);
        _generatorRules = new(plan, _pool, _loss, _context);
        _testScores = new(_loss);
        _anyGenerator = plan.Rules.Any(rule => rule.UsesGenerator);
    }

    /// <exception cref="OperationCanceledException">Asked to stop; the trial leaves nothing.</exception>
    public TrialResult Run(int trial)
    {
        var (cellIndex, repetition) = Math.DivRem(trial, _plan.Repetitions);
        _rows.Clear();
        _repetition = repetition;
        try
        {
            Run(_plan.Cells[cellIndex], cellIndex);
            // Not an array: read as a list, one of values has its every method compiled at run time.
            return new(trial, new List<ResultRow>(_rows), null);
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            return new(trial, [], $"{Where(_plan.Cells[cellIndex])}, repetition {repetition}: {Refusals.Reason(e)}");
        }
    }

    private void Run(CellPlan cell, int cellIndex)
    {
        var cellKey = _plan.RootKey.Fork(cell.Key.Value);
        var trialKey = cell.Table?.Key(_repetition) ?? cellKey.Fork((ulong)_repetition);
        _cell = _plan.Runner.CreateCell(cell.GridIndex);
        if (cell.Table is { } table) _data.Draw(table, _repetition);
        else _data.Draw(_cell, cellIndex, cellKey, trialKey);

        foreach (var classifier in cell.Classifiers)
        {
            FitsOf(classifier).Load(_data.Training, _context);
            RulesWithoutRows(classifier, trialKey);
        }

        if (!_anyGenerator) return;
        foreach (var generator in cell.Generators)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            var refusal = StartPool(generator, trialKey);
            foreach (var classifier in cell.Classifiers)
            {
                var task = new GeneratorTask(generator, classifier, FitsOf(classifier), _data, trialKey, refusal, ReadsPoolOnce: cell.Classifiers.Length == 1);
                _generatorRules.Run(task, this);
            }
        }
    }

    private CandidateFits FitsOf(PlannedClassifier classifier)
    {
        if (!_fits.TryGetValue(classifier.StreamName, out var fits)) _fits[classifier.StreamName] = fits = new(classifier.Plugin);
        return fits;
    }

    /// <summary>Null when the pool may be drawn from.</summary>
    private string? StartPool(PlannedGenerator generator, StreamKey trialKey)
    {
        IFittedGenerator fitted;
        if (generator.Plugin is null)
        {
            try
            {
                fitted = new LawGenerator(_plan.Runner.OwnGenerator(_cell, generator.OwnIndex, _data.Training));
            }
            catch (RefusalException e)
            {
                return Refusals.Reason(e);
            }
        }
        else
        {
            try
            {
                _context.Random.Reset(trialKey.Fork((ulong)StreamRole.GeneratorFit).Fork(generator.StreamName));
                fitted = generator.Plugin.Fit(_data.Training, _context);
            }
            catch (Exception e) when (Refusals.IsPluginFault(e))
            {
                return Refusals.Reason(e);
            }
        }

        // Over a table the rows that are fitted on have its types, as those that would be delivered.
        if (_data.Preparation is { } preparation) fitted = preparation.DeliveredFit(fitted);
        _generatorRules.Fitted = fitted;
        _pool.Start(fitted, trialKey.Fork((ulong)StreamRole.Pool).Fork(generator.StreamName), _data.Training.Dimension);
        return null;
    }

    private void RulesWithoutRows(PlannedClassifier classifier, StreamKey trialKey)
    {
        var key = trialKey.Fork((ulong)StreamRole.Classifier).Fork(classifier.StreamName);
        var fits = FitsOf(classifier);
        var solved = false;
        foreach (var rule in _plan.Rules)
        {
            if (rule.UsesGenerator) continue;
            IModel? model = null;
            string? refusal = null;
            try
            {
                if (rule is ClassWeightRule)
                {
                    _context.Random.Reset(key);
                    model = FitWeighted(classifier.Plugin);
                }
                else
                {
                    if (!solved) fits.Solve(new([], _data.Training.Dimension), [0], key, _context);
                    solved = true;
                    refusal = fits.Refusal(0);
                    model = fits.Model(0);
                    if (rule is PriorShiftRule && model is not null) model = _priorShift.Of(model, LogPriorShift());
                }
            }
            catch (Exception e) when (Refusals.IsPluginFault(e))
            {
                refusal = Refusals.Reason(e);
            }

            Add(null, classifier, rule, double.NaN, 0, refusal is null ? model : null, refusal);
        }
    }

    private double LogPriorShift()
    {
        var rho = _plan.Descriptor.Objective.Rho;
        return Numerics.ExactMath.Log((1 - rho) * _data.Training.Majority.RowCount / (rho * _data.Training.Minority.RowCount));
    }

    private IModel FitWeighted(IClassifier classifier)
    {
        if (classifier is not IWeightedClassifier) throw new RefusalException("The classifier takes no weights, so class-weight cannot be tried.");
        var rho = _plan.Descriptor.Objective.Rho;
        int n0 = _data.Training.Majority.RowCount, n1 = _data.Training.Minority.RowCount;
        var majority = Filled(ref _majorityWeights, n0, rho * (n0 + n1) / n0);
        var minority = Filled(ref _minorityWeights, n1, (1 - rho) * (n0 + n1) / n1);
        return classifier.Fit(
            new FitInput { Real = _data.Training, Synthetic = new([], _data.Training.Dimension), MajorityWeights = majority, MinorityWeights = minority },
            _context);
    }

    private static Span<double> Filled(ref double[] memory, int count, double value)
    {
        if (memory.Length < count) memory = new double[count];
        var filled = memory.AsSpan(0, count);
        filled.Fill(value);
        return filled;
    }

    /// <summary>Measures a fitted model, or notes a refusal. A model that throws while it is scored is a refusal too.</summary>
    /// <param name="scores">The model's stock scores where they are known already.</param>
    internal void Add(
        PlannedGenerator? generator, PlannedClassifier classifier, SizeRule rule, double gamma, int size, IModel? model, string? refusal,
        ReadOnlySpan<double> scores = default)
    {
        var columns = _plan.MeasureColumns.Count;
        var values = new double[columns];
        refusal ??= Refusals.OfModel(model, _data.Training.Columns);
        if (refusal is null && model is not null)
        {
            var own = _plan.Descriptor.Measures.Count;
            var fit = new Fit
            {
                Model = model,
                Training = _data.Training,
                Validation = _data.Validation,
                Test = _data.Test,
                Generator = generator?.Label ?? "",
                Classifier = classifier.Label,
                Rule = rule.Label,
                Gamma = gamma,
                SyntheticSize = size,
                Repetition = _repetition,
            };
            _plan.Runner.Measure(_cell, fit, values.AsSpan(0, own));
            scores.CopyTo(values.AsSpan(own));
            try
            {
                if (scores.IsEmpty && _data.Test is { } test) _testScores.Write(model, test, _data.Scores, values.AsSpan(own));
            }
            catch (Exception e) when (Refusals.IsPluginFault(e))
            {
                refusal = Refusals.Reason(e);
            }
        }

        if (refusal is not null) Array.Fill(values, double.NaN);
        _rows.Add(new()
        {
            Repetition = _repetition,
            Generator = generator?.Label ?? "",
            Classifier = classifier.Label,
            Rule = rule.Label,
            Gamma = gamma,
            SyntheticSize = size,
            Refusal = refusal,
            Measures = values,
        });
    }

    private static string Where(CellPlan cell) =>
        cell.Axes.Count == 0 ? "the only cell" : "cell " + string.Join(", ", cell.Axes.Select(a => $"{a.Name}={a.Text}"));
}
