using System.Globalization;
using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning;

/// <summary>What limits the conclusions from a run, one sentence each.</summary>
internal static class TuneWarnings
{
    // Below this many minority rows a difference of a few hundredths of a nat is within one standard error.
    private const int FewRows = 50;

    public static IReadOnlyList<string> Of(TuneResult result) => [.. result.Data.Warnings, .. Data(result), .. Refusals(result), .. result.Curves.SelectMany(c => Curve(c, result))];

    private static IEnumerable<string> Data(TuneResult result)
    {
        var (data, settings) = (result.Data, result.Settings);
        var (n0, n1) = (data.Majority.Count, data.Minority.Count);
        if (settings.Gamma.From > 0)
            yield return Text($"γ = 0 was added to the range that begins at {settings.Gamma.From:R}: adding nothing must be able to win.");
        if (SyntheticTarget.Of(n0, n1, settings.Rho) == 0)
            yield return Text($"'{data.Positive}' already has its share of the rows ({n1} against {n0}); every γ adds 0 rows.");
        if (n1 < FewRows)
            yield return Text($"Only {n1} minority rows in total: the standard errors themselves are uncertain.");
        else if (data.Validation is null && n1 / settings.Folds < FewRows)
            yield return Text($"A held-out fold has about {n1 / settings.Folds} minority rows, fewer than {FewRows}: γ is chosen on noisy losses.");
        foreach (var classifier in result.Regime.Where(f => f.IsSeparated).Select(f => f.Classifier).Distinct())
            yield return $"{classifier}: a line separates the classes, or nearly; without a penalty the fit runs away, and its log-losses say more about the penalty than about added rows.";
        foreach (var (what, part) in ((string, HeldOutRows?)[])[("validation", data.Validation), ("test", data.Test)])
            if (part is not null && part.Minority.Count < FewRows) yield return Text($"The {what} part has {part.Minority.Count} minority rows, fewer than {FewRows}: its losses are noisy.");
    }

    // One sentence a reason: a generator that refuses takes six rules with it. Why there is no plug-in size stands with the regime.
    private static IEnumerable<string> Refusals(TuneResult result) => result.Panel.Entries
        .Where(e => e.Refusal is not null && e.Rule is not (TuningRules.PlugIn or TuningRules.PlugInCorrected))
        .GroupBy(e => new Refused(e.Generator, e.Classifier, e.Refusal!))
        .Select(g => g.Count() == 1
            ? $"{g.Single().Name} was refused and has no loss: {g.Key.Reason}"
            : $"{string.Join(", ", g.SkipLast(1).Select(e => e.Rule))} and {g.Last().Name} were refused and have no loss: {g.Key.Reason}");

    private sealed record Refused(string Generator, string Classifier, string Reason);

    private static IEnumerable<string> Curve(GammaCurve curve, TuneResult result)
    {
        if (curve.Minimum is not { } best) yield break;
        var refused = curve.Points.Where(p => p.Refusal is not null).ToArray();
        if (refused.Length > 0)
            yield return Text($"{curve.Name}: {refused.Length} of {curve.Points.Count} sizes were refused, the first at γ = {refused[0].Gamma:R}: {refused[0].Refusal}");
        if (curve.WideningStop is { } stop)
            yield return $"{curve.Name}: the least loss is at the largest γ tried, and larger ones were not: {stop}.";
        else if (curve.IsLeastOnUpperEdge)
            yield return Text($"RUNS AWAY: for {curve.Name} the least loss is at the largest γ tried, {best.Gamma:R}. The mismatch may have s ≥ ½, and then no finite size cancels it.");

        if (curve.Points[0] is { Refusal: null } zero && IsFlat(curve, zero, result))
            yield return Text($"{curve.Name}: the curve is flat; no γ > 0 differs from γ = 0 by one standard error.");
    }

    private static bool IsFlat(GammaCurve curve, CurvePoint zero, TuneResult result)
    {
        var none = zero.Rows!;
        return curve.Points.Skip(1).Where(p => p.Refusal is null).All(p =>
        {
            var difference = p.Rows!.Minus(none).Estimate(result.Settings.Rho, result.Tuning.Parts.Groups);
            return !(Math.Abs(difference.Loss) > difference.StandardError);
        });
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
