using System.Globalization;
using System.Xml.Linq;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

/// <summary>Where a drawing put things, read back from its SVG.</summary>
sealed record Area(string What, double Left, double Top, double Right, double Bottom)
{
    // Coordinates are rounded to a hundredth.
    const double Slack = 0.03;

    public bool Overlaps(Area other) =>
        Left < other.Right - Slack && other.Left < Right - Slack && Top < other.Bottom - Slack && other.Top < Bottom - Slack;

    public bool Inside(Area other) =>
        Left >= other.Left - Slack && Right <= other.Right + Slack && Top >= other.Top - Slack && Bottom <= other.Bottom + Slack;
}

sealed class SvgLayout
{
    static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    readonly XElement _root;

    public SvgLayout(string svg)
    {
        _root = XDocument.Parse(svg).Root!;
        var box = ((string)_root.Attribute("viewBox")!).Split(' ').Select(Number).ToArray();
        ViewBox = new("viewBox", box[0], box[1], box[0] + box[2], box[1] + box[3]);
    }

    public Area ViewBox { get; }

    public string Title => _root.Element(s_svg + "title")!.Value;

    public IReadOnlyList<Area> Texts(string? group = null) =>
        [.. Within(group).Where(element => element.Name == s_svg + "text").Select(TextArea)];

    public IReadOnlyList<string> Words(string? group = null) =>
        [.. Within(group).Where(element => element.Name == s_svg + "text").Select(element => element.Value)];

    public IReadOnlyList<Area> Plots => [.. _root.Descendants().Where(element => Class(element) == "plot").SelectMany(ShapeAreas)];

    /// <summary>Everything that has coordinates and is no text.</summary>
    public IReadOnlyList<Area> Shapes(string? group = null) => [.. Within(group).SelectMany(ShapeAreas)];

    public int Count(string group, string element) => Within(group).Count(e => e.Name == s_svg + element);

    IEnumerable<XElement> Within(string? group) =>
        group is null ? _root.Descendants() : _root.Descendants().Where(element => Class(element) == group).SelectMany(element => element.DescendantsAndSelf());

    static string? Class(XElement element) => (string?)element.Attribute("class");

    static Area TextArea(XElement text)
    {
        var size = Number(Inherited(text, "font-size")!);
        var width = TextMetrics.Width(text.Value, size, Inherited(text, "font-weight") is not null);
        var (x, y) = (Number((string)text.Attribute("x")!), Number((string)text.Attribute("y")!));
        var left = Inherited(text, "text-anchor") switch { "middle" => x - width / 2, "end" => x - width, _ => x };
        // Capitals reach 0.73 em above the baseline and descenders 0.24 em below, in the font of the table.
        var (top, bottom) = (y - 0.76 * size, y + 0.24 * size);
        if (text.Attribute("transform") is null) return new(text.Value, left, top, left + width, bottom);
        ((string)text.Attribute("transform")!).ShouldBe(string.Create(CultureInfo.InvariantCulture, $"rotate(-90 {x} {y})"));
        return new(text.Value, x + top - y, y - (left + width - x), x + bottom - y, y - (left - x));
    }

    static IEnumerable<Area> ShapeAreas(XElement element)
    {
        double At(string name) => Number((string?)element.Attribute(name) ?? "0");
        var name = element.Name.LocalName;
        switch (name)
        {
            case "line":
                yield return new(name, Math.Min(At("x1"), At("x2")), Math.Min(At("y1"), At("y2")), Math.Max(At("x1"), At("x2")), Math.Max(At("y1"), At("y2")));
                break;
            case "rect":
                At("width").ShouldBeGreaterThanOrEqualTo(0);
                At("height").ShouldBeGreaterThanOrEqualTo(0);
                yield return new(name, At("x"), At("y"), At("x") + At("width"), At("y") + At("height"));
                break;
            case "circle":
                yield return new(name, At("cx") - At("r"), At("cy") - At("r"), At("cx") + At("r"), At("cy") + At("r"));
                break;
            case "polyline" or "polygon":
                var spots = ((string)element.Attribute("points")!).Split(' ').Select(spot => spot.Split(',').Select(Number).ToArray()).ToArray();
                yield return new(name, spots.Min(s => s[0]), spots.Min(s => s[1]), spots.Max(s => s[0]), spots.Max(s => s[1]));
                break;
            case "svg" or "g" or "text" or "title" or "desc":
                break;
            default:
                throw new InvalidOperationException($"The layout does not know <{name}>.");
        }
    }

    static string? Inherited(XElement element, string attribute) =>
        element.AncestorsAndSelf().Select(e => (string?)e.Attribute(attribute)).FirstOrDefault(value => value is not null);

    static double Number(string text)
    {
        var value = double.Parse(text, CultureInfo.InvariantCulture);
        double.IsFinite(value).ShouldBeTrue(text);
        return value;
    }
}
