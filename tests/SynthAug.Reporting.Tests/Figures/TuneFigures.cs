using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

/// <summary>The figures that a tune run leaves, from formulas, and hard cases of each.</summary>
static class TuneFigures
{
    public static IEnumerable<(string Name, Figure Figure)> All =>
    [
        ("size curve", SizeCurve),
        ("size curve of one point", OneSize),
        ("eight levels in one place", CrowdedLevels),
        ("grouped panel", Panel),
        ("pushes", Pushes),
        ("dots beyond fixed limits", BeyondDots),
        ("principal axes", Axes),
        ("one dot", Axes with { Groups = [new("only", DotKind.Added, [new(3, 3)])] }),
        ("no dots", Axes with { Groups = [new("none of these rows are left", DotKind.Foreground, [])] }),
        ("dots without a place", LostDots),
        ("calibration", Calibration),
        ("verdict", Verdict),
        ("verdict far from zero", Verdict with { Value = 2.3, Low = 2.2, High = 2.4 }),
        ("verdict without a margin", Verdict with { Value = 0, Low = 0, High = 0, Margin = 0, LeftWords = "", RightWords = "" }),
    ];

    public static LineFigure SizeCurve => new()
    {
        Title = "Loss against the number of synthetic rows",
        XAxis = new("γ, synthetic rows as a share of those that balance") { Twin = new("ñ", 1240) },
        YAxis = new("balanced log-loss, nats") { Min = 0.5, Max = 0.66 },
        BandLabel = "± 1 standard error",
        NamesAtEnds = true,
        Facets =
        [
            new("",
            [
                new("smote, as they are", [.. Steps(21).Select(g => LinePoint.WithSpread(g, 0.585 + 0.02 * (g - 0.9) * (g - 0.9) + 0.2 / (1 + 40 * g), 0.012))]),
                new("smote, prior-corrected", [.. Steps(21).Select(g => LinePoint.WithSpread(g, 0.552 + 0.008 * (g - 0.6) * (g - 0.6), 0.01))]),
            ])
            {
                ReferenceLines = [new("constant ½", 0.6931), new("none", 2.31), new("prior shift", 0.5512), new("class weight", 0.5530), new("tuned weight", 0.5495), new("tuned penalty", 0.5401)],
                Spans = [new("cannot be told from the best", 0.2, 1.1), new("cannot be told from the best", 1.4, 1.4)],
                Marks = [new("least", 0.6, 0.552)],
            },
        ],
    };

    public static DotFigure Panel => new()
    {
        Title = "What adding rows gains",
        XAxis = new("difference to prior shift, nats a row (below zero is better)"),
        Reference = new("prior shift", 0),
        Zone = new("differences smaller than the margin of 0.005", -0.005, 0.005),
        IntervalLabel = "90 % interval",
        Rows =
        [
            new("prior shift", 0) { Group = "no rows added" },
            new("class weight", 0.0021, -0.0011, 0.0053) { Group = "no rows added" },
            new("tuned penalty", -0.0004, -0.0031, 0.0023) { Group = "no rows added" },
            new("bootstrap, γ = 1", 0.0018, -0.0006, 0.0042) { Group = "rows added, scores as they are" },
            new("gaussian fit, γ = 1", double.NaN) { Group = "rows added, scores as they are", Remark = "refused: the covariance of 12 rows in 14 columns has no inverse" },
            new("smote k=5, γ by validation", 0.0311, 0.0202, 0.0420) { Group = "rows added, scores as they are" },
            new("smote k=5, γ by validation", 0.0016, -0.0015, 0.0047) { Group = "rows added, prior-corrected" },
        ],
    };

    static LineFigure OneSize => SizeCurve with
    {
        Facets = [new("", [new("only", [new(0, 0.6, 0.59, 0.61)])]) { Spans = [new("all there is", 0, 0)], Marks = [new("least", 0, 0.6)] }],
        YAxis = new("loss"),
    };

