using SynthAug.Engine;
using SynthAug.Engine.Results;

namespace SynthAug.Reporting.Experiments;

/// <summary>A reason for which fits were refused.</summary>
/// <param name="Rows">How many.</param>
public sealed record RefusalCount(string Generator, string Classifier, string Reason, long Rows);

/// <summary>What an experiment came to, whole or so far: what figures, tables and the report are made of.</summary>
public sealed class ExperimentResults
{
    private ExperimentResults(ExperimentDescriptor descriptor, ResultSchema schema, IEnumerable<TrialResult> trials)
    {
        Descriptor = descriptor;
        Schema = schema;
        Trials = trials = new KeptTrials(trials);
        var refusals = new Dictionary<RefusalCount, long>();
        Summary = [.. Engine.Results.Summary.Of(schema, Counted(trials, refusals))];
        if (refusals.Count > 0)
            Refusals =
            [
                .. refusals.Select(r => r.Key with { Rows = r.Value }).OrderByDescending(r => r.Rows)
                    .ThenBy(r => r.Generator, StringComparer.Ordinal).ThenBy(r => r.Classifier, StringComparer.Ordinal).ThenBy(r => r.Reason, StringComparer.Ordinal),
            ];
    }

    /// <summary>With the run's own seed and repetitions in it.</summary>
    public ExperimentDescriptor Descriptor { get; }

    public ResultSchema Schema { get; }

    /// <summary>In plan order; read anew, from the store, each time it is gone through, where they are many.</summary>
    public IEnumerable<TrialResult> Trials { get; }

    public IReadOnlyList<SummaryRow> Summary { get; }

    /// <summary>Trials with results.</summary>
    public int Done { get; private set; }

    /// <summary>Trials whose experiment code threw.</summary>
    public int Failed { get; private set; }

    /// <summary>Of the trial with the least index; null when none failed.</summary>
    public string? FirstFailure { get; private set; }

    public long Rows { get; private set; }

    public long RefusedRows { get; private set; }

    /// <summary>The most frequent first.</summary>
    public IReadOnlyList<RefusalCount> Refusals { get; } = [];

    /// <summary>What the experiment claims, held against these results; empty when they were read without the program.</summary>
    public IReadOnlyList<CheckedClaim> Claims { get; private set; } = [];

    /// <summary>Once they are made: the files and the page show the same, and a histogram goes through all trials.</summary>
    internal IReadOnlyList<ExperimentFigure>? Figures { get; set; }

    /// <summary>With the claims of the program that declares it.</summary>
    /// <param name="descriptor">With the run's own seed and repetitions in it.</param>
    /// <param name="trials">In plan order; gone through more than once.</param>
    public static ExperimentResults Of(ExperimentRunner runner, ExperimentDescriptor descriptor, ResultSchema schema, IEnumerable<TrialResult> trials)
    {
        ArgumentNullException.ThrowIfNull(runner);
        var results = Of(descriptor, schema, trials);
        results.Claims = CheckedClaim.Of(runner, results);
        return results;
    }

    /// <param name="descriptor">As declared.</param>
    /// <param name="trials">In plan order; gone through more than once.</param>
    public static ExperimentResults Of(ExperimentDescriptor descriptor, ResultSchema schema, IEnumerable<TrialResult> trials)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(trials);
        return new(descriptor, schema, trials);
    }

    private IEnumerable<TrialResult> Counted(IEnumerable<TrialResult> trials, Dictionary<RefusalCount, long> refusals)
    {
        foreach (var trial in trials)
        {
            if (trial.Failure is null) Done++;
            else Failed++;
            FirstFailure ??= trial.Failure;
            Rows += trial.Rows.Count;
            foreach (ref readonly var row in trial.AsSpan())
            {
                if (row.Refusal is null) continue;
                RefusedRows++;
                var key = new RefusalCount(row.Generator, row.Classifier, row.Refusal, 0);
                refusals[key] = refusals.GetValueOrDefault(key) + 1;
            }

            yield return trial;
        }
    }
}
