using System.Globalization;
using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Html;

namespace SynthAug.Reporting.Experiments;

/// <summary>The page over a store's experiments. It holds nothing that changes from run to run: the same results give the same bytes.</summary>
public static class ExperimentReport
{
    // A page is read, a file is searched: longer tables are in the CSV.
    private const int MostRows = 60;
    private const int MostRefusals = 10;

    public static ReportPage Page(IReadOnlyList<ExperimentResults> experiments)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        return new()
        {
            Title = experiments.Count == 1 ? experiments[0].Descriptor.Title : string.Create(CultureInfo.InvariantCulture, $"{experiments.Count} experiments"),
            Lead = experiments.Count == 1 ? "" : string.Join("\n\n", experiments.Select(e => $"{e.Descriptor.Name}: {e.Descriptor.Title}")),
            Sections = [.. experiments.Select(Section)],
            Footer = "Every number comes from the results store by way of the CSV files beside this page; the figures are there as SVG files.",
        };
    }

    private static ReportSection Section(ExperimentResults results) => new(
        $"{results.Descriptor.Name}: {results.Descriptor.Title}",
        [
            .. results.Descriptor.Summary.Length > 0 ? [new ParagraphBlock(results.Descriptor.Summary)] : Array.Empty<ReportBlock>(),
            .. Cautions(results),
            .. Claims(results),
            .. ExperimentFigures.Of(results).Select(figure => new FigureBlock(figure.Figure)),
            .. Table(results),
            .. Refusals(results),
            new KeyValueBlock("What was run", Parameters(results)),
            new KeyValueBlock("What the numbers depend on", Provenance(results.Schema)),
        ]);

    private static IEnumerable<ReportBlock> Claims(ExperimentResults results) => results.Claims.Select(claim => new CalloutBlock(
        claim.Outcome.Verdict switch
        {
            ClaimVerdict.Supported => CalloutKind.Finding,
            ClaimVerdict.NotSupported => CalloutKind.Caution,
            _ => CalloutKind.Note,
        },
        $"Claim: {claim.Text} — {claim.Word} by this run. {claim.Outcome.Evidence}."));

    private static IEnumerable<ReportBlock> Cautions(ExperimentResults results)
    {
        var missing = results.Schema.TrialCount - results.Done - results.Failed;
        if (missing > 0)
            yield return new CalloutBlock(CalloutKind.Caution, Invariant($"{missing} of {results.Schema.TrialCount} trials have not run yet; the numbers are of the others."));
        if (results.Failed > 0)
            yield return new CalloutBlock(CalloutKind.Caution, Invariant($"{results.Failed} of {results.Schema.TrialCount} trials failed and are missing. First: {results.FirstFailure}"));
        if (results.RefusedRows > 0)
            yield return new CalloutBlock(CalloutKind.Caution, Invariant($"{results.RefusedRows} of {results.Rows} fits were refused. Their means are over the trials that were served, which may not be a fair sample."));
    }

    private static IEnumerable<ReportBlock> Table(ExperimentResults results)
    {
        var model = HeadlineTable.Of(results, MostRows);
        if (model.Rows.Count == 0) yield break;
        yield return new TableBlock(
            "Mean ± standard error; n repetitions." + (model.Left > 0 ? Invariant($" {model.Left} more lines are in {ResultCsv.SummaryFile(results.Descriptor.Name)}.") : ""),
            [.. model.Columns.Select((name, i) => new TableColumn(name, model.IsNumber[i] ? Alignment.Right : Alignment.Left))],
            model.Rows);
    }

    private static IEnumerable<ReportBlock> Refusals(ExperimentResults results)
    {
        if (results.Refusals.Count == 0) yield break;
        var more = results.Refusals.Count - MostRefusals;
        yield return new TableBlock(
            "Refusals, the most frequent first." + (more > 0 ? Invariant($" {more} more reasons are in {ResultCsv.RowsFile(results.Descriptor.Name)}.") : ""),
            [new("reason"), new(Column.Generator), new(Column.Classifier), new("rows", Alignment.Right)],
            [.. results.Refusals.Take(MostRefusals).Select(r => (string[])[r.Reason, r.Generator, r.Classifier, Invariant($"{r.Rows}")])]);
    }

    private static List<KeyValuePair<string, string>> Parameters(ExperimentResults results)
    {
        var (descriptor, schema) = (results.Descriptor, results.Schema);
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var axis in schema.Axes)
        {
            var values = schema.Cells.Select(cell => cell.Axes.First(a => a.Name == axis.Name).Text).Distinct();
            pairs.Add(new("axis " + axis.Name, string.Join(", ", values)));
        }

        pairs.Add(descriptor.Csv is { } csv
            ? new("cells × repetitions × folds", Invariant($"{schema.Cells.Count} × {descriptor.Repetitions} × {csv.Folds} = {schema.TrialCount} trials"))
            : new("cells × repetitions", Invariant($"{schema.Cells.Count} × {schema.Repetitions} = {schema.TrialCount} trials")));
        pairs.Add(new("seed", Invariant($"{descriptor.Seed}")));
        if (descriptor.Generators.Count > 0) pairs.Add(new("generators", string.Join(", ", descriptor.Generators.Select(Use))));
        pairs.Add(new("classifiers", string.Join(", ", descriptor.Classifiers.Select(Use))));
        pairs.Add(new("size rules", string.Join(", ", descriptor.Rules.Select(rule => rule.Label))));
        if (descriptor.Rules.Any(rule => rule.IsTuned))
            pairs.Add(new("tuned rules minimise", Invariant($"{Loss(descriptor.Objective.Loss)} of validation rows, weight of the majority ρ = {descriptor.Objective.Rho}")));
        return pairs;
    }

    private static List<KeyValuePair<string, string>> Provenance(ResultSchema schema)
    {
        var pairs = new List<KeyValuePair<string, string>> { new("fingerprint", schema.Fingerprint) };
        foreach (var name in schema.Inputs.Keys.Where(name => name != "declaration").Order(StringComparer.Ordinal)) pairs.Add(new(name, schema.Inputs[name]));
        return pairs;
    }

    private static string Use(PluginUse use) =>
        use.Specification is null ? $"{use.Label} (its own)" : use.Label == use.Specification ? use.Label : $"{use.Label} ({use.Specification})";

    private static string Loss(Loss loss) => loss switch
    {
        SynthAug.Loss.Log => "log-loss",
        SynthAug.Loss.Squared => "squared loss",
        _ => "error",
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
