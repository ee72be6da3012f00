namespace SynthAug.Reporting.Figures;

/// <summary>What a facet asks of the grid.</summary>
/// <param name="HasRemark">Keep a line free between the title and the plot.</param>
internal sealed record PanelRequest(string Title, Domain X, Domain Y, bool HasRemark = false, bool IntegerX = false, bool IntegerY = false, AxisTwin? XTwin = null);

/// <summary>A facet with its place and its scales.</summary>
internal sealed record Panel(
    PanelRequest Request, Box Plot, Scale X, Scale Y, IReadOnlyList<Tick> XTicks, IReadOnlyList<Tick> YTicks, TextBlock Title)
{
    /// <summary>Height of the line kept free for a remark.</summary>
    public const double RemarkHeight = 15;

    /// <summary>Upper edge of that line.</summary>
    public double RemarkTop => Plot.Top - RemarkHeight - 3;
}

/// <summary>Facets in rows and columns of equal plots, with their axes. All measures in px.</summary>
internal sealed class PanelGrid
{
    const double TickLength = 4, TickGap = 4, MinPanelWidth = 235;

    readonly bool _showsEveryY;
    readonly TextBlock _yLabel, _xLabel;
    readonly double _tickWidth;

    PanelGrid(IReadOnlyList<Panel> panels, bool showsEveryY, TextBlock xLabel, TextBlock yLabel, double tickWidth, double bottom)
    {
        Panels = panels;
        (_showsEveryY, _xLabel, _yLabel, _tickWidth, Bottom) = (showsEveryY, xLabel, yLabel, tickWidth, bottom);
    }

    public IReadOnlyList<Panel> Panels { get; }

    /// <summary>Lower edge of everything the grid draws.</summary>
    public double Bottom { get; }

    /// <summary>Height of every plot, known before the widths because labels at line ends need it to claim their room.</summary>
    public static double PlotHeight(int facets, double width, int? columns)
    {
        var across = Columns(facets, width, columns);
        return Math.Round(Math.Clamp(width / across * (across == 1 && width > 600 ? 0.4 : 0.66), 150, 380));
    }

    /// <param name="left">Left edge of the whole grid.</param>
    /// <param name="right">Right edge of the plots.</param>
    /// <param name="height">Of every plot, from <see cref="PlotHeight"/>.</param>
    /// <param name="sharesY">Whether the y ticks of the first column serve the whole row.</param>
    public static PanelGrid Arrange(
        IReadOnlyList<PanelRequest> requests, double left, double right, double top, double height, int? columns, bool sharesY,
        string xLabel, string yLabel)
    {
        var across = Columns(requests.Count, right - left, columns);
        var yTicks = requests.Select(request => AxisTicks.Vertical(new(request.Y, height, 0), request.IntegerY)).ToArray();
        var tickWidth = Widest(yTicks.SelectMany(ticks => ticks), twin: null);
        var yText = TextBlock.Wrap(yLabel, Ink.LabelSize, height);
        var axisWidth = Math.Ceiling(tickWidth + TickLength + TickGap);
        var labelWidth = yText.Lines.Count > 0 ? yText.Height + 4 : 0;

        // Labels centred on ticks overhang a plot by at most half a label; the gap keeps neighbours apart even so.
        var overhang = requests.Max(request => Overhang(request, (right - left) / across));
        var gap = Math.Ceiling(sharesY ? Math.Max(16, 2 * overhang + 8) : axisWidth + Math.Max(12, overhang + 8));
        var plotLeft = left + labelWidth + Math.Max(axisWidth, overhang);
        var plotRight = right - Math.Max(4, overhang);
        var plotWidth = Math.Floor((plotRight - plotLeft - gap * (across - 1)) / across);

        var titles = requests.Select(request => TextBlock.Wrap(request.Title, Ink.LabelSize, plotWidth, bold: true)).ToArray();
        var headHeight = titles.Max(title => title.Height) + (requests.Any(request => request.HasRemark) ? Panel.RemarkHeight : 0);
        headHeight += headHeight > 0 ? 5 : 6;
        var footHeight = TickLength + TickGap + Ink.TickSize * Ink.Leading * (requests.Any(request => request.XTwin is not null) ? 2 : 1);

        var panels = new List<Panel>();
        var rowHeight = headHeight + height + footHeight + 12;
        for (var i = 0; i < requests.Count; i++)
        {
            var (row, column) = (i / across, i % across);
            var plot = new Box(plotLeft + column * (plotWidth + gap), top + headHeight + row * rowHeight, plotWidth, height);
            var x = new Scale(requests[i].X, plot.Left, plot.Right);
            var y = new Scale(requests[i].Y, plot.Bottom, plot.Top);
            panels.Add(new(requests[i], plot, x, y, AxisTicks.Horizontal(x, requests[i].IntegerX, requests[i].XTwin), yTicks[i], titles[i]));
        }

        var rows = (requests.Count + across - 1) / across;
        var xText = TextBlock.Wrap(xLabel, Ink.LabelSize, right - plotLeft);
        var bottom = top + rows * rowHeight - 12 + (xText.Lines.Count > 0 ? xText.Height + 3 : 0);
        return new(panels, !sharesY, xText, yText, axisWidth, bottom);
    }

