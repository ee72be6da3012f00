using System.Runtime.InteropServices;

namespace SynthAug.Engine;

/// <summary>What one trial — a cell's repetition, the atom of work, randomness and persistence — came to.</summary>
/// <param name="Trial">Index in the plan: cell · repetitions + repetition.</param>
/// <param name="Rows">In plan order: rules without rows first, then by generator, classifier, rule and γ. Empty when it failed.</param>
/// <param name="Failure">The experiment's own code threw: what and where, one line. Null when it ran. A plugin that refuses or throws is no failure but a row.</param>
public sealed record TrialResult(int Trial, IReadOnlyList<ResultRow> Rows, string? Failure)
{
    /// <summary>The same rows to go through without a call and a copy for each; valid while none is added.</summary>
    public ReadOnlySpan<ResultRow> AsSpan() => Rows is List<ResultRow> list ? CollectionsMarshal.AsSpan(list) : Rows.ToArray();
}
