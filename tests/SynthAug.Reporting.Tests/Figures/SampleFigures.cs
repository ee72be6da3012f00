using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

/// <summary>Figures of the kinds a run leaves behind, from formulas: nothing here is drawn at random.</summary>
static class SampleFigures
{
    static readonly double[] s_minority = [6, 12, 24, 49, 98, 196, 395, 793, 1593, 3200];

    public static LineFigure RiskCurves => new()
    {
        Title = "The naive generator stops paying long before the data run out",
        Subtitle = "Squared loss, no intercept, imbalance ratio 20, mean shift 1",
        XAxis = new("minority rows n₁", Log: true),
        YAxis = new("excess risk", Log: true),
        BandLabel = "mean ± 1 standard error over 100 repetitions",
        Caption = "Excess risk of the fitted line against the number of minority rows.",
        Facets =
        [
            new("",
            [
                new("balanced, γ = 1", [.. s_minority.Select((n, i) => Spread(n, 0.0162 + 0.9 / n, 0.12 + 0.02 * (i % 3)))]),
                new("tuned (VTSS)", [.. s_minority.Select((n, i) => Spread(n, 0.7 / n * (1 + 0.05 * (i % 2)), 0.15 + 0.08 * (i % 4)))]),
            ]),
        ],
    };

    public static LineFigure ThreeNoises => new()
    {
        Title = "Under local symmetry only the oracle generator helps",
        Subtitle = "Least squares, 2000 majority and 100 minority rows in 20 dimensions",
        XAxis = new("synthetic rows per missing row γ"),
        YAxis = new("excess risk", Log: true),
        BandLabel = "mean ± 1 standard error over 100 repetitions",
        Caption = "A horizontal line is the rule that picks γ on validation rows.",
        Facets = [.. new[] { ("Gaussian noise", 1.0), ("Laplace noise", 1.6), ("Uniform noise", 0.55) }.Select(noise => new LineFacet(noise.Item1,
        [
            Curve("oracle", noise.Item2, 0.010, 1.0, 0.0),
            Curve("centred oracle", noise.Item2, 0.016, 1.2, 0.002),
            Curve("SMOTE, k = 5", noise.Item2, 0.030, 0.8, 0.006),
            Curve("Gaussian fit", noise.Item2, 0.034, 0.9, 0.004),
        ])
        {
            ReferenceLines = [new("VTSS on SMOTE", 0.035 * noise.Item2, 0.033 * noise.Item2, 0.037 * noise.Item2)],
        })],
    };

    public static HistogramFigure ChosenSizes => new()
    {
        Title = "The tuned rule often asks for no synthetic row at all",
        XLabel = "chosen γ",
        Caption = "Size chosen in each of 200 repetitions.",
        Facets =
        [
            HistogramFacet.OfIntervals("fresh draws", Sizes(76, 0.9), 0, 2, 20),
            HistogramFacet.OfIntervals("nested draws", Sizes(24, 1.3), 0, 2, 20),
        ],
    };

    public static HistogramFigure Neighbours => new()
    {
        Title = "Synthetic rows chosen by validation",
        XLabel = "ñ",
        Height = HistogramHeight.Count,
        Facets = [HistogramFacet.OfValues("", Enumerable.Range(0, 120).Select(i => i % 3 == 0 ? 0.0 : i * i % 11))],
    };

    public static DotFigure RulePanel => new()
    {
        Title = "Weights and tuned sizes help here; balancing outright may not",
        Subtitle = "Difference in balanced log-loss from no augmentation, 20 repetitions of 5 folds",
        XAxis = new("difference in balanced log-loss (below zero is better)"),
        Reference = new("no difference", 0),
        Caption = "Paired differences; intervals by the corrected resampled t.",
        Rows =
        [
            new("class weights", -0.0312, -0.0521, -0.0103),
            new("prior shift", -0.0294, -0.0489, -0.0099),
            new("balanced SMOTE, k = 5", -0.0187, -0.0402, 0.0028),
            new("VTSS on SMOTE, k = 5", -0.0266, -0.0475, -0.0057),
            new("VTSS on Gaussian fit", -0.0121, -0.0388, 0.0146),
            new("plug-in size", 0.0095, -0.0154, 0.0344),
        ],
    };

    static LinePoint Spread(double x, double y, double relative) => LinePoint.WithSpread(x, y, y * relative);

    static LineSeries Curve(string name, double noise, double floor, double best, double rise) =>
        new(name, [.. Enumerable.Range(0, 21).Select(i => i * 0.2).Select(gamma =>
            Spread(gamma, noise * (floor + 0.06 / (1 + 12 * gamma * gamma) + rise * (gamma - best) * (gamma - best)), 0.08))]);

    static IEnumerable<double> Sizes(int zeros, double centre) =>
        Enumerable.Repeat(0.0, zeros).Concat(Enumerable.Range(0, 200 - zeros).Select(i =>
        {
            var u = (i + 0.5) / (200 - zeros) * 2 - 1;
            return Math.Clamp(centre + 0.7 * u * u * u + 0.25 * u, 0.01, 2);
        }));
}
