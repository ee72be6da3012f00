namespace SynthAug.Reporting.Figures;

/// <summary>Draws a <see cref="LineFigure"/>: gridlines, bands, lines, markers, axes, names.</summary>
internal static class LineDrawing
{
    // Markers nearer than this on one line would hide its dashes.
    const double MarkerSpacing = 30;

    /// <summary>Returns the lower edge of what was drawn.</summary>
    public static double Draw(SvgWriter svg, LineFigure figure, Box inner)
    {
        var domains = LineDomains.Of(figure);
        var names = LineNames.Of(figure);
        var plotHeight = PanelGrid.PlotHeight(figure.Facets.Count, inner.Width, figure.Columns);
        var ends = LineEndLabels.TryPlace(figure, domains[0], names, plotHeight, inner.Width);
        var column = ends is null && figure.Facets.Count == 1 && inner.Width >= 600 && names.Entries.Count is > 1 and <= 14
            ? Legend.Column(names.Entries, inner.Width * 0.3) : null;
        var reserved = ends?.Width ?? (column is null ? 0 : column.Width + 16);

        var requests = figure.Facets.Select((facet, i) => new PanelRequest(facet.Title, domains[i].X, domains[i].Y, XTwin: figure.XAxis.Twin)).ToArray();
        var grid = PanelGrid.Arrange(
            requests, inner.Left, inner.Right - reserved, inner.Top, plotHeight, figure.Columns, figure.SharedY,
            figure.XAxis.Label, figure.YAxis.Label);
        for (var i = 0; i < figure.Facets.Count; i++) Spans(svg, figure.Facets[i], grid.Panels[i]);
        grid.DrawGridlines(svg);
        for (var i = 0; i < figure.Facets.Count; i++) DrawFacet(svg, figure.Facets[i], grid.Panels[i], names);
        grid.DrawAxes(svg);

        var first = grid.Panels[0].Plot;
        if (ends is not null)
        {
            ends.Draw(svg, first);
            return LegendBelow(svg, [.. names.Entries.Where(entry => entry.Kind is LegendKind.Span or LegendKind.Mark)], grid, inner);
        }

        if (column is not null)
        {
            column.Draw(svg, first.Right + 16, first.Top);
            return Math.Max(grid.Bottom, first.Top + column.Height);
        }

        // A lone line needs no legend when the y axis already names it.
        if (names.Entries.Count == 0 || names.Entries is [{ Name: "" }]) return grid.Bottom;
        return LegendBelow(svg, names.Entries, grid, inner);
    }

    static double LegendBelow(SvgWriter svg, List<LegendEntry> entries, PanelGrid grid, Box inner)
    {
        if (entries.Count == 0) return grid.Bottom;
        var left = grid.Panels[0].Plot.Left;
        var rows = Legend.Rows(entries, inner.Right - left);
        rows.Draw(svg, left, grid.Bottom + 8);
        return grid.Bottom + 8 + rows.Height;
    }

    /// <summary>The ring of a mark.</summary>
    public static void Ring(SvgWriter svg, Spot at)
    {
        svg.Element("circle", ("cx", at.X), ("cy", at.Y), ("r", 6.2), ("fill", "none"), ("stroke", "#fff"), ("stroke-width", 3.6));
        svg.Element("circle", ("cx", at.X), ("cy", at.Y), ("r", 6.2), ("fill", "none"), ("stroke", Ink.Text), ("stroke-width", 1.8));
    }

