namespace SynthAug.Reporting.Figures;

internal enum MarkerShape
{
    Circle,
    Square,
    Triangle,
    Diamond,
    TriangleDown,
    Plus,
    Cross,
    Ring,
}

/// <summary>Colour, dash and marker together, so that a print in grey tells series apart as well.</summary>
internal readonly record struct SeriesStyle(string Colour, string Dash, MarkerShape Marker)
{
    // M. Okabe and K. Ito, Color Universal Design (2008), without the yellow, which is too pale for a line on white.
    static readonly string[] s_colours = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#000000", "#E69F00", "#56B4E9"];

    // 7 colours × 6 dashes × 8 markers, stepped together: 168 series before one repeats.
    static readonly string[] s_dashes = ["none", "7 3", "2 2.5", "9 3 2 3", "4 3", "12 3 2 3 2 3"];

    public static SeriesStyle Number(int index) =>
        new(s_colours[index % s_colours.Length], s_dashes[index % s_dashes.Length], (MarkerShape)(index % 8));

    /// <summary>Draws the marker, about 7 px across unless <paramref name="r"/> says otherwise, inside a group that does not have to set anything.</summary>
    public void Mark(SvgWriter svg, Spot at, double r = 3.1)
    {
        var (x, y) = at;
        switch (Marker)
        {
            case MarkerShape.Circle:
                svg.Element("circle", ("cx", x), ("cy", y), ("r", r), ("fill", Colour), ("stroke", "#fff"), ("stroke-width", 0.8));
                break;
            case MarkerShape.Ring:
                svg.Element("circle", ("cx", x), ("cy", y), ("r", r), ("fill", "#fff"), ("stroke", Colour), ("stroke-width", 1.6));
                break;
            case MarkerShape.Plus or MarkerShape.Cross:
                var (a, b) = Marker == MarkerShape.Plus ? (r + 0.6, 0.0) : (r - 0.3, r - 0.3);
                svg.Line(x - a, y - b, x + a, y + b, ("stroke", Colour), ("stroke-width", 1.8));
                svg.Line(x + b, y - a, x - b, y + a, ("stroke", Colour), ("stroke-width", 1.8));
                break;
            default:
                svg.Points("polygon", Corners(x, y, r), ("fill", Colour), ("stroke", "#fff"), ("stroke-width", 0.8));
                break;
        }
    }

    Spot[] Corners(double x, double y, double r) => Marker switch
    {
        MarkerShape.Square => [new(x - r, y - r), new(x + r, y - r), new(x + r, y + r), new(x - r, y + r)],
        MarkerShape.Triangle => [new(x, y - r - 1), new(x + r + 0.6, y + r - 0.4), new(x - r - 0.6, y + r - 0.4)],
        MarkerShape.TriangleDown => [new(x, y + r + 1), new(x + r + 0.6, y - r + 0.4), new(x - r - 0.6, y - r + 0.4)],
        _ => [new(x, y - r - 1), new(x + r + 1, y), new(x, y + r + 1), new(x - r - 1, y)],
    };
}

/// <summary>Ink and sizes shared by every figure; dark on white.</summary>
internal static class Ink
{
    public const string Text = "#1a1a1a", Muted = "#595959", Axis = "#767676", Grid = "#e8e8e8", Zone = "#eeeeee", Span = "#fdf0d0", SpanEdge = "#c9a23f", Font = "system-ui, sans-serif";

    public const double TitleSize = 15, LabelSize = 12, TickSize = 11;

    /// <summary>Distance between lines of text, in sizes.</summary>
    public const double Leading = 1.35;

    /// <summary>From the middle of a line to its baseline, in sizes.</summary>
    public const double Baseline = 0.36;
}
