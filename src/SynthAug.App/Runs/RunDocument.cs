using SynthAug.App.Terminal;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Runs;

/// <summary>What <c>run --json</c> and <c>report --json</c> print.</summary>
internal static class RunDocument
{
    public static string Text(string store, string folder, IReadOnlyList<string> files, IReadOnlyList<ExperimentResults> experiments) => JsonOutput.Text(new
    {
        JsonOutput.SchemaVersion,
        Outcome = experiments.Any(e => e.Failed > 0) ? "failed" : "done",
        Store = store,
        Out = folder,
        Files = files,
        Experiments = experiments.Select(Experiment),
    });

    private static object Experiment(ExperimentResults results) => new
    {
        results.Descriptor.Name,
        results.Descriptor.Title,
        results.Schema.Fingerprint,
        results.Descriptor.Seed,
        results.Schema.Repetitions,
        Cells = results.Schema.Cells.Count,
        Trials = results.Schema.TrialCount,
        results.Done,
        results.Failed,
        results.FirstFailure,
        results.Rows,
        results.RefusedRows,
        Claims = results.Claims.Select(c => new { c.Text, Verdict = c.Word, c.Outcome.Evidence }),
        Summary = results.Summary.Select(row => Row(results.Schema, row)),
    };

    private static object Row(ResultSchema schema, SummaryRow row) => new
    {
        Axes = schema.Cells[row.Cell].Axes.ToDictionary(
            a => a.Name, object? (a) => a.Type switch { Engine.ColumnType.Whole => a.Whole, Engine.ColumnType.Real => JsonOutput.Number(a.Real), _ => a.Text }),
        row.Generator,
        row.Classifier,
        row.Rule,
        Gamma = JsonOutput.Number(row.Gamma),
        row.Measure,
        Mean = JsonOutput.Number(row.Value.Mean),
        Sd = JsonOutput.Number(row.Value.StandardDeviation),
        Se = JsonOutput.Number(row.Value.StandardError),
        N = row.Value.Count,
    };
}
