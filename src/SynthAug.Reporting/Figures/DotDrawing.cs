namespace SynthAug.Reporting.Figures;

/// <summary>Draws a <see cref="DotFigure"/>: names left, intervals in the middle, numbers right; on a narrow page names and numbers stand above their row.</summary>
internal static class DotDrawing
{
    const string Colour = "#0072B2";
    const double RowHeight = 27, Gap = 12;

    public static Domain DomainOf(DotFigure figure)
    {
        if (figure.Rows.Count == 0) throw new ArgumentException($"The figure '{figure.Title}' has no rows.", nameof(figure));
        var values = figure.Rows.Select(row => row.Value).Append(figure.Reference?.X ?? double.NaN).Where(value => Domain.CanShow(value, figure.XAxis.Log)).ToArray();
        IEnumerable<double> ends = figure.Rows.Where(row => row.HasInterval).SelectMany(row => new[] { row.Low, row.High });
        // As for bands: an interval may lengthen a log axis by one decade, not by ten.
        if (figure.XAxis.Log && values.Length > 0)
            ends = ends.Where(end => end > 0).Select(end => Math.Clamp(end, values.Min() / 10, values.Max() * 10));
        return Domain.Of(values.Concat(ends), figure.XAxis, 0.05);
    }

    /// <summary>Returns the lower edge of what was drawn.</summary>
    public static double Draw(SvgWriter svg, DotFigure figure, Box inner)
    {
        var domain = DomainOf(figure);
        var numbers = DotNumbers.Of(figure);
        var isNarrow = inner.Width < 560;
        var names = figure.Rows.Select(row => TextBlock.Wrap(row.Name, Ink.LabelSize, isNarrow ? inner.Width : inner.Width * 0.3)).ToArray();
        var texts = figure.Rows.Select(row => new TextBlock([numbers.Text(row)], Ink.LabelSize)).ToArray();
        var head = TextBlock.Wrap(figure.IntervalLabel.Length > 0 && figure.Rows.Any(row => row.HasInterval) ? $"estimate [{figure.IntervalLabel}]" : "estimate", Ink.TickSize, isNarrow ? inner.Width : inner.Width * 0.25);
        var nameWidth = isNarrow ? 0 : Math.Ceiling(names.Max(name => name.Width));
        var numberWidth = isNarrow ? 0 : Math.Ceiling(Math.Max(head.Width, texts.Max(text => text.Width)));

        var reference = figure.Reference is { } line && Domain.CanShow(line.X, domain.Log) && domain.Holds(line.X) ? figure.Reference : null;
        var plotLeft = inner.Left + (isNarrow ? 6 : nameWidth + Gap);
        var plotRight = inner.Right - (isNarrow ? 6 : numberWidth + Gap);
        var referenceText = TextBlock.Wrap(reference?.Name ?? "", Ink.TickSize, plotRight - plotLeft);
        var plotTop = inner.Top + (isNarrow ? head.Height + 2 + referenceText.Height : Math.Max(head.Height, referenceText.Height)) + 4;
        var rowHeights = figure.Rows.Select((_, i) => isNarrow ? Math.Max(RowHeight, NarrowText(names[i], texts[i], inner.Width) + 18) : Math.Max(RowHeight, names[i].Height + 10)).ToArray();
        var plot = new Box(plotLeft, plotTop, plotRight - plotLeft, rowHeights.Sum() + 6);
        var x = new Scale(domain, plot.Left, plot.Right);
        var ticks = AxisTicks.Horizontal(x);
        // The outermost labels overhang the plot only where there is room.
        var overhang = ticks.Where(tick => !tick.IsMinor).Select(tick => TextMetrics.Width(tick.Label, Ink.TickSize) / 2).DefaultIfEmpty(0).Max();
        if (isNarrow && overhang > 6)
        {
            plot = new(inner.Left + overhang, plot.Top, inner.Width - 2 * overhang, plot.Height);
            x = new(domain, plot.Left, plot.Right);
            ticks = AxisTicks.Horizontal(x);
        }

        svg.Rect(plot, ("class", "plot"), ("fill", "none"), ("stroke", "none"));
        svg.Open("g", ("class", "gridlines"), ("stroke", Ink.Grid), ("stroke-width", 1.0));
        foreach (var tick in ticks.Where(tick => !tick.IsMinor)) svg.Line(x.At(tick.Value), plot.Top, x.At(tick.Value), plot.Bottom);
        svg.Close();
        if (reference is not null)
        {
            var at = x.At(reference.X);
            svg.Line(at, plot.Top, at, plot.Bottom, ("class", "reference"), ("stroke", Ink.Text), ("stroke-width", 1.2), ("stroke-dasharray", "4 3"));
            var half = referenceText.Width / 2;
            referenceText.Draw(svg, Math.Clamp(at, plot.Left + half, Math.Max(plot.Left + half, plot.Right - half)), plot.Top - 4 - referenceText.Height, "reference-name", "middle");
        }

        var headTop = isNarrow ? inner.Top : plot.Top - 4 - head.Height;
        head.Draw(svg, inner.Right, headTop, "numbers-head", "end", Ink.Muted);

        var top = plot.Top + 3;
        for (var i = 0; i < figure.Rows.Count; i++)
        {
            var middle = isNarrow ? top + rowHeights[i] - 10 : top + rowHeights[i] / 2;
            if (isNarrow)
            {
                // White under the words: gridlines and reference run behind them.
                var textHeight = NarrowText(names[i], texts[i], inner.Width);
                svg.Rect(new(inner.Left, top + 1, inner.Width, textHeight + 2), ("fill", "#fff"));
                names[i].Draw(svg, inner.Left, top + 2, "row-name");
                texts[i].Draw(svg, inner.Right, top + 2 + textHeight - texts[i].Height, "row-numbers", "end");
            }
            else
            {
                names[i].Draw(svg, plot.Left - Gap, middle - names[i].Height / 2, "row-name", "end");
                texts[i].Draw(svg, inner.Right, middle - texts[i].Height / 2, "row-numbers", "end");
            }

            DrawRow(svg, figure.Rows[i], x, plot, middle);
            top += rowHeights[i];
        }

        AxisDrawing.Bottom(svg, plot, x, ticks);
        var label = TextBlock.Wrap(figure.XAxis.Label, Ink.LabelSize, plot.Width);
        var axisBottom = plot.Bottom + 8 + Ink.TickSize * Ink.Leading;
        label.Draw(svg, (plot.Left + plot.Right) / 2, axisBottom + 3, "axis-label", "middle");
        return axisBottom + 3 + label.Height;
    }

