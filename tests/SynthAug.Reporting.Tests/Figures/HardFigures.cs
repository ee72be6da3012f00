using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

/// <summary>Figures made of what goes wrong: zeros on a log axis, gaps, lone points, long names, huge and tiny numbers.</summary>
static class HardFigures
{
    public static IEnumerable<(string Name, Figure Figure)> All =>
    [
        ("zeros on log axes", ZerosOnLog),
        ("gaps and lone points", Gaps),
        ("many series", ManySeries(9)),
        ("thirty series", ManySeries(30)),
        ("one point", One(3, 7, log: false)),
        ("one point at zero", One(0, 0, log: false)),
        ("one point on log axes", One(1e-9, 1e9, log: true)),
        ("one point at zero on log axes", One(0, 0, log: true)),
        ("huge numbers", Wide(1e9, 3e14, false)),
        ("offset numbers", Wide(1e9, 1e9 + 3, false)),
        ("eighteen decades", Wide(1e-9, 1e9, true)),
        ("six hundred decades", Wide(1e-300, 1e300, true)),
        ("narrow log range", Wide(3.01, 3.02, true)),
        ("beyond fixed limits", Beyond),
        ("markup in every name", Markup),
        ("ends that collide", EndsThatCollide),
        ("eleven facets with their own axes", ManyFacets(11)),
        ("four facets", ManyFacets(4)),
        ("empty histogram", Histogram(HistogramFacet.OfValues("none", []), HistogramFacet.OfValues("lost", [double.NaN]))),
        ("histogram of one value", Histogram(HistogramFacet.OfValues("", [5, 5, 5]))),
        ("histogram below zero", Histogram(HistogramFacet.OfIntervals("", [-1, -0.5, 0, 0, 0.5, 1], -1, 1, 8))),
        ("histogram of crowded values", Histogram(HistogramFacet.OfValues("", Enumerable.Range(0, 900).Select(i => i / 7.0)))),
        ("dots on a log axis", DotsOnLog),
        ("dots with long names", DotsWithLongNames),
        ("one dot without an interval", new DotFigure { Title = "t", XAxis = new("x"), Rows = [new("only", 1234567.891)] }),
    ];

    public static LineFigure ZerosOnLog => new()
    {
        Title = "Zeros, negatives and missing values on log axes",
        XAxis = new("n", Log: true),
        YAxis = new("risk", Log: true),
        BandLabel = "mean ± 2 sd",
        Facets =
        [
            new("",
            [
                new("a",
                [
                    new(0, 1, 0.5, 2), new(1, 0.5, -0.1, 1.1), new(2, 0, -1, 1), new(4, 0.2, 0.1, 0.3),
                    new(8, -3), new(16, 0.1, 1e-12, 0.2), new(32, 0.05, 0.01, 0.1),
                ]),
                new("b", [new(1, 3, 2, 4), new(2, double.NaN), new(4, 2, 1, 3), new(8, 1.5, 1, 2), new(16, double.PositiveInfinity), new(32, 1, 0.5, 1.5)]),
            ])
            { ReferenceLines = [new("zero rule", 0), new("level", 0.4, -1, 0.6)] },
        ],
    };

    public static LineFigure Gaps => new()
    {
        Title = "Gaps",
        XAxis = new("x"),
        YAxis = new("y"),
        BandLabel = "± se",
        Facets =
        [
            new("one lone point between gaps",
            [
                new("gappy", [new(0, 1, 0.8, 1.2), new(1, double.NaN), new(2, 2, 1.5, 2.5), new(3, double.NaN, 1, 2), new(4, 1, 0.5, 1.5), new(5, 1.2, 1, 1.4)]),
                new("never there", [new(0, double.NaN), new(double.NaN, 3)]),
            ]),
            new("nothing at all", []),
        ],
    };

    public static LineFigure EndsThatCollide => Lines("Ends that collide", [("first", 1.0), ("second", 1.01), ("third", 2)]);

