using SynthAug.Engine;
using SynthAug.Numerics;

namespace Simulations;

internal static class CoverClaims
{
    /// <summary>A rate is at least so much, in every cell.</summary>
    public static ClaimOutcome AtLeast(ResultView results, string measure, double rate, Func<CellPlan, Selection> fit, IEnumerable<CellPlan>? cells = null) =>
        ClaimOutcome.OfSigns(Less(results, measure, rate, fit, cells, Contrast.Above));

    /// <summary>A rate is at most so much, in every cell.</summary>
    public static ClaimOutcome AtMost(ResultView results, string measure, double rate, Func<CellPlan, Selection> fit, IEnumerable<CellPlan>? cells = null) =>
        ClaimOutcome.OfSigns(Less(results, measure, rate, fit, cells, Contrast.Below));

    private static IEnumerable<Contrast> Less(
        ResultView results, string measure, double rate, Func<CellPlan, Selection> fit, IEnumerable<CellPlan>? cells, Func<string, Estimate, Contrast> contrast) =>
        from cell in cells ?? results.Cells
        let seen = results.Mean(measure, cell, fit(cell))
        select contrast(
            FormattableString.Invariant($"{string.Join(", ", cell.Axes.Select(a => $"{a.Name} {a.Text}"))}: {seen.Mean:0.000}, less {rate}:"),
            seen with { Mean = seen.Mean - rate });
}