    // Name and numbers share a line when both fit.
    static double NarrowText(TextBlock name, TextBlock numbers, double width) =>
        name.Lines.Count == 1 && name.Width + Gap + numbers.Width <= width ? name.Height : name.Height + numbers.Height;

    static void DrawRow(SvgWriter svg, DotRow row, Scale x, Box plot, double middle)
    {
        var log = x.Domain.Log;
        svg.Open("g", ("class", "row"), ("stroke", Colour), ("stroke-width", 1.8), ("fill", Colour));
        if (row.HasInterval && Domain.CanShow(row.High, log) && row.High >= x.Domain.Min && row.Low <= x.Domain.Max)
        {
            var (left, right) = (Edge(row.Low, plot.Left), Edge(row.High, plot.Right));
            svg.Line(left, middle, right, middle);
            End(svg, left, middle, row.Low < x.Domain.Min ? 1 : 0);
            End(svg, right, middle, row.High > x.Domain.Max ? -1 : 0);
        }

        if (Domain.CanShow(row.Value, log) && x.Domain.Holds(row.Value))
            svg.Element("circle", ("cx", x.At(row.Value)), ("cy", middle), ("r", 4.2), ("stroke", "#fff"), ("stroke-width", 1.0));
        svg.Close();

        double Edge(double value, double fallback) =>
            Domain.CanShow(value, log) && x.Domain.Holds(value) ? x.At(value) : fallback;
    }

    // A short upright where the interval ends, an arrowhead where only the axis does.
    static void End(SvgWriter svg, double x, double middle, int inward)
    {
        if (inward == 0) svg.Line(x, middle - 4, x, middle + 4);
        else svg.Points("polygon", [new(x, middle), new(x + 6 * inward, middle - 4), new(x + 6 * inward, middle + 4)], ("stroke", "none"));
    }
}

/// <summary>Decimals for the column of numbers: two significant digits of the narrowest interval, for all rows alike.</summary>
internal readonly record struct DotNumbers(int Decimals)
{
    public static DotNumbers Of(DotFigure figure)
    {
        var widths = figure.Rows.Where(row => row.HasInterval && row.High > row.Low).Select(row => (row.High - row.Low) / 2);
        var finest = widths.Concat(figure.Rows.Where(row => !row.HasInterval && row.Value != 0 && double.IsFinite(row.Value)).Select(row => Math.Abs(row.Value) / 10))
            .DefaultIfEmpty(1).Min();
        return new(Math.Clamp(1 - (int)Math.Floor(Math.Log10(finest)), 0, 10));
    }

    public string Text(DotRow row) =>
        !double.IsFinite(row.Value) ? "no value"
        : row.HasInterval ? $"{Number(row.Value)} [{Number(row.Low)}, {Number(row.High)}]"
        : Number(row.Value);

    string Number(double value) => Math.Abs(value) < 1e9 ? LinearTicks.Plain(value, Decimals) : value.ToString("0.###e0", System.Globalization.CultureInfo.InvariantCulture);
}