    public static LineFigure Beyond => new()
    {
        Title = "Fixed limits",
        XAxis = new("x") { Min = 0, Max = 1 },
        YAxis = new("y", Log: true) { Min = 0.1, Max = 10 },
        Facets =
        [
            new("",
            [
                new("in and out",
                    [new(-1, 1), new(0, 5, 1e-5, 1e5), new(0.5, 1e300, 1e-9, 1e300), new(0.8, 1, 0.01, 100), new(0.9, 1e-300), new(2, 1)]),
            ])
            { ReferenceLines = [new("above", 100)] },
        ],
    };

    static LineFigure Markup => new()
    {
        Title = "a < b & \"c\" > 'd' </title><script>",
        Subtitle = "<&\"'>",
        Caption = "]]> <!-- & \u0001 \uD800",
        XAxis = new("<x> & \"x\""),
        YAxis = new("<y> & \"y\""),
        BandLabel = "<&\">",
        Facets =
        [
            new("<facet> & \"co\"", [new("<series> & \"co\"", [new(0, 1), new(1, 2)]), new("b", [new(0, 2), new(1, 1)])])
            { ReferenceLines = [new("<ref> & \"co\"", 1.5)] },
        ],
    };

    public static DotFigure DotsOnLog => new()
    {
        Title = "Ratios",
        XAxis = new("ratio", Log: true),
        Reference = new("one", 1),
        Rows = [new("plain", 2, 1, 4), new("cut", 0.5, -1, 3), new("zero", 0, -1, 1), new("missing", double.NaN), new("wide", 1, 1e-9, 1e9)],
    };

    static DotFigure DotsWithLongNames => new()
    {
        Title = "Long names",
        XAxis = new("difference"),
        Reference = new("a reference with rather a long name, longer than there is room for beside it on a phone", 0.9),
        IntervalLabel = "95 % interval by the corrected resampled t",
        Rows =
        [
            new("validation-tuned synthetic sample size on a generator with a very long canonical text: smote:k=5,metric=euclidean,standardise=true", 1, 0.5, 1.5),
            new("Averyveryverylongnamewithoutasinglespacethatnobodyshouldeverwritebutsomebodywillanyway", 1.2, 0.9, 1.5),
            new("short", 0.00012345, 0.0001, 0.00015),
        ],
    };

    static HistogramFigure Histogram(params HistogramFacet[] facets) => new() { Title = "Bars", XLabel = "x", Facets = facets };

    static LineFigure One(double x, double y, bool log) => new()
    {
        Title = "One point",
        XAxis = new("x", log),
        YAxis = new("y", log),
        Facets = [new("", [new("only", [new(x, y)])])],
    };

    static LineFigure Wide(double from, double to, bool log) => new()
    {
        Title = "Wide",
        XAxis = new("x", log),
        YAxis = new("y", log),
        Facets = [.. new[] { "", "again", "and again" }.Select(title => new LineFacet(title, [new("up", [new(from, from), new(to, to)])]))],
    };

    static LineFigure ManySeries(int count) =>
        Lines("Many series", [.. Enumerable.Range(0, count).Select(i => ($"series number {i} of them all", 1.0 + i))]);

    static LineFigure Lines(string title, (string Name, double Level)[] series) => new()
    {
        Title = title,
        XAxis = new("x"),
        YAxis = new("y"),
        Facets =
        [
            new("", [.. series.Select(s => new LineSeries(s.Name, [.. Enumerable.Range(0, 15).Select(i => new LinePoint(i, s.Level + Math.Sqrt(i)))]))]),
        ],
    };

    static LineFigure ManyFacets(int count) => new()
    {
        Title = "Many facets",
        XAxis = new("x"),
        YAxis = new("an axis label that goes on for so long that it cannot possibly stand beside a plot in one line"),
        SharedX = false,
        SharedY = false,
        Facets = [.. Enumerable.Range(0, count).Select(i => new LineFacet($"facet {i} under a title long enough to need a second line",
            [new("up", [new(0, 0), new(Math.Pow(10, i), Math.Pow(10, 2 * i - 9))]), new("down", [new(0, Math.Pow(10, 2 * i - 9)), new(Math.Pow(10, i), 0)])]))],
    };
}
