namespace SynthAug.Engine.Tuning;

/// <summary>
/// What was costly to learn of a trial: its fitted generators. Its rows and pools are not kept: to make them again in warm memory costs less than to touch memory
/// that was never used. It stays with its worker: a generator may hold the trial's buffers, and finds the same rows in them again.
/// </summary>
internal sealed class TrialMemory
{
    private readonly Dictionary<string, GeneratorMemory> _generators = [];

    /// <summary>Empty the first time.</summary>
    public GeneratorMemory Of(string generator)
    {
        if (!_generators.TryGetValue(generator, out var memory)) _generators[generator] = memory = new();
        return memory;
    }
}

/// <summary>One generator of a trial.</summary>
internal sealed class GeneratorMemory
{
    /// <summary>Null before it was fitted, and where it refused.</summary>
    public IFittedGenerator? Fitted { get; set; }

    public string? Refusal { get; set; }
}
