using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>
/// Draws a <see cref="DotFigure"/>: names left, intervals in the middle, numbers right; on a narrow page names and numbers stand above
/// their row.
/// </summary>
internal sealed class DotDrawing
{
    const string Colour = "#0072B2";
    const double RowHeight = 27, Gap = 12, NarrowBelow = 560, HeadGap = 4;

    readonly DotFigure _figure;
    readonly Box _inner;
    readonly bool _isNarrow;
    readonly TextBlock[] _names, _numbers;
    readonly TextBlock _head;

    DotDrawing(DotFigure figure, Box inner)
    {
        (_figure, _inner, _isNarrow) = (figure, inner, inner.Width < NarrowBelow);
        var format = DotNumbers.Of(figure);
        var nameRoom = _isNarrow ? inner.Width : inner.Width * 0.3;
        _names = [.. figure.Rows.Select(row => TextBlock.Wrap(row.Name, Ink.LabelSize, nameRoom))];
        _numbers = [.. figure.Rows.Select(row => new TextBlock([format.Text(row)], Ink.LabelSize))];
        var hasIntervals = figure.IntervalLabel.Length > 0 && figure.Rows.Any(row => row.HasInterval);
        var head = hasIntervals ? $"estimate [{figure.IntervalLabel}]" : "estimate";
        _head = TextBlock.Wrap(head, Ink.TickSize, _isNarrow ? inner.Width : inner.Width * 0.25);
    }

    public static Domain DomainOf(DotFigure figure)
    {
        if (figure.Rows.Count == 0) throw new ArgumentException($"The figure '{figure.Title}' has no rows.", nameof(figure));
        var shown = figure.Rows.Select(row => row.Value).Append(figure.Reference?.X ?? double.NaN);
        double[] values = [.. shown.Where(value => Domain.CanShow(value, figure.XAxis.Log))];
        var ends = figure.Rows.Where(row => row.HasInterval).SelectMany(row => new[] { row.Low, row.High });
        // As for bands: an interval may lengthen a log axis by one decade, not by ten.
        if (figure.XAxis.Log && values.Length > 0)
            ends = ends.Where(end => end > 0).Select(end => Math.Clamp(end, values.Min() / 10, values.Max() * 10));
        return Domain.Of(values.Concat(ends), figure.XAxis, 0.05);
    }

    /// <summary>Returns the lower edge of what was drawn.</summary>
    public static double Draw(SvgWriter svg, DotFigure figure, Box inner) => new DotDrawing(figure, inner).Draw(svg);

    double Draw(SvgWriter svg)
    {
        var domain = DomainOf(_figure);
        var reference = _figure.Reference is { } line && Domain.CanShow(line.X, domain.Log) && domain.Holds(line.X) ? line : null;
        var (left, right) = Sides(domain);
        var referenceName = TextBlock.Wrap(reference?.Name ?? "", Ink.TickSize, right - left);
        var headHeight = _isNarrow ? _head.Height + 2 + referenceName.Height : Math.Max(_head.Height, referenceName.Height);
        double[] heights = [.. Enumerable.Range(0, _names.Length).Select(HeightOfRow)];
        var plot = new Box(left, _inner.Top + headHeight + HeadGap, right - left, heights.Sum() + 6);
        var x = new Scale(domain, plot.Left, plot.Right);
        var ticks = AxisTicks.Horizontal(x);

        svg.Rect(plot, ("class", "plot"), ("fill", "none"), ("stroke", "none"));
        svg.Open("g", ("class", "gridlines"), ("stroke", Ink.Grid), ("stroke-width", 1.0));
        foreach (var tick in ticks.Where(tick => !tick.IsMinor)) svg.Line(x.At(tick.Value), plot.Top, x.At(tick.Value), plot.Bottom);
        svg.Close();
        if (reference is not null) DrawReference(svg, x.At(reference.X), referenceName, plot);
        _head.Draw(svg, _inner.Right, _isNarrow ? _inner.Top : plot.Top - HeadGap - _head.Height, "numbers-head", "end", Ink.Muted);

        var top = plot.Top + 3;
        for (var i = 0; i < heights.Length; i++)
        {
            var middle = _isNarrow ? top + heights[i] - 10 : top + heights[i] / 2;
            DrawWords(svg, i, top, middle, plot);
            DrawRow(svg, _figure.Rows[i], x, plot, middle);
            top += heights[i];
        }

        AxisDrawing.Bottom(svg, plot, x, ticks);
        var label = TextBlock.Wrap(_figure.XAxis.Label, Ink.LabelSize, plot.Width);
        var labelTop = plot.Bottom + 11 + Ink.TickSize * Ink.Leading;
        label.Draw(svg, (plot.Left + plot.Right) / 2, labelTop, "axis-label", "middle");
        return labelTop + label.Height;
    }