    static void DrawFacet(SvgWriter svg, LineFacet facet, Panel panel, LineNames names)
    {
        svg.Open("g", ("class", "bands"), ("fill-opacity", 0.16), ("stroke-opacity", 0.5));
        foreach (var line in facet.ReferenceLines.Where(line => line.HasBand)) ReferenceBand(svg, line, panel, names.Style(line.Name));
        foreach (var series in facet.Series) Bands(svg, series, panel, names.Style(series.Name));
        svg.Close();

        svg.Open("g", ("class", "references"), ("fill", "none"), ("stroke-width", 1.6));
        foreach (var line in facet.ReferenceLines.Where(line => LineDomains.CanDraw(line, panel.Y.Domain)))
        {
            var (y, style) = (panel.Y.At(line.Y), names.Style(line.Name));
            svg.Line(panel.Plot.Left, y, panel.Plot.Right, y, ("stroke", style.Colour), ("stroke-dasharray", style.Dash));
        }

        if (facet.Diagonal is { } diagonal && HasPlace(new(diagonal.From, diagonal.From), panel) && HasPlace(new(diagonal.To, diagonal.To), panel))
            foreach (var piece in Clipping.Polyline([Place(diagonal.From, diagonal.From, panel), Place(diagonal.To, diagonal.To, panel)], panel.Plot))
                svg.Points("polyline", piece, ("stroke", names.Style(diagonal.Name).Colour), ("stroke-dasharray", names.Style(diagonal.Name).Dash));

        svg.Close();

        foreach (var mark in facet.Marks.Where(mark => IsDrawn(new(mark.X, mark.Y), panel)))
            svg.Line(panel.X.At(mark.X), panel.Y.At(mark.Y), panel.X.At(mark.X), panel.Plot.Bottom, ("stroke", Ink.Text), ("stroke-width", 0.9), ("stroke-dasharray", "2 2"));
        for (var i = 0; i < facet.Series.Count; i++) Curve(svg, facet.Series[i], i, panel, names.Style(facet.Series[i].Name));
        if (!facet.Series.SelectMany(series => series.Points).Any(point => IsDrawn(point, panel)))
            svg.Text((panel.Plot.Left + panel.Plot.Right) / 2, (panel.Plot.Top + panel.Plot.Bottom) / 2, "nothing to draw",
                ("class", "empty"), ("font-size", Ink.TickSize), ("fill", Ink.Muted), ("text-anchor", "middle"));
        foreach (var mark in facet.Marks.Where(mark => IsDrawn(new(mark.X, mark.Y), panel))) Ring(svg, Place(mark.X, mark.Y, panel));
    }

    // Opaque and under the gridlines: a stretch that holds one value still has a width.
    static void Spans(SvgWriter svg, LineFacet facet, Panel panel)
    {
        const double least = 6;
        foreach (var span in facet.Spans.Where(span => Domain.CanShow(span.From, panel.X.Domain.Log) && Domain.CanShow(span.To, panel.X.Domain.Log)))
        {
            var (from, to) = (panel.X.At(span.From), panel.X.At(span.To));
            var widen = Math.Max(0, least - (to - from)) / 2;
            (from, to) = (Math.Max(from - widen, panel.Plot.Left), Math.Min(to + widen, panel.Plot.Right));
            if (from < to)
                svg.Rect(panel.Plot with { Left = from, Width = to - from }, ("class", "spans"), ("fill", Ink.Span), ("stroke", "none"));
        }
    }

    static void Curve(SvgWriter svg, LineSeries series, int index, Panel panel, SeriesStyle style)
    {
        svg.Open("g", ("class", "series"), ("fill", "none"), ("stroke-linejoin", "round"));
        var runs = Runs(series, point => HasPlace(point, panel));
        foreach (var piece in runs.SelectMany(run => Clipping.Polyline([.. run.Select(point => Place(point.X, point.Y, panel))], panel.Plot)))
            svg.Points("polyline", piece, ("stroke", style.Colour), ("stroke-width", 1.8), ("stroke-dasharray", style.Dash));
        foreach (var run in runs)
        {
            // The first series marks its first point, the next one a little later: crossing lines do not stack their markers.
            var last = double.NegativeInfinity;
            var skip = run.Count > 12 ? index % 4 * MarkerSpacing / 4 : 0;
            foreach (var spot in run.Select(point => Place(point.X, point.Y, panel)))
            {
                if (spot.X < last + MarkerSpacing || spot.X < Place(run[0].X, run[0].Y, panel).X + skip) continue;
                last = spot.X;
                if (panel.Plot.Contains(spot)) style.Mark(svg, spot);
            }
        }

        svg.Close();
    }

