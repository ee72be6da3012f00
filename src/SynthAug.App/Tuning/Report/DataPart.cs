using System.Globalization;
using SynthAug.Engine.Data;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>What was read, how it was judged, and what it all depends on.</summary>
internal static class DataPart
{
    private const int MostColumnsOpen = 15, MostLevels = 8;

    public static ReportSection Data(TuneResult result) => new("Data",
    [
        new KeyValueBlock("What was read",
        [
            new("file", result.Data.FileName),
            new("rows", PlainNumbers.Whole(result.Data.RowCount)),
            new("label", result.Data.Label),
            new($"rows of '{result.Data.Positive}' (n1)", PlainNumbers.Whole(result.Data.Minority.Count)),
            new("other rows (n0)", PlainNumbers.Whole(result.Data.Majority.Count)),
            new("held out at a time", $"{Range(result, minority: true)} of '{result.Data.Positive}', {Range(result, minority: false)} other rows"),
            .. Aside(result),
        ]),
        .. Columns(result.Data),
    ]);

    private static IEnumerable<KeyValuePair<string, string>> Aside(TuneResult result)
    {
        var data = result.Data;
        if (data.Table.GroupColumn is { } group) yield return new("groups that are never split", $"{PlainNumbers.Whole(data.Table.GroupCount)}, of column {group}");
        foreach (var (what, part) in new[] { ("validation part", data.Validation), ("test part", data.Test) })
            if (part is not null) yield return new(what, $"{part.Source}: {PlainNumbers.Whole(part.Minority.Count)} of '{data.Positive}', {PlainNumbers.Whole(part.Majority.Count)} other rows");
    }

    private static IEnumerable<ReportBlock> Columns(TuneData data)
    {
        TableBlock table = new(
            $"What the {PlainNumbers.Whole(data.Columns.Count)} columns were taken for; schema.csv holds the same, to be corrected and given back by --schema",
            [new("column"), new("type"), new("missing", Alignment.Right), new("values")],
            [.. data.Columns.Select(c => (IReadOnlyList<string>)[c.Name, c.Use.Word(), PlainNumbers.Whole(c.MissingCount), Values(c)])]);
        yield return data.Columns.Count <= MostColumnsOpen ? table : new FoldedBlock($"All {PlainNumbers.Whole(data.Columns.Count)} columns", [table]);
    }

    private static string Values(Engine.Data.TableColumn column) => column.Use == ColumnUse.Categorical
        ? string.Join(", ", column.Levels.Take(MostLevels)) + (column.Levels.Count > MostLevels ? $" and {PlainNumbers.Whole(column.Levels.Count - MostLevels)} more" : "")
        : string.Create(CultureInfo.InvariantCulture, $"{column.Least:G5} to {column.Largest:G5}").Replace('-', '−');

    private static string Range(TuneResult result, bool minority)
    {
        var parts = result.Tuning.Parts;
        var (fewest, most) = (int.MaxValue, 0);
        for (var t = 0; t < parts.Repeats * parts.Folds; t++)
        {
            var count = parts.Layout(t / parts.Folds).Of(minority).HeldOutCount(t % parts.Folds);
            (fewest, most) = (Math.Min(fewest, count), Math.Max(most, count));
        }

        return fewest == most ? PlainNumbers.Whole(most) : $"{PlainNumbers.Whole(fewest)} to {PlainNumbers.Whole(most)}";
    }

    private const string Verdict =
        "The verdict compares the best rule that adds rows with the best that adds none, row by row. \"Augment\" needs an interval below zero and a gain that reaches the margin; \"do not augment\" an interval that leaves no room for such a gain; all else is \"cannot tell\". Its standard error is over rows and, if anything, too wide.";

    public static ReportSection Method(TuneResult result)
    {
        var parts = result.Tuning.Parts;
        return new("How to read this",
        [
            new ParagraphBlock(result.Folds is { } folds
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"What is compared. Procedures, on data like yours, fitted on {PlainNumbers.Percent(1 - 1.0 / folds)} of it: the rows were split {PlainNumbers.Times(parts.Repeats)} into {folds} parts, each part held out once, and everything (scaling, weights, synthetic rows, choices) made anew from the other parts. The figures do not speak of the one model that you fit in the end, whose own luck no held-out row can know.")
                : "What is compared. Procedures fitted on your training rows and judged on the validation rows. Everything (scaling, weights, synthetic rows) is made from training rows alone."),
            new ParagraphBlock("The loss is the log-loss with both classes given their weight, whatever their number: 0.6931 (ln 2) is what guessing costs when the classes weigh the same, 0 is certainty. A thousandth of a nat is nothing to act on; a hundredth begins to be."),
            new ParagraphBlock(result.Tuning.IsCrossSelected
                ? "Tuned rules. A rule that chooses something (γ, a weight, a penalty) chooses it for each part on the other parts, and its loss is that of the choices: the luck of choosing is not counted as gain."
                : "Tuned rules. With one validation part nothing else can choose, so the loss of a tuned rule is the least of its candidates and somewhat too good."),
            .. result.Settings.CurveOnly ? [] : new[] { new ParagraphBlock(Verdict) },
            new ParagraphBlock($"The best γ. The shaded set {SelectionSet.Covers(result.Folds)}."),
        ]);
    }

    public static ReportSection Provenance(TuneResult result) => new("Provenance",
    [
        new KeyValueBlock("What the numbers depend on; the same of each gives the same numbers, to the last digit, on any machine",
        [
            new("SHA-256 of the file", result.Data.Sha256),
            new("split", result.Folds is null
                ? "one validation part"
                : string.Create(CultureInfo.InvariantCulture, $"{result.Settings.Folds} stratified folds, dealt {PlainNumbers.Times(result.Settings.Repeats)}")),
            new("weight of the majority ρ", PlainNumbers.Gamma(result.Settings.Rho)),
            new("sizes γ", string.Create(CultureInfo.InvariantCulture, $"{result.Settings.Gamma.Count} from {PlainNumbers.Gamma(result.Settings.Gamma.From)} to {PlainNumbers.Gamma(result.Settings.Gamma.To)}, {(result.Settings.FixedGrid ? "and no others" : "then wider while the least is the largest, and finer around it")}")),
            .. result.Inputs,
        ]),
    ]);
}
