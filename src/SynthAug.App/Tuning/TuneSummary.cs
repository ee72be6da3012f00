using System.Globalization;
using System.Text;

namespace SynthAug.App.Tuning;

/// <summary>The result in plain sentences and a table: the same on the console and in the report.</summary>
internal static class TuneSummary
{
    /// <summary>Which rule has the least loss, and how tuning compares with the best rule that adds no rows. Figures, no verdict.</summary>
    public static IReadOnlyList<string> Sentences(TuneResult result)
    {
        var sentences = new List<string>();
        var panel = result.Panel;
        if (panel.Best is not { } best) return ["Every rule was refused; there is no loss to compare."];
        sentences.Add($"Least held-out loss: {best.Name}, {PlusMinus(best.Loss)}.");
        if (panel.BestTuned is { } tuned && panel.BestWithoutRows is { } without)
        {
            var point = result.Selected!.Minimum!;
            var difference = panel.Difference(tuned, without);
            sentences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{tuned.Name} minus the best rule that adds no rows ({without.Name}): {Signed(difference)} nats, n1 = {result.Data.Minority.Count}; below 0 adding rows is better."));
            sentences.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The curve of {result.Selected.Name} is least at γ = {point.Gamma:R} (ñ = {point.SyntheticSize} rows on all the data), {PlusMinus(point.Estimate)} there; the loss of vtss is that of choosing γ by other folds."));
        }

        var trained = 100 - 100.0 / result.Settings.Folds;
        sentences.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"Losses are {Objective(result)} of held-out rows, for the procedures trained on {trained:0.#} % of the data ({result.Settings.Repeats} × {result.Settings.Folds} folds), ± one standard error over rows."));
        return sentences;
    }

    public static string Objective(TuneResult result) => result.Settings.Rho == 0.5
        ? "balanced log-losses"
        : string.Create(CultureInfo.InvariantCulture, $"log-losses with weight {result.Settings.Rho:R} on the majority");

    /// <summary>The panel by loss, refused rules last.</summary>
    public static IReadOnlyList<PanelEntry> Ranked(Panel panel) =>
        [.. panel.Entries.Where(e => e.Refusal is null).OrderBy(e => e.Loss.Loss), .. panel.Entries.Where(e => e.Refusal is not null)];

    public static string Console(TuneResult result, IReadOnlyList<string> warnings)
    {
        var text = new StringBuilder();
        var (data, settings) = (result.Data, result.Settings);
        text.Append(CultureInfo.InvariantCulture, $"{data.RowCount} rows, {data.Columns.Count} features; '{data.Positive}' in {data.Minority.Count}, the rest {data.Majority.Count}; seed {settings.Seed}\n\n");
        Table(text, Ranked(result.Panel));
        text.Append('\n');
        foreach (var sentence in Sentences(result)) text.Append(sentence).Append('\n');
        foreach (var warning in warnings) text.Append("! ").Append(warning).Append('\n');
        return text.ToString();
    }

    public static string PlusMinus(LossEstimate estimate) => $"{Number(estimate.Loss)} ± {Number(estimate.StandardError)}";

    public static string Difference(PanelEntry entry) =>
        entry.DifferenceToBest is { Loss: 0, StandardError: 0 } ? "least" : Signed(entry.DifferenceToBest);

    private static void Table(StringBuilder text, IReadOnlyList<PanelEntry> entries)
    {
        var name = entries.Max(e => e.Name.Length);
        var loss = entries.Max(e => Loss(e).Length);
        text.Append("rule".PadRight(name)).Append("  ").Append("loss ± se".PadRight(loss)).Append("  difference to the least ± se\n");
        foreach (var entry in entries)
        {
            text.Append(entry.Name.PadRight(name)).Append("  ");
            if (entry.Refusal is null) text.Append(Loss(entry).PadRight(loss)).Append("  ").Append(Difference(entry)).Append('\n');
            else text.Append("refused: ").Append(entry.Refusal).Append('\n');
        }

        static string Loss(PanelEntry entry) => entry.Refusal is null ? PlusMinus(entry.Loss) : "";
    }

    private static string Number(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    // Paired differences of large tables are far below a ten-thousandth; ± 0.0000 would claim no error at all.
    private static string Signed(LossEstimate difference)
    {
        var digits = difference.StandardError < 0.001 ? "0.000000" : "0.0000";
        return $"{difference.Loss.ToString($"+{digits};-{digits};{digits}", CultureInfo.InvariantCulture)} ± {difference.StandardError.ToString(digits, CultureInfo.InvariantCulture)}";
    }
}