    static void Bands(SvgWriter svg, LineSeries series, Panel panel, SeriesStyle style)
    {
        foreach (var run in Runs(series, point => HasBandPlace(point, panel)))
        {
            var edges = run.Select(point => new BandEdge(
                Place(point.X, Foot(Math.Min(point.Low, point.High), panel), panel),
                Place(point.X, Math.Max(point.Low, point.High), panel)))
                .Where(edge => edge.Low.X >= panel.Plot.Left && edge.Low.X <= panel.Plot.Right).ToArray();
            if (edges.Length == 1)
            {
                // One point has no width to shade: a whisker says the same.
                var (low, high) = (Math.Min(edges[0].Low.Y, panel.Plot.Bottom), Math.Max(edges[0].High.Y, panel.Plot.Top));
                if (high < low) svg.Line(edges[0].Low.X, low, edges[0].Low.X, high, ("stroke", style.Colour), ("stroke-width", 1.4));
                continue;
            }

            Spot[] outline = [.. edges.Select(edge => edge.High), .. edges.Reverse().Select(edge => edge.Low)];
            var area = Clipping.Polygon(outline, panel.Plot.Top, panel.Plot.Bottom);
            if (area.Count > 2) svg.Points("polygon", area, ("fill", style.Colour));
        }
    }

    sealed record BandEdge(Spot Low, Spot High);

    static void ReferenceBand(SvgWriter svg, ReferenceLine line, Panel panel, SeriesStyle style)
    {
        var bottom = Math.Min(Place(panel.X.Domain.Min, Foot(Math.Min(line.Low, line.High), panel), panel).Y, panel.Plot.Bottom);
        var high = Math.Max(line.Low, line.High);
        if (!Domain.CanShow(high, panel.Y.Domain.Log)) return;
        var top = Math.Max(Place(panel.X.Domain.Min, high, panel).Y, panel.Plot.Top);
        if (top < bottom) svg.Rect(panel.Plot with { Top = top, Height = bottom - top }, ("fill", style.Colour), ("fill-opacity", 0.12));
    }

    // Sorting by a key that is a double would be compiled at run time.
    static readonly Comparer<LinePoint> s_byX = Comparer<LinePoint>.Create(static (a, b) => a.X.CompareTo(b.X));

    // Consecutive points, in order of x, that all have a place; a point without one ends the run.
    static List<List<LinePoint>> Runs(LineSeries series, Func<LinePoint, bool> hasPlace)
    {
        var runs = new List<List<LinePoint>>();
        var run = new List<LinePoint>();
        foreach (var point in series.Points.Where(point => !double.IsNaN(point.X)).Order(s_byX))
        {
            if (hasPlace(point))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                runs.Add(run);
                run = [];
            }
        }

        if (run.Count > 0) runs.Add(run);
        return runs;
    }

    static bool HasPlace(LinePoint point, Panel panel) =>
        Domain.CanShow(point.X, panel.X.Domain.Log) && Domain.CanShow(point.Y, panel.Y.Domain.Log);

    static bool IsDrawn(LinePoint point, Panel panel) => HasPlace(point, panel) && panel.X.Domain.Holds(point.X) && panel.Y.Domain.Holds(point.Y);

    static bool HasBandPlace(LinePoint point, Panel panel) =>
        point.HasBand && double.IsFinite(point.Y)
        && Domain.CanShow(point.X, panel.X.Domain.Log) && Domain.CanShow(Math.Max(point.Low, point.High), panel.Y.Domain.Log);

    // What a log axis cannot hold stands on its foot.
    static double Foot(double value, Panel panel) => Domain.CanShow(value, panel.Y.Domain.Log) ? value : panel.Y.Domain.Min;

    // Far outside a fixed range a px may overflow; a million px away the slope is the same to the eye.
    static Spot Place(double x, double y, Panel panel) =>
        new(Math.Clamp(panel.X.At(x), -1e6, 1e6), Math.Clamp(panel.Y.At(y), -1e6, 1e6));
}
