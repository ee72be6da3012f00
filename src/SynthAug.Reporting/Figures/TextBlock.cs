namespace SynthAug.Reporting.Figures;

/// <summary>Lines of text set one under the other.</summary>
internal sealed record TextBlock(IReadOnlyList<string> Lines, double Size, bool Bold = false)
{
    public static TextBlock Wrap(string text, double size, double maxWidth, bool bold = false) =>
        new(TextMetrics.Wrap(text, size, maxWidth, bold), size, bold);

    public double LineHeight => Math.Round(Size * Ink.Leading, 2);

    public double Height => Lines.Count * LineHeight;

    public double Width => Lines.Count == 0 ? 0 : Lines.Max(line => TextMetrics.Width(line, Size, Bold));

    /// <summary>Draws the block downwards from <paramref name="top"/>.</summary>
    /// <param name="x">The left edge, the middle or the right edge, after <paramref name="anchor"/>.</param>
    public void Draw(SvgWriter svg, double x, double top, string role, string anchor = "start", string colour = Ink.Text)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var baseline = top + (i + 0.5) * LineHeight + Size * Ink.Baseline;
            svg.Text(x, baseline, Lines[i], ("class", role), ("font-size", Size), ("fill", colour), ("text-anchor", anchor == "start" ? SvgValue.None : anchor), ("font-weight", Weight));
        }
    }

    /// <summary>Draws the block turned to be read from below, its first line outermost, its right edge at <paramref name="right"/>.</summary>
    public void DrawUpwards(SvgWriter svg, double right, double middle, string role)
    {
        for (var i = 0; i < Lines.Count; i++)
        {
            var x = right - Height + (i + 0.5) * LineHeight + Size * Ink.Baseline;
            var turn = $"rotate(-90 {SvgValue.Format(x)} {SvgValue.Format(middle)})";
            svg.Text(x, middle, Lines[i], ("class", role), ("font-size", Size), ("fill", Ink.Text), ("transform", turn), ("text-anchor", "middle"), ("font-weight", Weight));
        }
    }

    SvgValue Weight => Bold ? "600" : SvgValue.None;
}
