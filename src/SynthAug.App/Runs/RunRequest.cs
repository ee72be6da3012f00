using SynthAug.App.Verbs;

namespace SynthAug.App.Runs;

/// <summary>What <c>run</c> was asked for.</summary>
internal sealed record RunRequest
{
    public const int QuickRepetitions = 5;

    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>Null for the declared number.</summary>
    public int? Repetitions { get; init; }

    /// <summary>At most <see cref="QuickRepetitions"/>.</summary>
    public bool IsQuick { get; init; }

    public ulong? Seed { get; init; }

    /// <summary>Where the paths of declared tables start; null for the program's folder.</summary>
    public string? DataFolder { get; init; }

    public required int Threads { get; init; }

    public Shard? Shard { get; init; }

    public required string Out { get; init; }

    public required string Store { get; init; }

    public bool Json { get; init; }

    public bool Quiet { get; init; }

    /// <summary>Forgets what the store has of these experiments.</summary>
    public bool Fresh { get; init; }

    public static string StoreIn(string folder, Shard? shard) =>
        Path.Combine(folder, shard is null ? "run.db" : $"shard-{shard.Index}-of-{shard.Count}.db");
}
