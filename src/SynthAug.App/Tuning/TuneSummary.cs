using System.Globalization;
using System.Text;
using SynthAug.App.Tuning.Report;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>The result in plain sentences and a table: the same on the console and in the report.</summary>
internal static class TuneSummary
{
    // What a reader who has ten lines wants to see; the document and the report have all rules.
    private static readonly string[] Shown =
    [
        TuningRules.None, TuningRules.PriorShift, TuningRules.TunedWeight, TuningRules.TunedPenalty,
        TuningRules.Naive, TuningRules.Vtss, TuningRules.VtssCorrected, TuningRules.PlugInCorrected,
    ];

    // Rows are compared, not numbers: a sort by numbers is compiled anew in every start.
    private static readonly Comparer<PanelEntry> s_byLoss = Comparer<PanelEntry>.Create(static (a, b) => a.Loss.Loss.CompareTo(b.Loss.Loss));

    /// <summary>The verdict, then which rule has the least loss and what the losses are.</summary>
    public static IReadOnlyList<string> Sentences(TuneResult result)
    {
        var panel = result.Panel;
        if (panel.Best is not { } best) return ["Every rule was refused; there is no loss to compare."];
        List<string> sentences = result.Tuning.Verdict is { } verdict
            ? [.. VerdictSentences.Of(verdict, result.Folds)]
            : [$"No verdict: {NoVerdict(result)}"];
        sentences.Add($"Least held-out loss of all rules: {best.Name}, {PlusMinus(best.Loss)}.");
        if (result.Selected is { Minimum: { } point } curve)
        {
            sentences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The curve of {curve.Name} is least at γ = {point.Gamma:R} (ñ = {point.SyntheticSize} rows on all the data), {PlusMinus(point.Estimate)} there; {Reported(result)}"));
        }

        sentences.Add(Protocol(result));
        return sentences;
    }

    /// <summary>Why there is none.</summary>
    public static string NoVerdict(TuneResult result) => result.Settings.CurveOnly
        ? "with --panel curve neither class weights nor other penalties nor copies of rows were fitted, and what beats the rest may lose against those; leave it out to be told."
        : "no rule that adds rows has a loss.";

    public static string Objective(TuneResult result) => result.Settings.Rho == 0.5
        ? "balanced log-losses"
        : string.Create(CultureInfo.InvariantCulture, $"log-losses with weight {result.Settings.Rho:R} on the majority");

    /// <summary>The panel by loss, refused rules last.</summary>
    public static IReadOnlyList<PanelEntry> Ranked(Panel panel) =>
        [.. panel.Entries.Where(e => e.Refusal is null).Order(s_byLoss), .. panel.Entries.Where(e => e.Refusal is not null)];

    public static string Console(TuneResult result, IReadOnlyList<string> warnings)
    {
        var text = new StringBuilder();
        var (data, settings) = (result.Data, result.Settings);
        foreach (var sentence in Sentences(result)) text.Append(sentence).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{data.RowCount} rows, {data.Columns.Count} features; '{data.Positive}' in {data.Minority.Count}, the rest {data.Majority.Count}; seed {settings.Seed}.\n");
        PanelEntry[] shown = [.. Ranked(result.Panel).Where(e => e.Refusal is null && (e == result.Panel.Best || Shown.Contains(e.Rule)))];
        if (shown.Length > 0)
        {
            text.Append('\n');
            Table(text, shown);
            text.Append(CultureInfo.InvariantCulture, $"{shown.Length} of {result.Panel.Entries.Count} rules; tune.json has all{(settings.CurveOnly ? "" : ", with their other measures")}.\n");
        }

        foreach (var finding in result.Regime) text.Append(RegimePart.Line(finding)).Append('\n');
        foreach (var warning in warnings) text.Append("! ").Append(warning).Append('\n');
        return text.ToString();
    }

    public static string PlusMinus(LossEstimate estimate) => $"{Number(estimate.Loss)} ± {Number(estimate.StandardError)}";

    public static string Difference(PanelEntry entry) =>
        entry.DifferenceToBest is { Loss: 0, StandardError: 0 } ? "least" : Signed(entry.DifferenceToBest);

    private static string Reported(TuneResult result) => result.Tuning.IsCrossSelected
        ? "the loss of vtss is that of choosing γ by other folds."
        : "with one validation part nothing else can choose γ, so that the loss of a tuned rule is its least and somewhat too good.";

    private static string Protocol(TuneResult result)
    {
        if (!result.Tuning.IsCrossSelected) return $"Losses are {Objective(result)} of the validation rows, ± one standard error over rows.";
        var trained = 100 - 100.0 / result.Settings.Folds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Losses are {Objective(result)} of held-out rows, for the procedures trained on {trained:0.#} % of the data ({result.Settings.Repeats} × {result.Settings.Folds} folds), ± one standard error over rows.");
    }

    private static void Table(StringBuilder text, PanelEntry[] entries)
    {
        var name = entries.Max(e => e.Name.Length);
        var loss = entries.Max(e => PlusMinus(e.Loss).Length);
        text.Append("rule".PadRight(name)).Append("  ").Append("loss ± se".PadRight(loss)).Append("  difference to the least ± se\n");
        foreach (var entry in entries)
            text.Append(entry.Name.PadRight(name)).Append("  ").Append(PlusMinus(entry.Loss).PadRight(loss)).Append("  ").Append(Difference(entry)).Append('\n');
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    // Paired differences of large tables are far below a ten-thousandth; ± 0.0000 would claim no error at all.
    private static string Signed(LossEstimate difference)
    {
        var digits = difference.StandardError < 0.001 ? "0.000000" : "0.0000";
        return $"{difference.Loss.ToString($"+{digits};−{digits};{digits}", CultureInfo.InvariantCulture)} ± {difference.StandardError.ToString(digits, CultureInfo.InvariantCulture)}";
    }
}