    /// <summary>Gridlines; drawn first so that data lie on top.</summary>
    public void DrawGridlines(SvgWriter svg)
    {
        svg.Open("g", ("class", "gridlines"), ("stroke", Ink.Grid), ("stroke-width", 1.0));
        foreach (var panel in Panels)
        {
            foreach (var tick in panel.XTicks.Where(tick => !tick.IsMinor))
                svg.Line(panel.X.At(tick.Value), panel.Plot.Top, panel.X.At(tick.Value), panel.Plot.Bottom);
            foreach (var tick in panel.YTicks.Where(tick => !tick.IsMinor))
                svg.Line(panel.Plot.Left, panel.Y.At(tick.Value), panel.Plot.Right, panel.Y.At(tick.Value));
        }

        svg.Close();
    }

    /// <summary>Titles, axis lines, ticks and labels; the label of y once a row, the label of x once for all.</summary>
    public void DrawAxes(SvgWriter svg)
    {
        foreach (var panel in Panels)
        {
            var isFirstColumn = panel.Plot.Left == Panels[0].Plot.Left;
            panel.Title.Draw(svg, panel.Plot.Left, HeadTop(panel), "facet-title");
            svg.Rect(panel.Plot, ("class", "plot"), ("fill", "none"), ("stroke", "none"));
            AxisDrawing.Bottom(svg, panel.Plot, panel.X, panel.XTicks);
            if (panel.Request.XTwin is { } twin) AxisDrawing.Twin(svg, panel.Plot, panel.X, panel.XTicks, twin);
            AxisDrawing.Left(svg, panel.Plot, panel.Y, panel.YTicks, hasLabels: isFirstColumn || _showsEveryY);
            if (isFirstColumn && _yLabel.Lines.Count > 0)
                _yLabel.DrawUpwards(svg, panel.Plot.Left - _tickWidth - 4, (panel.Plot.Top + panel.Plot.Bottom) / 2, "axis-label");
        }

        var (first, last) = (Panels[0].Plot.Left, Panels.Max(panel => panel.Plot.Right));
        _xLabel.Draw(svg, (first + last) / 2, Bottom - _xLabel.Height, "axis-label", "middle");
    }

    static double HeadTop(Panel panel) => panel.Plot.Top - 5 - (panel.Request.HasRemark ? Panel.RemarkHeight : 0) - panel.Title.Height;

    // The fewest columns that keep the number of rows, so that four facets stand two by two.
    static int Columns(int facets, double width, int? wanted)
    {
        var most = Math.Clamp((int)(width / MinPanelWidth), 1, 4);
        if (wanted is { } columns) return Math.Clamp(columns, 1, Math.Min(facets, most));
        var rows = (facets + most - 1) / most;
        return (facets + rows - 1) / rows;
    }

    static double Overhang(PanelRequest request, double width) =>
        Widest(AxisTicks.Horizontal(new(request.X, 0, width), request.IntegerX, request.XTwin), request.XTwin) / 2;

    static double Widest(IEnumerable<Tick> ticks, AxisTwin? twin)
    {
        var widest = 0.0;
        foreach (var tick in ticks) widest = Math.Max(widest, AxisTicks.Width(tick, twin));
        return widest;
    }
}
