namespace SynthAug.Reporting.Figures;

/// <summary>Draws a <see cref="ScatterFigure"/>. A dot that is drawn lies whole inside the plot.</summary>
internal static class ScatterDrawing
{
    const double Margin = 0.04, Tallest = 420;

    /// <exception cref="ArgumentException">There is no group, or an axis runs backwards.</exception>
    public static (Domain X, Domain Y) DomainsOf(ScatterFigure figure)
    {
        if (figure.Groups.Count == 0) throw new ArgumentException($"The figure '{figure.Title}' has no groups.", nameof(figure));
        var (xs, ys) = (new List<double>(), new List<double>());
        foreach (var group in figure.Groups)
        {
            foreach (var dot in group.Dots)
            {
                xs.Add(dot.X);
                ys.Add(dot.Y);
            }
        }

        return (Domain.Of(xs, figure.XAxis, Margin), Domain.Of(ys, figure.YAxis, Margin));
    }

    public static bool CanShow(ScatterDot dot, Domain x, Domain y) => Domain.CanShow(dot.X, x.Log) && Domain.CanShow(dot.Y, y.Log);

    /// <summary>Returns the lower edge of what was drawn.</summary>
    public static double Draw(SvgWriter svg, ScatterFigure figure, Box inner)
    {
        var (x, y) = DomainsOf(figure);
        var height = Math.Round(Math.Min(inner.Width * 0.85, Tallest));
        var grid = PanelGrid.Arrange([new("", x, y)], inner.Left, inner.Right, inner.Top, height, 1, sharesY: true, figure.XAxis.Label, figure.YAxis.Label);
        var panel = grid.Panels[0];
        grid.DrawGridlines(svg);
        foreach (var group in figure.Groups)
        {
            var style = StyleOf(group.Kind);
            svg.Open("g", ("class", "dots"), ("fill", style.Marker == MarkerShape.Triangle ? style.Colour : "none"),
                ("stroke", style.Marker == MarkerShape.Triangle ? "#fff" : style.Colour), ("stroke-width", style.Marker == MarkerShape.Triangle ? 0.6 : 1.1));
            foreach (var dot in group.Dots)
                if (CanShow(dot, x, y) && x.Holds(dot.X) && y.Holds(dot.Y)) Dot(svg, style.Marker, panel.X.At(dot.X), panel.Y.At(dot.Y));
            svg.Close();
        }

        grid.DrawAxes(svg);
        var legend = Legend.Rows([.. figure.Groups.Select(group => new LegendEntry(group.Name, StyleOf(group.Kind), LegendKind.Dots))], inner.Right - panel.Plot.Left);
        legend.Draw(svg, panel.Plot.Left, grid.Bottom + 8);
        return grid.Bottom + 8 + legend.Height;
    }

    static SeriesStyle StyleOf(DotKind kind) => kind switch
    {
        DotKind.Background => new("#8a8a8a", "none", MarkerShape.Ring),
        DotKind.Foreground => new("#0072B2", "none", MarkerShape.Triangle),
        _ => new("#D55E00", "none", MarkerShape.Cross),
    };

    // The colour stands once, on the group: thousands of dots should not repeat it.
    static void Dot(SvgWriter svg, MarkerShape shape, double x, double y)
    {
        const double open = 1.9, triangle = 4.2, cross = 2.4;
        switch (shape)
        {
            case MarkerShape.Ring:
                svg.Element("circle", ("cx", x), ("cy", y), ("r", open));
                break;
            case MarkerShape.Triangle:
                svg.Points("polygon", [new(x, y - triangle), new(x + triangle, y + 0.7 * triangle), new(x - triangle, y + 0.7 * triangle)]);
                break;
            default:
                svg.Line(x - cross, y - cross, x + cross, y + cross);
                svg.Line(x - cross, y + cross, x + cross, y - cross);
                break;
        }
    }
}
