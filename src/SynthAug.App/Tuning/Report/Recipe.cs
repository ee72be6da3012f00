using System.Globalization;
using SynthAug.Engine.Tuning;
using SynthAug.Numerics;

namespace SynthAug.App.Tuning.Report;

/// <summary>What to do to get the model that a verdict speaks of, with the numbers of this data set filled in.</summary>
internal static class Recipe
{
    /// <summary>The panel's rule that fits the verdict's contender on everything; null when no rule ends with it.</summary>
    public static PanelEntry? EntryOf(Contender contender, Panel panel) => panel.Entries.FirstOrDefault(e => e.Choice?.Best.Name == contender.Name);

    /// <summary>Steps in order.</summary>
    public static IEnumerable<string> Steps(PanelEntry entry, TuneResult result)
    {
        var best = entry.Choice!.Best;
        var (n0, n1, rho) = ((double)result.Tuning.Parts.WholeMajorityCount, (double)result.Tuning.Parts.WholeMinorityCount, result.Settings.Rho);
        var ratio = (1 - rho) * n0 / (rho * n1);
        if (best.Id is not { } id)
        {
            yield return "Fit nothing: the same score for every row has the least loss. These columns tell the classes apart no better than guessing does.";
            yield break;
        }

        var size = Size(id, entry, result);
        yield return id.Kind switch
        {
            FitKind.Weight => Text($"Fit {entry.Classifier} on your rows with class weights: a minority row counts {PlainNumbers.Fixed(Math.Pow(ratio, id.Value), 2)} times as much as a majority row."),
            FitKind.Penalty => Text($"Fit {entry.Classifier} on your rows as they are, with its penalty set to {id.Value:0.######}."),
            FitKind.Bootstrap => $"Repeat minority rows until the classes balance ({PlainNumbers.Whole(size)} copies), and fit {entry.Classifier}.",
            FitKind.None => $"Fit {entry.Classifier} on your rows as they are.",
            _ => Text($"Add {size} rows made by {entry.Generator} (γ = {PlainNumbers.Gamma(Gamma(id, entry, result))}), and fit {entry.Classifier} on all of them."),
        };

        var shift = best.Correction switch
        {
            Correction.Prior when id.Kind == FitKind.Weight => ExactMath.Log(ratio) * (1 - id.Value),
            Correction.Prior => ExactMath.Log((1 - rho) * n0 / (rho * (n1 + size))),
            Correction.Offset => MeanShift(best, result),
            _ => 0,
        };
        if (best.Correction != Correction.None)
            yield return Text($"Add {PlainNumbers.Fixed(shift, 3)} to its log-odds{(rho == 0.5 ? ", so that both classes weigh the same" : "")}; or keep its probabilities and move the threshold from 0.5 to {PlainNumbers.Fixed(ExactMath.Sigmoid(-shift), 3)}, which decides the same.");
        if (best.Correction == Correction.Prior && id.Kind == FitKind.None)
            yield return Text($"Where you need probabilities at your data's own share of {PlainNumbers.Percent(n1 / (n0 + n1))}, leave the log-odds as they come.");
    }

    private static double Gamma(FitId id, PanelEntry entry, TuneResult result) => id.Kind switch
    {
        FitKind.Path => id.Value,
        FitKind.PlugIn => Mean(result, (r, k) => entry.Choice!.Best.Gamma(r, k)),
        _ => 1,
    };

    private static int Size(FitId id, PanelEntry entry, TuneResult result)
    {
        if (!id.AddsRows) return 0;
        var gamma = id.Kind == FitKind.Bootstrap ? 1 : Gamma(id, entry, result);
        return Engine.Sizing.SyntheticTarget.Size(
            gamma, Engine.Sizing.SyntheticTarget.Of(result.Tuning.Parts.WholeMajorityCount, result.Tuning.Parts.WholeMinorityCount, result.Settings.Rho));
    }

    private static double MeanShift(CandidateView view, TuneResult result) => Mean(result, view.Shift);

    private static double Mean(TuneResult result, Func<int, int, double> of)
    {
        var (sum, parts) = (0.0, result.Tuning.Parts);
        for (var r = 0; r < parts.Repeats; r++)
            for (var k = 0; k < parts.Folds; k++) sum += of(r, k);
        return sum / (parts.Repeats * parts.Folds);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
