namespace SynthAug.Reporting.Figures;

internal enum LegendKind
{
    /// <summary>A line with markers.</summary>
    Series,

    /// <summary>A line without.</summary>
    Reference,

    /// <summary>A shaded stretch.</summary>
    Span,

    /// <summary>A ring.</summary>
    Mark,

    /// <summary>Markers without a line.</summary>
    Dots,
}

internal sealed record LegendEntry(string Name, SeriesStyle Style, LegendKind Kind)
{
    public const double SwatchWidth = 30;

    /// <summary>Draws a piece of the line as it appears in the plot.</summary>
    public void DrawSwatch(SvgWriter svg, double left, double middle, double length = SwatchWidth - 6)
    {
        if (Kind == LegendKind.Span) svg.Rect(new(left, middle - 5, length, 10), ("fill", Ink.Span), ("stroke", Ink.SpanEdge), ("stroke-width", 0.6));
        if (Kind is LegendKind.Series or LegendKind.Reference)
            svg.Line(left, middle, left + length, middle,
                ("stroke", Style.Colour), ("stroke-width", Kind == LegendKind.Series ? 1.8 : 1.6), ("stroke-dasharray", Style.Dash));
        if (Kind is LegendKind.Series or LegendKind.Dots) Style.Mark(svg, new(left + length / 2, middle));
        if (Kind == LegendKind.Mark) LineDrawing.Ring(svg, new(left + length / 2, middle));
    }
}

/// <summary>The names of the lines, set outside the plots: in rows below them or in a column at their right.</summary>
internal sealed class Legend
{
    const double ColumnGap = 20, RowGap = 3;

    sealed record LegendItem(LegendEntry Entry, TextBlock Text, double Left, double Top);

    readonly List<LegendItem> _items;

    /// <summary>Size of the drawing.</summary>
    public double Width { get; private init; }

    public double Height { get; private init; }

    /// <summary>Entries from left to right; those that need several rows stand in columns, as in a table.</summary>
    public static Legend Rows(IReadOnlyList<LegendEntry> entries, double maxWidth)
    {
        var texts = entries.Select(entry => TextBlock.Wrap(entry.Name, Ink.LabelSize, maxWidth - LegendEntry.SwatchWidth)).ToArray();
        var widths = new double[texts.Length];
        double whole = 0, widest = 0;
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = LegendEntry.SwatchWidth + texts[i].Width + ColumnGap;
            whole += widths[i];
            widest = Math.Max(widest, widths[i]);
        }

        var isOneRow = whole - ColumnGap <= maxWidth;
        var across = isOneRow ? entries.Count : Math.Max(1, (int)((maxWidth + ColumnGap) / widest));
        var items = new List<LegendItem>();
        double left = 0, top = 0, rowHeight = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (i > 0 && i % across == 0) (left, top, rowHeight) = (0, top + rowHeight + RowGap, 0);
            items.Add(new(entries[i], texts[i], left, top));
            left += isOneRow ? widths[i] : widest;
            rowHeight = Math.Max(rowHeight, texts[i].Height);
        }

        return new(items) { Width = maxWidth, Height = top + rowHeight };
    }

    /// <summary>Entries one below the other.</summary>
    public static Legend Column(IReadOnlyList<LegendEntry> entries, double maxWidth)
    {
        var items = new List<LegendItem>();
        double top = 0, width = 0;
        foreach (var entry in entries)
        {
            var text = TextBlock.Wrap(entry.Name, Ink.LabelSize, maxWidth - LegendEntry.SwatchWidth);
            items.Add(new(entry, text, 0, top));
            top += text.Height + RowGap + 2;
            width = Math.Max(width, LegendEntry.SwatchWidth + text.Width);
        }

        return new(items) { Width = width, Height = top };
    }

    Legend(List<LegendItem> items) => _items = items;

    public void Draw(SvgWriter svg, double left, double top)
    {
        svg.Open("g", ("class", "legend"));
        foreach (var (entry, text, x, y) in _items)
        {
            entry.DrawSwatch(svg, left + x, top + y + text.LineHeight / 2);
            text.Draw(svg, left + x + LegendEntry.SwatchWidth, top + y, "legend-name");
        }

        svg.Close();
    }
}
