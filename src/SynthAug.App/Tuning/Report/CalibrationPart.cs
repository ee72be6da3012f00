using System.Globalization;
using SynthAug.Engine.Tuning;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning.Report;

/// <summary>Do probabilities mean what they say? Reliability curves before and after, for equal classes and for the share at use.</summary>
internal static class CalibrationPart
{
    // A bin should hold a few minority rows, and a figure no more than ten points.
    private const int MostBins = 10, RowsPerBin = 10;

    public static ReportSection? Section(TuneResult result)
    {
        PanelEntry[] shown = [.. Shown(result).Where(e => e.Choice is not null).Distinct()];
        if (shown.Length == 0) return null;
        var parts = result.Tuning.Parts;
        var share = result.Tuning.Settings.Prevalence ?? (double)parts.WholeMinorityCount / (parts.WholeMajorityCount + parts.WholeMinorityCount);
        var bins = Math.Clamp(parts.MinorityCount / RowsPerBin, 3, MostBins);
        return new("Calibration before and after",
        [
            new FigureBlock(new LineFigure
            {
                Title = "What was predicted and what was seen",
                Caption = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Held-out rows in up to {bins} bins of equal weight. Left, classes of equal weight and scores as each rule gives them; right, each model moved to a minority share of {PlainNumbers.Percent(share)}. On the line the model is right; below it, it promises the minority too often."),
                XAxis = new("mean predicted probability of the minority"),
                YAxis = new("share of the minority seen"),
                BandLabel = "± 1 standard error",
                SharedX = false,
                SharedY = false,
                Facets =
                [
                    Facet("classes of equal weight", shown, 0.5, bins, result, static c => c.Scores),
                    Facet($"minority share {PlainNumbers.Percent(share)}", shown, share, bins, result, static c => c.ScoresAtRho),
                ],
            }),
        ]);
    }

    private delegate void ScoreReader(int repeat, bool minority, Span<double> scores);

    // What a practitioner would do without thinking, what the verdict says, and the best rule of the other kind.
    private static IEnumerable<PanelEntry> Shown(TuneResult result)
    {
        var panel = result.Panel;
        var best = panel.BestWithoutRows;
        if (panel.Entries.FirstOrDefault(e => e.Rule == TuningRules.None && (best is null || best.Classifier.Length == 0 || e.Classifier == best.Classifier)) is { } none) yield return none;
        if (best is not null) yield return best;
        if (panel.Entries.Where(e => e.AddsRows && e.Rows is not null && e.Rule != TuningRules.BestOfDraws).MinBy(e => e.Loss.Loss) is { } adding) yield return adding;
    }

    private static LineFacet Facet(
        string title, PanelEntry[] shown, double prevalence, int bins, TuneResult result, Func<RuleChoice, ScoreReader> scores)
    {
        var (curves, largest) = (new List<LineSeries>(), 0.0);
        foreach (var entry in shown)
        {
            var points = new List<LinePoint>();
            foreach (var bin in HeldOutScores.Reliability(Repeats(scores(entry.Choice!), result), prevalence, bins))
            {
                points.Add(LinePoint.WithSpread(bin.Predicted, bin.Observed, bin.StandardError));
                largest = Math.Max(largest, Math.Max(bin.Predicted, bin.Observed));
            }

            curves.Add(new(RuleWords.NameOf(entry, result.Settings), points));
        }

        return new(title, curves) { Diagonal = new("what is predicted is seen", 0, largest) };
    }

    private static HeldOutScores[] Repeats(ScoreReader read, TuneResult result)
    {
        var parts = result.Tuning.Parts;
        var shift = result.Settings.Rho == 0.5 ? 0 : Numerics.ExactMath.Log(result.Settings.Rho / (1 - result.Settings.Rho));
        var repeats = new HeldOutScores[parts.Repeats];
        for (var r = 0; r < repeats.Length; r++) repeats[r] = new(Read(r, false), Read(r, true));
        return repeats;

        double[] Read(int repeat, bool minority)
        {
            var values = new double[minority ? parts.MinorityCount : parts.MajorityCount];
            read(repeat, minority, values);
            foreach (ref var value in values.AsSpan()) value += shift;
            return values;
        }
    }
}
