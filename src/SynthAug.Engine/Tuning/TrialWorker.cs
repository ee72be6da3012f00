using SynthAug.Engine.Data;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// One thread's trials: draw a fold, make the planned fits, write their held-out scores. Its fields are the workspace; what a trial writes depends on
/// the plan and the trial's index only.
/// </summary>
internal sealed class TrialWorker
{
    private readonly IHeldOutParts _parts;
    private readonly TuningPlugins _plugins;
    private readonly TuningSettings _settings;
    private readonly PluginContext _context;
    private readonly FoldDraw _draw = new();
    private readonly Dictionary<int, TrialMemory> _known = [];
    private readonly HeldOutScoring _scoring = new();
    private readonly Dictionary<string, CandidateFits> _fits = [];
    private readonly RowlessFits _rowless;
    private readonly PoolFits _pool;

    public TrialWorker(IHeldOutParts parts, TuningPlugins plugins, TuningSettings settings, IPlugInSize? plugIn, CancellationToken cancellation)
    {
        (_parts, _plugins, _settings) = (parts, plugins, settings);
        _context = new(new RandomStream(default), cancellation);
        _rowless = new(_scoring, _context);
        _pool = new(_scoring, _context, plugIn);
    }

    /// <summary>Whether what was learned of a trial is at hand.</summary>
    public bool Knows(int trial) => _known.ContainsKey(trial);

    /// <summary>Of all trials.</summary>
    public void Forget() => _known.Clear();

    /// <param name="keeps">What is learned of the trial is kept for the next pass.</param>
    public void Run(int trial, FitPlan plan, ScoreStore store, bool keeps = false)
    {
        var (repeat, fold) = Math.DivRem(trial, _parts.Folds);
        if (!_known.TryGetValue(trial, out var memory)) memory = new();
        if (keeps) _known[trial] = memory;
        _parts.Draw(repeat, fold, _draw);
        var draw = _draw;
        _context.Neighbours = draw.Neighbours;
        var task = new TrialTask
        {
            Training = new(draw.Training.Majority, draw.Training.Minority, draw.Training.MinorityLabel, draw.Training.Columns),
            Preparation = draw.Preparation,
            Place = new(draw.HeldOut, repeat, fold, trial),
            Key = FoldStreams.Trial(_settings.Seed, repeat, fold),
            Target = SyntheticTarget.Of(draw.Training.Majority.RowCount, draw.Training.Minority.RowCount, _settings.Rho),
            Settings = _settings,
            Store = store,
        };
        foreach (var (name, fits) in plan.Classifiers)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            var classifier = _plugins.Classifier(name);
            if (!_fits.TryGetValue(name, out var candidates)) _fits[name] = candidates = new(classifier.Plugin);
            candidates.Load(task.Training, _context);
            foreach (var fit in fits) _rowless.Run(task, fit, classifier, candidates, _plugins);
        }

        foreach (var fits in plan.Generators)
        {
            _context.Cancellation.ThrowIfCancellationRequested();
            _pool.Run(task, fits, _plugins, memory.Of(fits.Generator), name => _fits[name]);
        }
    }
}

/// <summary>One trial as its fits see it.</summary>
internal sealed class TrialTask
{
    private readonly Dictionary<string, PlugInShare> _shares = [];

    public required TrainingSample Training { get; init; }

    public required Preparation? Preparation { get; init; }

    public required HeldOutScoring.Place Place { get; init; }

    public required StreamKey Key { get; init; }

    /// <summary>Rows that γ = 1 stands for on this training part.</summary>
    public required double Target { get; init; }

    public required TuningSettings Settings { get; init; }

    public required ScoreStore Store { get; init; }

    public int Majority => Training.Majority.RowCount;

    public int Minority => Training.Minority.RowCount;

    /// <summary>The generator whose rows have the types of the columns.</summary>
    public ISyntheticGenerator Delivered(ISyntheticGenerator generator) => Preparation?.Delivered(generator) ?? generator;

    /// <summary>What the plug-in sizes of all generators share.</summary>
    public PlugInShare ShareOf(PlannedClassifier classifier)
    {
        if (!_shares.TryGetValue(classifier.StreamName, out var share)) _shares[classifier.StreamName] = share = new();
        return share;
    }

    public StreamKey ClassifierKey(PlannedClassifier classifier) => Key.Fork((ulong)StreamRole.Classifier).Fork(classifier.StreamName);
}
