namespace SynthAug;

/// <summary>What the host hands a plugin besides data. A class with properties, so that it can grow without breaking a compiled plugin.</summary>
public sealed class PluginContext(RandomStream random, CancellationToken cancellation = default)
{
    /// <summary>The call's own stream. Reset it, fork it, draw from it; nobody else shares it.</summary>
    public RandomStream Random { get; } = random;

    public CancellationToken Cancellation { get; set; } = cancellation;

    /// <summary>
    /// How many threads a call may keep busy, its own among them; what it gives must not depend on it. 1 in a trial: trials run side by side.
    /// </summary>
    public int Threads { get; set; } = 1;

    /// <summary>Neighbours that need no search of one's own; null where the host knows none.</summary>
    public IMinorityNeighbours? Neighbours { get; set; }
}

/// <summary>The one typed refusal: a plugin that cannot serve says why; the reason becomes a row of the results, never a score.</summary>
public sealed class RefusalException(string reason) : Exception(reason);

/// <summary>An unknown plugin id or option, or a value out of range: bad usage, known before the first trial.</summary>
public sealed class PluginUsageException(string message) : Exception(message);
