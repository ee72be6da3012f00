using System.Globalization;
using SynthAug.Engine.Tuning;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tuning;

/// <summary><c>report.html</c> of a tune run.</summary>
internal static class TuneReport
{
    // Two-sided 95 % of a normal.
    private const double Z95 = 1.96;

    public static ReportPage Page(TuneResult result, IReadOnlyList<string> warnings) => new()
    {
        Title = $"Synthetic rows for '{result.Data.Positive}' of {result.Data.FileName}",
        Lead = string.Join("\n\n", TuneSummary.Sentences(result)),
        Sections =
        [
            new("Rules side by side", [.. warnings.Select(w => new CalloutBlock(CalloutKind.Caution, w)), .. Panel(result)]),
            new("Loss along γ", [.. result.Curves.Where(c => c.Minimum is not null).Select(c => new FigureBlock(Curve(c, result)))]),
            new("Data", [DataFacts(result)]),
            new("Provenance", [Provenance(result)]),
        ],
        Footer = string.Create(CultureInfo.InvariantCulture, $"synthaug tune, seed {result.Settings.Seed}"),
    };

    private static IEnumerable<ReportBlock> Panel(TuneResult result)
    {
        var ranked = TuneSummary.Ranked(result.Panel);
        if (result.Panel.Best is not null)
        {
            yield return new FigureBlock(new DotFigure
            {
                Title = "Held-out loss of each rule",
                Caption = "The rule of vtss is shown with the loss of choosing γ by other folds. Intervals that overlap may still belong to rules that differ: the table pairs them row by row.",
                XAxis = new(LossLabel(result)),
                Rows = [.. ranked.Where(e => e.Refusal is null).Select(e => Dot(e))],
                Reference = result.Panel.BestWithoutRows is { } without ? new("best without rows", without.Loss.Loss) : null,
            });
        }

        yield return new TableBlock(
            "Losses ± one standard error over rows, and differences to the least, paired row by row",
            [new("rule"), new("generator"), new("classifier"), new("loss", Alignment.Right), new("difference", Alignment.Right)],
            [.. ranked.Select(e => (IReadOnlyList<string>)
                [e.Rule, e.Generator.Length > 0 ? e.Generator : "–", e.Classifier.Length > 0 ? e.Classifier : "–", e.Refusal is null ? TuneSummary.PlusMinus(e.Loss) : $"refused: {e.Refusal}", e.Refusal is null ? TuneSummary.Difference(e) : "–"])]);

        static DotRow Dot(PanelEntry e) => new(e.Name, e.Loss.Loss, e.Loss.Loss - Z95 * e.Loss.StandardError, e.Loss.Loss + Z95 * e.Loss.StandardError);
    }

    private static LineFigure Curve(GammaCurve curve, TuneResult result) => new()
    {
        Title = curve.Name,
        Caption = string.Create(
            CultureInfo.InvariantCulture,
            $"γ = 1 balances the classes. The curve is least at γ = {curve.Minimum!.Gamma:R}. Neighbouring sizes share their rows, so the band tells how high the curve lies, not where it is least."),
        BandLabel = "loss ± 1 standard error over rows",
        XAxis = new("γ, synthetic rows as a multiple of those that balance"),
        YAxis = new(LossLabel(result)),
        Facets =
        [
            new("", [new(curve.Name, [.. curve.Points.Select(p => LinePoint.WithSpread(p.Gamma, p.Estimate.Loss, p.Estimate.StandardError))])])
            {
                ReferenceLines = [.. result.Panel.Entries
                    .Where(e => !e.AddsRows && e.Refusal is null && e.Classifier == curve.Classifier)
                    .Select(e => new ReferenceLine(e.Rule, e.Loss.Loss))],
            },
        ],
    };

    private static KeyValueBlock DataFacts(TuneResult result) => new(
        "Data",
        [
            new("file", result.Data.FileName),
            new("SHA-256", result.Data.Sha256),
            new("rows", Whole(result.Data.RowCount)),
            new("features", Whole(result.Data.Columns.Count)),
            new("label", result.Data.Label),
            new($"rows of '{result.Data.Positive}' (n1)", Whole(result.Data.Minority.RowCount)),
            new("other rows (n0)", Whole(result.Data.Majority.RowCount)),
        ]);

    private static KeyValueBlock Provenance(TuneResult result) => new(
        "What the numbers depend on",
        [
            new("split", string.Create(CultureInfo.InvariantCulture, $"{result.Settings.Repeats} repeats of {result.Settings.Folds} stratified folds; columns standardised within the training part")),
            .. result.Inputs,
        ]);

    private static string LossLabel(TuneResult result) => result.Settings.Rho == 0.5
        ? "balanced log-loss, nats"
        : string.Create(CultureInfo.InvariantCulture, $"log-loss, weight {result.Settings.Rho:R} on the majority, nats");

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
