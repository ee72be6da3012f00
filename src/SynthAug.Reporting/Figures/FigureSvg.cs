namespace SynthAug.Reporting.Figures;

/// <summary>Draws figures as SVG text: no script, no style sheet, no font file; the same figure gives the same bytes.</summary>
public static class FigureSvg
{
    const double Margin = 6;

    /// <summary>A complete drawing with title, subtitle and caption in it: a file that explains itself.</summary>
    /// <param name="size">Null means <see cref="FigureSize.Page"/>.</param>
    /// <exception cref="ArgumentException">The figure has nothing to draw in, or an axis runs backwards.</exception>
    public static string Standalone(Figure figure, FigureSize? size = null) => Draw(figure, size ?? FigureSize.Page, "figure", hasText: true);

    /// <summary>The drawing alone, for a page that sets title and caption itself.</summary>
    /// <param name="id">Unique on the page; letters, digits and hyphens.</param>
    /// <exception cref="ArgumentException">The figure has nothing to draw in, or an axis runs backwards.</exception>
    public static string Inline(Figure figure, string id, FigureSize? size = null) => Draw(figure, size ?? FigureSize.Page, id, hasText: false);

    static string Draw(Figure figure, FigureSize size, string id, bool hasText)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size.Width, 280);
        var svg = new SvgWriter();
        var width = size.Width;
        var inner = new Box(Margin, Margin, width - 2 * Margin, 0);
        var title = TextBlock.Wrap(hasText ? figure.Title : "", Ink.TitleSize, inner.Width, bold: true);
        var subtitle = TextBlock.Wrap(hasText ? figure.Subtitle ?? "" : "", Ink.LabelSize, inner.Width);
        var caption = TextBlock.Wrap(hasText ? figure.CaptionWithNotes : "", Ink.LabelSize, inner.Width);
        var head = title.Height + subtitle.Height;
        var top = Margin + (head > 0 ? head + 8 : 0);

        // The body is laid out first: the root element must say how tall it became.
        var body = new SvgWriter();
        body.Open("g", ("class", "figure"));
        var bottom = figure switch
        {
            LineFigure lines => LineDrawing.Draw(body, lines, inner with { Top = top }),
            HistogramFigure histogram => HistogramDrawing.Draw(body, histogram, inner with { Top = top }),
            ScatterFigure scatter => ScatterDrawing.Draw(body, scatter, inner with { Top = top }),
            IntervalFigure interval => IntervalDrawing.Draw(body, interval, inner with { Top = top }),
            DotFigure dots => DotDrawing.Draw(body, dots, inner with { Top = top }),
            _ => throw new ArgumentException($"No drawing is known for {figure.GetType().Name}.", nameof(figure)),
        };
        body.Close();
        var height = Math.Ceiling(bottom + (caption.Height > 0 ? caption.Height + 12 : 0) + Margin);

        svg.Open("svg", ("xmlns", "http://www.w3.org/2000/svg"), ("viewBox", $"0 0 {SvgValue.Format(width)} {SvgValue.Format(height)}"),
            ("width", width), ("height", height), ("role", "img"), ("aria-labelledby", $"{id}-title {id}-desc"),
            ("font-family", Ink.Font), ("fill", Ink.Text));
        svg.TextElement("title", figure.Title, ("id", $"{id}-title"));
        svg.TextElement("desc", figure.Description, ("id", $"{id}-desc"));
        svg.Element("rect", ("width", width), ("height", height), ("fill", "#fff"));
        title.Draw(svg, Margin, Margin, "title");
        subtitle.Draw(svg, Margin, Margin + title.Height, "subtitle", colour: Ink.Muted);
        svg.Append(body);
        caption.Draw(svg, Margin, bottom + 12, "caption", colour: Ink.Muted);
        svg.Close();
        return svg.ToString();
    }
}
