using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>Draws a <see cref="HistogramFigure"/>. Bars at exact values have a width of their own; the one at zero has a colour of its own.</summary>
internal static class HistogramDrawing
{
    const string Bar = "#0072B2", ZeroBar = "#D55E00";

    const double WidestAtom = 30, ZeroBesideIntervals = 7;

    /// <summary>Returns the lower edge of what was drawn.</summary>
    public static double Draw(SvgWriter svg, HistogramFigure figure, Box inner)
    {
        if (figure.Facets.Count == 0) throw new ArgumentException($"The figure '{figure.Title}' has no facets.", nameof(figure));
        var xs = figure.Facets.Select(facet => facet.Bins.SelectMany(bin => new[] { bin.Low, bin.High }).ToArray()).ToArray();
        var xAxis = new FigureAxis(figure.XLabel);
        var sharedX = Domain.Of(xs.SelectMany(values => values), xAxis, 0.05);
        var tallest = figure.Facets
            .Select(facet => facet.Bins.Select(bin => bin.Count).DefaultIfEmpty(0).Max() * HeightOfOne(facet, figure)).ToArray();
        var yLabel = figure.YLabel.Length > 0 ? figure.YLabel : figure.Height == HistogramHeight.Share ? "share (%)" : "count";
        var areWhole = figure.Facets.All(facet => facet.Bins.All(bin => bin.IsAtom && bin.Low == Math.Floor(bin.Low)));

        var requests = figure.Facets.Select((facet, i) => new PanelRequest(
            facet.Title,
            figure.SharedX ? sharedX : Domain.Of(xs[i], xAxis, 0.05),
            Bars(figure.SharedY ? tallest.Max() : tallest[i]),
            HasRemark: facet.Bins.Any(bin => bin.IsZero),
            IntegerX: areWhole,
            IntegerY: figure.Height == HistogramHeight.Count)).ToArray();
        var grid = PanelGrid.Arrange(requests, inner.Left, inner.Right, inner.Top,
            PanelGrid.PlotHeight(requests.Length, inner.Width, figure.Columns), figure.Columns, figure.SharedY, figure.XLabel, yLabel);
        grid.DrawGridlines(svg);
        for (var i = 0; i < figure.Facets.Count; i++) DrawFacet(svg, figure, figure.Facets[i], grid.Panels[i]);
        grid.DrawAxes(svg);
        return grid.Bottom;
    }

    static void DrawFacet(SvgWriter svg, HistogramFigure figure, HistogramFacet facet, Panel panel)
    {
        svg.Open("g", ("class", "bars"));
        var atomWidth = AtomWidth(facet, panel);
        var heightOfOne = HeightOfOne(facet, figure);
        // Beside intervals the bar at zero stands just left of them: on top of the first it would hide it.
        var zeroStandsAside = facet.Bins.Any(bin => !bin.IsAtom && bin.Low == 0) && !facet.Bins.Any(bin => bin.Low < 0);
        foreach (var bin in facet.Bins.OrderBy(bin => bin.IsAtom))
        {
            var top = panel.Y.At(bin.Count * heightOfOne);
            var (left, right) = (panel.X.At(bin.Low), panel.X.At(bin.High));
            if (bin.IsZero && zeroStandsAside) (left, right) = (left - ZeroBesideIntervals - 1, left - 1);
            else if (bin.IsAtom) (left, right) = (left - atomWidth / 2, left + atomWidth / 2);
            // A hairline of white between neighbours.
            else (left, right) = (left + 0.4, Math.Max(left + 0.8, right - 0.4));
            if (bin.Count > 0) svg.Rect(new(left, top, right - left, panel.Plot.Bottom - top), ("fill", bin.IsZero ? ZeroBar : Bar));
        }

        svg.Close();
        if (panel.Request.HasRemark)
        {
            // The legend of the colour and the number it stands for, above the plot where no bar can reach.
            svg.Rect(new(panel.Plot.Left, panel.RemarkTop + 3, 9, 9), ("fill", ZeroBar));
            new TextBlock([ShareOfZeros(facet)], Ink.TickSize).Draw(svg, panel.Plot.Left + 14, panel.RemarkTop, "remark");
        }

        if (facet.Total == 0)
            svg.Text((panel.Plot.Left + panel.Plot.Right) / 2, (panel.Plot.Top + panel.Plot.Bottom) / 2, "no values",
                ("class", "empty"), ("font-size", Ink.TickSize), ("fill", Ink.Muted), ("text-anchor", "middle"));
    }

    // Four fifths of the narrowest distance to a neighbour, within reason.
    static double AtomWidth(HistogramFacet facet, Panel panel)
    {
        var places = facet.Bins.Where(bin => bin.IsAtom).Select(bin => panel.X.At(bin.Low)).Order().ToArray();
        if (places.Length == 0) return 0;
        var nearest = places.Skip(1).Zip(places, (right, left) => right - left).DefaultIfEmpty(WidestAtom).Min();
        var (first, last) = (panel.X.At(facet.Bins.Min(bin => bin.Low)), panel.X.At(facet.Bins.Max(bin => bin.High)));
        var room = 2 * Math.Min(first - panel.Plot.Left, panel.Plot.Right - last);
        return Math.Max(1, Math.Min(Math.Min(nearest * 0.8, WidestAtom), room));
    }

    // Bars stand on zero and leave a little air above the tallest.
    static Domain Bars(double tallest) => new(0, tallest > 0 ? tallest * 1.06 : 1, Log: false);

    // What one value adds to its bar.
    static double HeightOfOne(HistogramFacet facet, HistogramFigure figure) =>
        figure.Height == HistogramHeight.Count ? 1 : 100.0 / Math.Max(1, facet.Total);

    static string ShareOfZeros(HistogramFacet facet)
    {
        var zeros = facet.Bins.Where(bin => bin.IsZero).Sum(bin => bin.Count);
        var share = facet.Total == 0 ? 0 : 100.0 * zeros / facet.Total;
        // Never round "a few" to none or "almost all" to all.
        var percent = share is > 0 and < 1 ? "under 1 %" : share is > 99 and < 100 ? "over 99 %" : $"{LinearTicks.Plain(share, 0)} %";
        return string.Create(CultureInfo.InvariantCulture, $"exactly 0: {percent} ({zeros} of {facet.Total})");
    }
}
