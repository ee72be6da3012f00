using SynthAug.Engine;
using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>
/// How much of what tuning gains over balancing is the size's doing. Algorithm 1 draws anew for every candidate, so it also picks the luckiest of its draws; a control that
/// draws as often at γ = 1 and keeps the best has the luck without the size.
/// </summary>
internal static class RedrawControl
{
    /// <param name="tuned">Label of the tuned rule with fresh draws.</param>
    /// <param name="control">Label of the rule that only redraws.</param>
    /// <param name="balanced">The fit at γ = 1.</param>
    public static ClaimOutcome SizeExplainsMore(ResultView results, string measure, string tuned, string control, Selection balanced, IEnumerable<CellPlan>? cells = null)
    {
        var all = (cells ?? results.Cells).ToList();
        var outcome = ClaimOutcome.OfSigns(results.IsLess(measure, new() { Rule = tuned }, new() { Rule = control }, all));
        var gains = all.Select(cell =>
        {
            var byTuning = results.Difference(measure, cell, balanced, new() { Rule = tuned });
            var byLuck = results.Difference(measure, cell, balanced, new() { Rule = control });
            var name = cell.Axes.Count == 0 ? "" : $"{cell.Axes[0].Name} {cell.Axes[0].Text}: ";
            return $"{name}{Text(byTuning)} by tuning, {Text(byLuck)} by drawing anew alone";
        });
        return outcome with { Evidence = $"{outcome.Evidence}. Gain over balancing — {string.Join("; ", gains)}" };
    }

    private static string Text(Estimate gain) => FormattableString.Invariant($"{gain.Mean:0.00000} ± {gain.StandardError:0.00000}");
}
