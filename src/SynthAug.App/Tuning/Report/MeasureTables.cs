using System.Globalization;
using SynthAug.Engine.Tuning;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>Every measure of every rule, value ± standard error, in tables narrow enough to be read.</summary>
internal static class MeasureTables
{
    private const int MostColumns = 4;

    public static IEnumerable<ReportBlock> Of(TuneResult result)
    {
        var parts = result.Tuning.Parts;
        var counts = string.Create(CultureInfo.InvariantCulture, $"n0 = {parts.MajorityCount} and n1 = {parts.MinorityCount} rows, each held out {PlainNumbers.Times(parts.Repeats)}");
        PanelEntry[] ranked = [.. RuleWords.Shown(result)];
        yield return new TableBlock(
            $"Held-out loss ± one standard error over rows, and differences to the least, paired; {counts}",
            [new("rule"), new("loss", Alignment.Right), new("difference to the least", Alignment.Right), new("fitted on everything")],
            [.. ranked.Select(e => (IReadOnlyList<string>)
                [RuleWords.NameOf(e, result.Settings), e.Refusal is null ? PlainNumbers.PlusMinus(e.Loss) : "refused", PlainNumbers.Difference(e.DifferenceToBest), e.Choice?.Best.Name ?? e.Refusal!])]);

        PanelEntry[] measured = [.. ranked.Where(e => e.Measures.Count > 0)];
        if (measured.Length == 0) yield break;
        string[] names = [.. measured[0].Measures.Select(m => m.Name)];
        TableBlock Table(string caption, int[] chosen, Func<MeasureValue, string> text) => new(
            caption,
            [new("rule"), .. chosen.Select(i => new TableColumn(Heading(names[i]), Alignment.Right))],
            [.. measured.Select(e => (IReadOnlyList<string>)[RuleWords.NameOf(e, result.Settings), .. chosen.Select(i => text(e.Measures[i]))])]);

        foreach (var (caption, chosen) in Tables(names, result))
        {
            yield return Table($"{caption}; {counts}", chosen, m => Short(m.Value));
            yield return Table($"The same, less {RuleWords.NameOf(result.Panel.Best!, result.Settings)}, paired row by row", chosen, m => PlainNumbers.Difference(m.DifferenceToBest));
        }
    }

    private static IEnumerable<(string Caption, int[] Columns)> Tables(string[] names, TuneResult result)
    {
        var share = result.Tuning.Settings.Prevalence ?? (double)result.Tuning.Parts.WholeMinorityCount / (result.Tuning.Parts.WholeMajorityCount + result.Tuning.Parts.WholeMinorityCount);
        foreach (var (caption, belongs) in ((string, Func<string, bool>)[])
            [
                ("Errors and ranking, classes of equal weight", n => !IsAtUse(n) && !IsCalibration(n)),
                ("Calibration, classes of equal weight: intercept 0 and slope 1 are right", n => !IsAtUse(n) && IsCalibration(n)),
                ($"At a minority share of {PlainNumbers.Percent(share)}, {(result.Tuning.Settings.Prevalence is null ? "that of your file" : "where the model is to be used")}", IsAtUse),
            ])
        {
            int[] all = [.. Enumerable.Range(0, names.Length).Where(i => belongs(names[i]))];
            for (var from = 0; from < all.Length; from += MostColumns + 1) yield return (caption, all[from..Math.Min(from + MostColumns + 1, all.Length)]);
        }
    }

    private static bool IsAtUse(string name) => name.EndsWith("-at-use", StringComparison.Ordinal);

    private static bool IsCalibration(string name) => name.StartsWith("calibration", StringComparison.Ordinal);

    private static string Heading(string name) => (IsAtUse(name) ? name[..^"-at-use".Length] : name).Replace("balanced-", "", StringComparison.Ordinal) switch
    {
        "auroc" => "AUROC",
        "brier" => "Brier score",
        "calibration-intercept" => "intercept",
        "calibration-slope" => "slope",
        "calibration-error" => "calibration error",
        var sensitivity when sensitivity.StartsWith("sensitivity-at-", StringComparison.Ordinal) => "sensitivity at specificity " + sensitivity["sensitivity-at-".Length..],
        var other => other.Replace('-', ' '),
    };

    // Three decimals: nobody acts on the fourth of an AUROC.
    private static string Short(LossEstimate estimate) => estimate.IsNumber ? $"{PlainNumbers.Fixed(estimate.Loss, 3)} ± {PlainNumbers.Fixed(estimate.StandardError, 3)}" : "–";
}