    static LineFigure CrowdedLevels => SizeCurve with
    {
        Facets =
        [
            SizeCurve.Facets[0] with
            {
                Series = [SizeCurve.Facets[0].Series[1]],
                ReferenceLines = [.. Enumerable.Range(0, 8).Select(i => new ReferenceLine($"rule number {i} without rows", 0.501 + i * 0.0001))],
            },
        ],
    };

    public static DotFigure Pushes => new()
    {
        Title = "Where smote pushes the coefficients",
        XAxis = new("push at γ = 1, log-odds a standard deviation"),
        Reference = new("no push", 0),
        HasBars = true,
        Rows = [.. Enumerable.Range(0, 12).Select(i => new DotRow(i == 3 ? "mean arterial pressure, lowest of the first day" : $"column {i}", (i % 2 == 0 ? 1 : -1) * (0.3 - 0.02 * i), (i % 2 == 0 ? 1 : -1) * (0.3 - 0.02 * i) - 0.09, (i % 2 == 0 ? 1 : -1) * (0.3 - 0.02 * i) + 0.09))],
    };

    public static DotFigure BeyondDots => new()
    {
        Title = "Fixed limits",
        XAxis = new("loss") { Min = 0.4, Max = 0.8 },
        Rows = [new("inside", 0.5, 0.45, 0.55), new("cut", 0.78, 0.7, 0.86), new("far above", 2.9, 2.8, 3.0), new("far below, alone", -1)],
    };

    public static ScatterFigure Axes => new()
    {
        Title = "Where synthetic rows fall",
        XAxis = new("first principal axis (41 % of the variance)"),
        YAxis = new("second principal axis (17 %)"),
        Caption = "Standardised columns.",
        Groups =
        [
            new("majority, 60 of 600 rows", DotKind.Background, [.. Cloud(60, 0, 0)]),
            new("synthetic", DotKind.Added, [.. Cloud(30, 1.5, 1)]),
            new("minority", DotKind.Foreground, [.. Cloud(20, 1.6, 1.1)]),
        ],
    };

    public static ScatterFigure LostDots => Axes with
    {
        XAxis = new("x") { Max = 1 },
        Groups = [new("some", DotKind.Background, [new(0, 0), new(0.5, double.NaN), new(double.PositiveInfinity, 0), new(7, 0), new(1, 1)])],
    };

    static LineFigure Calibration => new()
    {
        Title = "Calibration before and after",
        XAxis = new("predicted probability of the minority"),
        YAxis = new("observed share"),
        SharedX = false,
        SharedY = false,
        Facets = [Reliability("balanced classes", 1), Reliability("7 % minority", 0.1)],
    };

    public static IntervalFigure Verdict => new()
    {
        Title = "The difference and its interval",
        XLabel = "loss of the best rule that adds rows less that of the best that adds none, nats a row",
        Value = 0.0021,
        Low = -0.0016,
        High = 0.0058,
        Margin = 0.005,
        LeftWords = "adding rows is better",
        RightWords = "adding none is better",
    };

    static LineFacet Reliability(string title, double largest) => new(title,
    [
        new("none", [.. Steps(9).Select(p => LinePoint.WithSpread(p / 2 * largest, p * p / 4 * largest, 0.04 * largest))]),
        new("smote, prior-corrected", [.. Steps(9).Select(p => LinePoint.WithSpread(p / 2 * largest, p / 2.1 * largest, 0.04 * largest))]),
    ])
    { Diagonal = new("what is predicted is seen", 0, largest) };

    static IEnumerable<double> Steps(int count) => Enumerable.Range(0, count).Select(i => 2.0 * i / (count - 1));

    // Points of a spiral: spread like a cloud, drawn by nobody's dice.
    static IEnumerable<ScatterDot> Cloud(int count, double x, double y) => Enumerable.Range(0, count)
        .Select(i => (Radius: Math.Sqrt(i / (double)count) * 2, Angle: 2.399963 * i)).Select(at => new ScatterDot(x + at.Radius * Math.Cos(at.Angle), y + at.Radius * Math.Sin(at.Angle)));
}
