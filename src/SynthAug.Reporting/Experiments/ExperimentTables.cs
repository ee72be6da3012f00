using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using SynthAug.Engine.Results;

namespace SynthAug.Reporting.Experiments;

/// <summary>The tables that the verbs print.</summary>
public static class ExperimentTables
{
    /// <summary>One experiment a row.</summary>
    public static IRenderable List(IReadOnlyList<ExperimentListing> experiments)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        var table = ConsoleTables.Plain("experiment", "trials", "generators", "classifiers", "size rules");
        foreach (var e in experiments)
        {
            table.AddRow(
                Cell(e.Name, e.Title),
                Cell(string.Create(CultureInfo.InvariantCulture, $"{e.Cells} × {e.Repetitions}{Folds(e)} = {e.Trials}"), e.Axes.Count == 0 ? "" : "over " + string.Join(", ", e.Axes)),
                Cell([.. e.Generators]),
                Cell([.. e.Classifiers]),
                Cell([.. e.Rules]));
        }

        return table;
    }

    private static string Folds(ExperimentListing e) =>
        e.Trials > (long)e.Cells * e.Repetitions ? string.Create(CultureInfo.InvariantCulture, $" × {e.Trials / ((long)e.Cells * e.Repetitions)} folds") : "";

    /// <summary>What a run or a report came to, one experiment.</summary>
    public static IEnumerable<IRenderable> Results(ExperimentResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        yield return new Text($"{results.Descriptor.Name}: {results.Descriptor.Title}\n{Counts(results)}\n");
        foreach (var claim in results.Claims) yield return new Text($"Claim: {claim.Text} — {claim.Word}.\n");
        var model = HeadlineTable.Of(results, MostRows);
        if (model.Rows.Count == 0) yield break;
        var table = ConsoleTables.Plain([.. model.Columns]);
        for (var i = 0; i < model.Columns.Count; i++)
        {
            // A name that wraps between numbers which may not comes out in pieces of three letters; a line that is too long is the terminal's to fold.
            table.Columns[i].NoWrap();
            if (model.IsNumber[i]) table.Columns[i].RightAligned();
        }

        foreach (var row in model.Rows) table.AddRow(row.Select(cell => new Text(cell)));
        yield return table;
        if (model.Left > 0) yield return new Text(string.Create(CultureInfo.InvariantCulture, $"… and {model.Left} more lines in {ResultCsv.SummaryFile(results.Descriptor.Name)}\n"));
    }

    private const int MostRows = 40;

    private static string Counts(ExperimentResults results)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{results.Done} of {FigureWords.Count(results.Schema.TrialCount, "trial")}, {FigureWords.Count(results.Rows, "row")}");
        if (results.RefusedRows > 0) text += string.Create(CultureInfo.InvariantCulture, $", {results.RefusedRows} of them refused");
        if (results.Failed > 0) text += $", {FigureWords.Count(results.Failed, "trial")} failed";
        return text;
    }

    private static Text Cell(params string[] lines) => new(string.Join('\n', lines.Where(line => line.Length > 0)));
}
