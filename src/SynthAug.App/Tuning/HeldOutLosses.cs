using SynthAug.Engine;

namespace SynthAug.App.Tuning;

/// <summary>One fitted rule of the panel, or one γ of a curve.</summary>
/// <param name="Generator">Empty for a rule that adds no rows.</param>
/// <param name="Gamma">NaN for a rule that adds no rows.</param>
internal readonly record struct CandidateKey(string Generator, string Classifier, string Rule, double Gamma);

/// <summary>
/// Held-out losses of every row under one candidate, repeat by repeat: R·n doubles, so a run keeps candidates × R × n × 8 bytes (25 candidates,
/// 5 repeats, 100 000 rows: 100 MB). Cross-selection needs the single rows, so they cannot be folded into sums on the way.
/// A row belongs to one fold of a repeat and a fold to one trial: parallel trials write disjoint places and need no lock.
/// </summary>
internal sealed class CandidateLosses(IReadOnlyList<FoldLayout> repeats, int majorityCount, int minorityCount)
{
    private readonly double[] _majority = new double[repeats.Count * majorityCount];
    private readonly double[] _minority = new double[repeats.Count * minorityCount];
    private readonly string?[] _refusals = new string?[repeats.Count * repeats[0].Folds];

    /// <summary>Why there is no loss, from the first trial that has none; null when every fold has one.</summary>
    public string? Refusal => _refusals.FirstOrDefault(r => r is not null);

    /// <summary>The held-out losses of one fold, in the layout's order.</summary>
    public Span<double> Fold(int repeat, int fold, bool minority)
    {
        var (values, count) = minority ? (_minority, minorityCount) : (_majority, majorityCount);
        return values.AsSpan(repeat * count, count)[repeats[repeat].Of(minority).HeldOut(fold)];
    }

    public void Refuse(int repeat, int fold, string reason) => _refusals[repeat * repeats[0].Folds + fold] ??= reason;

    /// <summary>Mean of each row over the repeats.</summary>
    public RowLosses Mean() => Mean((_, _) => this);

    /// <summary>Mean of each row over the repeats, where each fold takes its losses from a candidate of its own.</summary>
    public RowLosses Mean(Func<int, int, CandidateLosses> candidate)
    {
        var mean = new RowLosses(new double[majorityCount], new double[minorityCount]);
        for (var repeat = 0; repeat < repeats.Count; repeat++)
        {
            for (var fold = 0; fold < repeats[repeat].Folds; fold++)
            {
                var source = candidate(repeat, fold);
                Add(repeat, fold, source.Fold(repeat, fold, minority: false), mean.Majority, minority: false);
                Add(repeat, fold, source.Fold(repeat, fold, minority: true), mean.Minority, minority: true);
            }
        }

        for (var i = 0; i < majorityCount; i++) mean.Majority[i] /= repeats.Count;
        for (var i = 0; i < minorityCount; i++) mean.Minority[i] /= repeats.Count;
        return mean;
    }

    private void Add(int repeat, int fold, ReadOnlySpan<double> losses, double[] sums, bool minority)
    {
        var layout = repeats[repeat].Of(minority);
        var first = layout.HeldOut(fold).Start.Value;
        for (var i = 0; i < losses.Length; i++) sums[layout.Order[first + i]] += losses[i];
    }
}

/// <summary>The losses of all candidates of one experiment.</summary>
internal sealed class HeldOutLosses : ITrialSink
{
    private readonly Dictionary<CandidateKey, CandidateLosses> _candidates = [];
    private readonly int _folds;

    public HeldOutLosses(IReadOnlyList<FoldLayout> repeats, int majorityCount, int minorityCount, IEnumerable<CandidateKey> candidates)
    {
        _folds = repeats[0].Folds;
        foreach (var key in candidates) _candidates.Add(key, new(repeats, majorityCount, minorityCount));
    }

    public CandidateLosses this[CandidateKey key] => _candidates[key];

    /// <summary>Notes the refusals of a trial: no model, so the experiment was never asked to measure one.</summary>
    public void Append(TrialResult result)
    {
        var (repeat, fold) = Math.DivRem(result.Trial, _folds);
        foreach (var row in result.Rows)
            if (row.Refusal is { } reason) _candidates[new(row.Generator, row.Classifier, row.Rule, row.Gamma)].Refuse(repeat, fold, reason);
    }
}
