using System.Globalization;
using System.Runtime.InteropServices;
using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tuning;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>How many rows: the loss along γ, raw and prior-corrected, with the sizes that cannot be told from the best.</summary>
internal static class CurvePart
{
    public static ReportSection Section(TuneResult result) => new("How many rows",
    [
        new ParagraphBlock("γ counts added rows: 0 adds none, 1 as many as balance the classes. Neighbouring sizes share their rows, so the band tells how high a curve lies, not where it is least; the shaded sizes say that."),
        .. Figures(result),
        .. result.Curves.Where(c => c.Minimum is null).Select(c => new CalloutBlock(CalloutKind.Caution, $"{c.Name} has no curve; it was refused: {c.Refusal}")),
        .. Frequencies(result),
    ]);

    private static IEnumerable<ReportBlock> Figures(TuneResult result)
    {
        var (raw, corrected) = (result.Tuning.Curves, result.Tuning.CorrectedCurves);
        for (var i = 0; i < Math.Min(raw.Count, corrected.Count); i++)
            if (raw[i].Minimum is not null) yield return new FigureBlock(Figure(raw[i], corrected[i], result));
    }

    private static LineFigure Figure(GammaCurve raw, GammaCurve corrected, TuneResult result)
    {
        var least = corrected.Minimum is { } c && c.Estimate.Loss < raw.Minimum!.Estimate.Loss ? corrected : raw;
        var best = least.Minimum!;
        PanelEntry[] levels = [.. result.Panel.Entries.Where(e => !e.AddsRows && e.Refusal is null && (e.Classifier == raw.Classifier || e.Classifier.Length == 0))];
        var losses = new List<double>();
        foreach (var point in raw.Points.Concat(corrected.Points))
            if (point.Refusal is null) losses.Add(point.Estimate.Loss);
        foreach (var level in levels) losses.Add(level.Loss.Loss);
        var upper = AxisLimits.Upper(CollectionsMarshal.AsSpan(losses), losses.Min(), 8 * best.Estimate.StandardError);
        return new()
        {
            Title = raw.Name,
            Caption = Caption(least, result),
            BandLabel = "± 1 standard error over rows",
            NamesAtEnds = true,
            XAxis = new("γ, synthetic rows as a multiple of those that balance; ñ, their number") { Twin = new("ñ", SyntheticTarget.Of(result.Tuning.Parts.WholeMajorityCount, result.Tuning.Parts.WholeMinorityCount, result.Settings.Rho)) },
            YAxis = new(LossLabel(result)) { Max = upper },
            Facets =
            [
                new("", [Series("as they are", raw), Series("prior-corrected", corrected)])
                {
                    ReferenceLines = [.. levels.Select(e => new ReferenceLine(e.Loss.Loss > upper ? $"{e.Rule} ({PlainNumbers.Fixed(e.Loss.Loss, 3)})" : e.Rule, e.Loss.Loss))],
                    Spans = [.. Spans(least, Name(least, raw))],
                    Marks = [new("least loss", best.Gamma, best.Estimate.Loss)],
                },
            ],
        };
    }

    public static string LossLabel(TuneResult result) => result.Settings.Rho == 0.5
        ? "balanced log-loss, nats"
        : string.Create(CultureInfo.InvariantCulture, $"log-loss, weight {result.Settings.Rho:R} on the majority, nats");

    private static string Name(GammaCurve curve, GammaCurve raw) =>
        $"γ that cannot be told from the best{(curve == raw ? ", as they are" : ", prior-corrected")}";

    private static LineSeries Series(string name, GammaCurve curve) =>
        new(name, [.. curve.Points.Select(p => LinePoint.WithSpread(p.Gamma, p.Estimate.Loss, p.Estimate.StandardError))]);

    // Neighbours on the grid that are all in make one stretch.
    private static IEnumerable<LineSpan> Spans(GammaCurve curve, string name)
    {
        int? first = null;
        for (var i = 0; i <= curve.Points.Count; i++)
        {
            var isIn = i < curve.Points.Count && curve.SelectionSet.Contains[i];
            if (isIn) first ??= i;
            if (isIn || first is not { } from) continue;
            yield return new(name, curve.Points[from].Gamma, curve.Points[i - 1].Gamma);
            first = null;
        }
    }

    private static string Caption(GammaCurve curve, TuneResult result)
    {
        var best = curve.Minimum!;
        var set = curve.SelectionSet;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Least at γ = {PlainNumbers.Gamma(best.Gamma)} (ñ = {best.SyntheticSize}), {PlainNumbers.PlusMinus(best.Estimate)}. {set.Count} of {curve.Points.Count} sizes cannot be told from it (within {PlainNumbers.Gamma(set.Z)} standard errors of the paired difference); the set {SelectionSet.Covers(result.Folds)}.");
    }

    private static IEnumerable<ReportBlock> Frequencies(TuneResult result)
    {
        var usable = result.Tuning.Curves.Concat(result.Tuning.CorrectedCurves).Where(c => c.Minimum is not null).ToArray();
        if (usable.Length == 0) yield break;
        yield return new TableBlock(
            string.Create(CultureInfo.InvariantCulture, $"Which γ other held-out rows would have chosen, in {usable[0].Frequency.Resamples} resamples of the rows"),
            [new("curve"), new("least at", Alignment.Right), new("no rows chosen", Alignment.Right), new("middle half of the choices", Alignment.Right)],
            [.. usable.Select(c => (IReadOnlyList<string>)
                [$"{c.Name}, {(c.Correction == Correction.Prior ? "prior-corrected" : "as they are")}", PlainNumbers.Gamma(c.Minimum!.Gamma), PlainNumbers.Percent(Share(c, 0)), $"{PlainNumbers.Gamma(Quantile(c, 0.25))} to {PlainNumbers.Gamma(Quantile(c, 0.75))}"])]);
    }

    private static double Share(GammaCurve curve, double gamma)
    {
        double sum = 0;
        for (var i = 0; i < curve.Points.Count; i++)
            if (curve.Points[i].Gamma == gamma) sum += curve.Frequency.Frequencies[i];
        return sum;
    }

    private static double Quantile(GammaCurve curve, double share)
    {
        double sum = 0;
        for (var i = 0; i < curve.Points.Count; i++)
        {
            sum += curve.Frequency.Frequencies[i];
            if (sum >= share - 1e-9) return curve.Points[i].Gamma;
        }

        return curve.Points[^1].Gamma;
    }
}
