using System.Globalization;

namespace RealData;

/// <summary>What the panel over all tables says, table by table: one repetition each, so the errors are those over rows.</summary>
internal static class PanelClaims
{
    public static ClaimOutcome NoGain(ResultView results)
    {
        var words = results.Cells.Select(cell => (Set: cell.Axes[0].Text, Word: Only(results, nameof(PanelOfSets.Word), cell))).ToArray();
        var gains = words.Where(w => w.Word > 0).Select(w => w.Set).ToArray();
        var open = words.Where(w => w.Word == 0).Select(w => w.Set).ToArray();
        return new(
            gains.Length > 0 ? ClaimVerdict.NotSupported : ClaimVerdict.Supported,
            $"Augment: {List(gains)}; cannot tell: {List(open)}; do not: {List([.. words.Where(w => w.Word < 0).Select(w => w.Set)])}");
    }

    public static ClaimOutcome ShiftIsEnough(ResultView results)
    {
        var pairs = results.Cells.Select(cell => (
            Set: cell.Axes[0].Text,
            Difference: Only(results, nameof(PanelOfSets.ShiftLessVtss), cell),
            Error: Only(results, nameof(PanelOfSets.ShiftLessVtssError), cell))).ToArray();
        var worse = pairs.Where(p => p.Difference > 2 * p.Error).ToArray();
        return new(
            worse.Length > 0 ? ClaimVerdict.NotSupported : ClaimVerdict.Supported,
            "Prior shift less VTSS: " + string.Join(", ", pairs.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Set} {p.Difference:0.0000} ± {p.Error:0.0000}"))));
    }

    private static double Only(ResultView results, string measure, SynthAug.Engine.CellPlan cell) => results.Values(measure, cell, new())[0];

    private static string List(string[] sets) => sets.Length == 0 ? "none" : string.Join(", ", sets);
}
