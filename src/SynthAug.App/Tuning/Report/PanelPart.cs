using System.Globalization;
using SynthAug.Engine.Tuning;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>All rules side by side: two dot plots, what the rules are, and every measure in tables.</summary>
internal static class PanelPart
{
    public static ReportSection Section(TuneResult result) => new("Rules side by side", [.. Blocks(result)]);

    private static IEnumerable<ReportBlock> Blocks(TuneResult result)
    {
        if (result.Panel.BestWithoutRows is { } reference)
        {
            yield return new FigureBlock(Differences(result, reference));
            yield return new FigureBlock(Losses(result));
        }

        yield return new TableBlock("What the rules are", [new("rule"), new("what it does")], RuleWords.Glossary(result));
        yield return new FoldedBlock("All measures of all rules", [.. MeasureTables.Of(result)]);
    }

    private static DotFigure Differences(TuneResult result, PanelEntry reference)
    {
        var margin = result.Tuning.Verdict?.Margin ?? 0;
        var differences = new Dictionary<PanelEntry, LossEstimate>();
        var (all, least) = (new List<LossEstimate>(), 0.0);
        foreach (var entry in result.Panel.Entries)
        {
            if (entry.Rows is null) continue;
            var difference = result.Panel.Difference(entry, reference);
            differences.Add(entry, difference);
            all.Add(difference);
            least = Math.Min(least, difference.Loss);
        }

        var name = RuleWords.NameOf(reference, result.Settings);
        return new()
        {
            Title = $"Against the best rule without rows, {name}",
            Caption = "Paired row by row: the part of a loss that is due to hard rows cancels. Tuned rules are reported with choices made on other folds.",
            XAxis = new("difference in held-out loss, nats a row; left of the line is better") { Max = AxisLimits.Upper(all, least, 4 * margin) },
            IntervalLabel = "90 % interval",
            Reference = new(name, 0),
            Zone = margin > 0 ? new(string.Create(CultureInfo.InvariantCulture, $"differences smaller than the margin of {margin:R}"), -margin, margin) : null,
            Rows = [.. Rows(result, e => e == reference ? new(0, 0) : differences[e], e => e == reference)],
        };
    }

    private static DotFigure Losses(TuneResult result)
    {
        var losses = new List<LossEstimate>();
        var (least, error) = (double.PositiveInfinity, double.PositiveInfinity);
        foreach (var entry in result.Panel.Entries)
        {
            if (entry.Rows is null) continue;
            losses.Add(entry.Loss);
            (least, error) = (Math.Min(least, entry.Loss.Loss), Math.Min(error, entry.Loss.StandardError));
        }

        return new()
        {
            Title = "Held-out loss of each rule",
            Caption = "Intervals that overlap may still belong to rules that differ; the figure above tells them apart.",
            XAxis = new(CurvePart.LossLabel(result)) { Max = AxisLimits.Upper(losses, least, 8 * error) },
            IntervalLabel = "90 % interval",
            Rows = [.. Rows(result, e => e.Loss, _ => false).Where(row => row.Remark.Length == 0)],
        };
    }

    private static IEnumerable<DotRow> Rows(TuneResult result, Func<PanelEntry, LossEstimate> value, Func<PanelEntry, bool> isReference)
    {
        string? said = null;
        foreach (var group in (string[])[RuleWords.NoRows, RuleWords.Raw, RuleWords.Corrected])
        {
            foreach (var entry in RuleWords.Shown(result).Where(e => RuleWords.GroupOf(e) == group))
            {
                var name = RuleWords.NameOf(entry, result.Settings);
                if (entry.Refusal is { } refusal)
                {
                    // One reason takes all rules of a generator.
                    yield return new(name, double.NaN) { Group = group, Remark = refusal == said ? "refused, as above" : $"refused: {refusal}" };
                    said = refusal;
                    continue;
                }

                var estimate = value(entry);
                if (isReference(entry)) yield return new(name, 0) { Group = group };
                else yield return new(name, estimate.Loss, estimate.Loss - Verdict.Z * estimate.StandardError, estimate.Loss + Verdict.Z * estimate.StandardError) { Group = group };
            }
        }
    }
}
