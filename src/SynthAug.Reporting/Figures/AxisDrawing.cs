namespace SynthAug.Reporting.Figures;

/// <summary>Axis lines, ticks and tick labels of one plot.</summary>
internal static class AxisDrawing
{
    const double Major = 4, Minor = 2.5, Gap = 4;

    public static void Bottom(SvgWriter svg, Box plot, Scale scale, IReadOnlyList<Tick> ticks)
    {
        svg.Open("g", ("class", "x-axis"), ("stroke", Ink.Axis), ("stroke-width", 1.0));
        svg.Line(plot.Left, plot.Bottom, plot.Right, plot.Bottom);
        foreach (var tick in ticks)
            svg.Line(scale.At(tick.Value), plot.Bottom, scale.At(tick.Value), plot.Bottom + (tick.IsMinor ? Minor : Major));
        svg.Close();
        svg.Open("g", ("class", "x-ticks"), ("font-size", Ink.TickSize), ("fill", Ink.Text), ("text-anchor", "middle"));
        foreach (var tick in ticks.Where(tick => !tick.IsMinor))
            svg.Text(scale.At(tick.Value), plot.Bottom + Major + Gap + Ink.TickSize * (0.5 + Ink.Baseline), tick.Label);
        svg.Close();
    }

    /// <summary>The second row of labels, under those of <see cref="Bottom"/>.</summary>
    public static void Twin(SvgWriter svg, Box plot, Scale scale, IReadOnlyList<Tick> ticks, AxisTwin twin)
    {
        var baseline = plot.Bottom + Major + Gap + Ink.TickSize * (0.5 + Ink.Baseline + Ink.Leading);
        svg.Open("g", ("class", "x-twin"), ("font-size", Ink.TickSize), ("fill", Ink.Muted), ("text-anchor", "middle"));
        var left = plot.Left;
        foreach (var tick in ticks.Where(tick => !tick.IsMinor))
        {
            var text = twin.Text(tick.Value);
            left = Math.Min(left, scale.At(tick.Value) - TextMetrics.Width(text, Ink.TickSize) / 2);
            svg.Text(scale.At(tick.Value), baseline, text);
        }

        svg.Text(left - 6, baseline, twin.Label, ("text-anchor", "end"));
        svg.Close();
    }

    public static void Left(SvgWriter svg, Box plot, Scale scale, IReadOnlyList<Tick> ticks, bool hasLabels)
    {
        svg.Open("g", ("class", "y-axis"), ("stroke", Ink.Axis), ("stroke-width", 1.0));
        svg.Line(plot.Left, plot.Top, plot.Left, plot.Bottom);
        foreach (var tick in ticks)
            svg.Line(plot.Left - (tick.IsMinor ? Minor : Major), scale.At(tick.Value), plot.Left, scale.At(tick.Value));
        svg.Close();
        if (!hasLabels) return;
        svg.Open("g", ("class", "y-ticks"), ("font-size", Ink.TickSize), ("fill", Ink.Text), ("text-anchor", "end"));
        foreach (var tick in ticks.Where(tick => !tick.IsMinor))
            svg.Text(plot.Left - Major - Gap, scale.At(tick.Value) + Ink.TickSize * Ink.Baseline, tick.Label);
        svg.Close();
    }
}
