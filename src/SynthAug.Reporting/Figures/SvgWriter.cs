using System.Globalization;
using System.Text;

namespace SynthAug.Reporting.Figures;

/// <summary>The value of an SVG attribute: a text, or a number rounded to two decimals.</summary>
internal readonly record struct SvgValue(string? Text)
{
    /// <summary>Leaves the attribute out.</summary>
    public static SvgValue None => default;

    public static implicit operator SvgValue(string text) => new(text);

    public static implicit operator SvgValue(double number) => new(Format(number));

    /// <summary>A hundredth of a px is invisible, and rounding to it keeps the last bits of a logarithm out of the file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not finite: it would void the whole drawing.</exception>
    public static string Format(double number)
    {
        if (!double.IsFinite(number)) throw new ArgumentOutOfRangeException(nameof(number), number, "A drawing needs finite coordinates.");
        // + 0.0 turns −0 into 0.
        return (Math.Round(number, 2, MidpointRounding.AwayFromZero) + 0.0).ToString("0.##", CultureInfo.InvariantCulture);
    }
}

/// <summary>Writes elements one a line, indented by depth, closed in the order they were opened.</summary>
internal sealed class SvgWriter
{
    readonly StringBuilder _text = new();
    readonly Stack<string> _open = new();

    public void Open(string name, params (string Name, SvgValue Value)[] attributes)
    {
        Start(name, attributes, []);
        _text.Append(">\n");
        _open.Push(name);
    }

    public void Close()
    {
        var name = _open.Pop();
        Indent();
        _text.Append("</").Append(name).Append(">\n");
    }

    public void Element(string name, params (string Name, SvgValue Value)[] attributes) => Element(name, attributes, []);

    /// <summary>An element that holds text and nothing else.</summary>
    public void TextElement(string name, string content, params (string Name, SvgValue Value)[] attributes) => Text(name, content, attributes, []);

    public void Text(double x, double y, string content, params (string Name, SvgValue Value)[] attributes) =>
        Text("text", content, [("x", x), ("y", y)], attributes);

    public void Line(double x1, double y1, double x2, double y2, params (string Name, SvgValue Value)[] attributes) =>
        Element("line", [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2)], attributes);

    public void Rect(Box box, params (string Name, SvgValue Value)[] attributes) =>
        Element("rect", [("x", box.Left), ("y", box.Top), ("width", box.Width), ("height", box.Height)], attributes);

    /// <summary>A polyline or a polygon.</summary>
    public void Points(string name, IEnumerable<Spot> spots, params (string Name, SvgValue Value)[] attributes) =>
        Element(name, [("points", Listed(spots))], attributes);

    /// <summary>Takes over what another writer has finished.</summary>
    public void Append(SvgWriter finished) => _text.Append(finished.ToString());

    public override string ToString() => _open.Count == 0
        ? _text.ToString()
        : throw new InvalidOperationException($"<{_open.Peek()}> was never closed.");

    static string Listed(IEnumerable<Spot> spots)
    {
        var text = new StringBuilder();
        foreach (var spot in spots)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(SvgValue.Format(spot.X)).Append(',').Append(SvgValue.Format(spot.Y));
        }

        return text.ToString();
    }

    void Element(string name, (string Name, SvgValue Value)[] place, (string Name, SvgValue Value)[] attributes)
    {
        Start(name, place, attributes);
        _text.Append("/>\n");
    }

    void Text(string name, string content, (string Name, SvgValue Value)[] place, (string Name, SvgValue Value)[] attributes)
    {
        Start(name, place, attributes);
        _text.Append('>').Append(Markup.Escape(content)).Append("</").Append(name).Append(">\n");
    }

    // Two lists: putting values of these in one makes .NET compile at run time how they are copied.
    void Start(string name, (string Name, SvgValue Value)[] place, (string Name, SvgValue Value)[] attributes)
    {
        Indent();
        _text.Append('<').Append(name);
        Attributes(place);
        Attributes(attributes);
    }

    void Attributes((string Name, SvgValue Value)[] attributes)
    {
        foreach (var (attribute, value) in attributes)
            if (value.Text is { } text) _text.Append(' ').Append(attribute).Append("=\"").Append(Markup.Escape(text)).Append('"');
    }

    void Indent() => _text.Append(' ', _open.Count);
}

/// <summary>A place in the drawing; y grows downwards.</summary>
internal sealed record Spot(double X, double Y);

/// <summary>An upright rectangle in the drawing.</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public bool Contains(Spot spot) => spot.X >= Left && spot.X <= Right && spot.Y >= Top && spot.Y <= Bottom;
}
