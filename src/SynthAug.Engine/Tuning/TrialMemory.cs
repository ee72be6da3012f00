namespace SynthAug.Engine.Tuning;

/// <summary>
/// The rows of a trial, its fitted generators and their pools. Where all trials fit a fixed room (<see cref="WorkspaceSize.KeepsTrials"/>) each has its own and later passes find
/// everything made; else each thread has one and makes it anew for every trial. The rows are the same bits either way.
/// </summary>
internal sealed class TrialMemory(bool keepsPools)
{
    private readonly Dictionary<string, GeneratorMemory> _generators = [];
    private readonly SyntheticPool _shared = new();
    private int _trial = -1;

    public FoldDraw Fold { get; } = new();

    public void Load(int trial, IHeldOutParts parts)
    {
        if (_trial == trial) return;
        // Of an unfinished draw nothing is known.
        _trial = -1;
        _generators.Clear();
        var (repeat, fold) = Math.DivRem(trial, parts.Folds);
        parts.Draw(repeat, fold, Fold);
        _trial = trial;
    }

    /// <summary>Empty the first time. Without keeping pools the memory of one generator serves the next.</summary>
    public GeneratorMemory Of(string generator)
    {
        if (_generators.TryGetValue(generator, out var memory)) return memory;
        if (!keepsPools) _generators.Clear();
        return _generators[generator] = new(keepsPools ? new() : _shared);
    }
}

/// <summary>One generator of a trial.</summary>
internal sealed class GeneratorMemory(SyntheticPool pool)
{
    /// <summary>Null before it was fitted, and where it refused.</summary>
    public IFittedGenerator? Fitted { get; set; }

    public string? Refusal { get; set; }

    public SyntheticPool Pool { get; } = pool;
}