    // Room for the columns of words, or, without them, for half a tick label.
    (double Left, double Right) Sides(Domain domain)
    {
        if (!_isNarrow)
            return (_inner.Left + Math.Ceiling(_names.Max(name => name.Width)) + Gap,
                _inner.Right - Math.Ceiling(Math.Max(_head.Width, _numbers.Max(number => number.Width))) - Gap);
        var labels = AxisTicks.Horizontal(new(domain, _inner.Left, _inner.Right)).Where(tick => !tick.IsMinor);
        var overhang = Math.Max(6, labels.Select(tick => TextMetrics.Width(tick.Label, Ink.TickSize) / 2).DefaultIfEmpty(0).Max());
        return (_inner.Left + overhang, _inner.Right - overhang);
    }

    double HeightOfRow(int i) => Math.Max(RowHeight, _isNarrow ? NarrowWords(i) + 18 : _names[i].Height + 10);

    // Name and numbers share a line when both fit.
    double NarrowWords(int i)
    {
        var (name, numbers) = (_names[i], _numbers[i]);
        var shareALine = name.Lines.Count <= 1 && name.Width + Gap + numbers.Width <= _inner.Width;
        return shareALine ? numbers.Height : name.Height + numbers.Height;
    }

    void DrawWords(SvgWriter svg, int i, double top, double middle, Box plot)
    {
        var (name, numbers) = (_names[i], _numbers[i]);
        if (!_isNarrow)
        {
            name.Draw(svg, plot.Left - Gap, middle - name.Height / 2, "row-name", "end");
            numbers.Draw(svg, _inner.Right, middle - numbers.Height / 2, "row-numbers", "end");
            return;
        }

        // White under the words: gridlines and reference run behind them.
        var height = NarrowWords(i);
        svg.Rect(new(_inner.Left, top + 1, _inner.Width, height + 2), ("fill", "#fff"));
        name.Draw(svg, _inner.Left, top + 2, "row-name");
        numbers.Draw(svg, _inner.Right, top + 2 + height - numbers.Height, "row-numbers", "end");
    }

    static void DrawReference(SvgWriter svg, double x, TextBlock name, Box plot)
    {
        svg.Line(x, plot.Top, x, plot.Bottom, ("class", "reference"), ("stroke", Ink.Text), ("stroke-width", 1.2), ("stroke-dasharray", "4 3"));
        var half = name.Width / 2;
        var middle = Math.Clamp(x, plot.Left + half, Math.Max(plot.Left + half, plot.Right - half));
        name.Draw(svg, middle, plot.Top - HeadGap - name.Height, "reference-name", "middle");
    }

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
        var lone = figure.Rows.Where(row => !row.HasInterval && row.Value != 0 && double.IsFinite(row.Value)).Select(row => Math.Abs(row.Value) / 10);
        return new(Math.Clamp(1 - (int)Math.Floor(Math.Log10(widths.Concat(lone).DefaultIfEmpty(1).Min())), 0, 10));
    }

    public string Text(DotRow row) =>
        !double.IsFinite(row.Value) ? "no value"
        : row.HasInterval ? $"{Number(row.Value)} [{Number(row.Low)}, {Number(row.High)}]"
        : Number(row.Value);

    string Number(double value) =>
        Math.Abs(value) < 1e9 ? LinearTicks.Plain(value, Decimals) : value.ToString("0.###e0", CultureInfo.InvariantCulture);
}
