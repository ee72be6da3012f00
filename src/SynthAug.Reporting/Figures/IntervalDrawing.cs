namespace SynthAug.Reporting.Figures;

/// <summary>Draws an <see cref="IntervalFigure"/>: words for either side, the interval, the scale.</summary>
internal static class IntervalDrawing
{
    const double Height = 40, WordsGap = 6, Side = 26;

    const string Colour = "#1a1a1a";

    /// <summary>Returns the lower edge of what was drawn.</summary>
    public static double Draw(SvgWriter svg, IntervalFigure figure, Box inner)
    {
        double[] ends = [figure.Value, figure.Low, figure.High, -figure.Margin, figure.Margin, 0];
        if (ends.Any(end => !double.IsFinite(end))) throw new ArgumentException($"The figure '{figure.Title}' has an end that is not finite.", nameof(figure));
        // As much room on the shorter side of zero as words need to be read: at least a quarter of the whole.
        var reach = ends.Max(Math.Abs);
        var domain = Domain.Of(ends.Append(-reach / 3).Append(reach / 3), new(figure.XLabel), 0.06);
        var x = new Scale(domain, inner.Left + Side, inner.Right - Side);

        var zero = x.At(0);
        var left = TextBlock.Wrap(Arrow("← ", figure.LeftWords, ""), Ink.TickSize, zero - inner.Left - WordsGap);
        var right = TextBlock.Wrap(Arrow("", figure.RightWords, " →"), Ink.TickSize, inner.Right - zero - WordsGap);
        var head = Math.Max(left.Height, right.Height);
        var plot = new Box(x.From, inner.Top + head + 4, x.To - x.From, Height);
        var ticks = AxisTicks.Horizontal(x);

        left.Draw(svg, zero - WordsGap, plot.Top - 4 - left.Height, "side", "end", Ink.Muted);
        right.Draw(svg, zero + WordsGap, plot.Top - 4 - right.Height, "side", colour: Ink.Muted);
        svg.Rect(plot, ("class", "plot"), ("fill", "none"), ("stroke", "none"));
        if (figure.Margin > 0)
            svg.Rect(plot with { Left = x.At(-figure.Margin), Width = x.At(figure.Margin) - x.At(-figure.Margin) }, ("class", "zone"), ("fill", Ink.Zone), ("stroke", "none"));
        svg.Line(zero, plot.Top, zero, plot.Bottom, ("class", "reference"), ("stroke", Ink.Text), ("stroke-width", 1.2), ("stroke-dasharray", "4 3"));

        var (low, high, middle) = (x.At(figure.Low), x.At(figure.High), (plot.Top + plot.Bottom) / 2);
        svg.Open("g", ("class", "row"), ("stroke", Colour), ("stroke-width", 2.4), ("fill", Colour));
        svg.Line(low, middle, high, middle);
        svg.Line(low, middle - 6, low, middle + 6);
        svg.Line(high, middle - 6, high, middle + 6);
        svg.Element("circle", ("cx", x.At(figure.Value)), ("cy", middle), ("r", 5.4), ("stroke", "#fff"), ("stroke-width", 1.2));
        svg.Close();

        AxisDrawing.Bottom(svg, plot, x, ticks);
        var label = TextBlock.Wrap(figure.XLabel, Ink.TickSize, inner.Width);
        var labelTop = plot.Bottom + 10 + Ink.TickSize * Ink.Leading;
        label.Draw(svg, (inner.Left + inner.Right) / 2, labelTop, "axis-label", "middle");
        return labelTop + label.Height;
    }

    static string Arrow(string before, string words, string after) => words.Length > 0 ? before + words + after : "";
}
