namespace SynthAug.Reporting.Figures;

/// <summary>
/// Draws a <see cref="DotFigure"/>: names left, intervals in the middle, numbers right; on a narrow page names and numbers stand above
/// their row.
/// </summary>
internal sealed class DotDrawing
{
    const double RowHeight = 27, Gap = 12, NarrowBelow = 560, HeadGap = 4;

    readonly DotFigure _figure;
    readonly Box _inner;
    readonly bool _isNarrow;
    readonly TextBlock[] _names, _numbers;
    readonly TextBlock _head;
    readonly string[] _groups;
    // Of the group that a row opens; empty for the others.
    readonly TextBlock[] _openings;

    DotDrawing(DotFigure figure, Box inner)
    {
        (_figure, _inner, _isNarrow) = (figure, inner, inner.Width < NarrowBelow);
        var format = DotNumbers.Of(figure);
        var nameRoom = _isNarrow ? inner.Width : inner.Width * 0.3;
        var remarkRoom = _isNarrow ? inner.Width : inner.Width * 0.25;
        _names = [.. figure.Rows.Select(row => TextBlock.Wrap(row.Name, Ink.LabelSize, nameRoom))];
        _numbers = [.. figure.Rows.Select(row => row.Remark.Length > 0
            ? TextBlock.Wrap(row.Remark, Ink.LabelSize, remarkRoom) : new TextBlock([format.Text(row)], Ink.LabelSize))];
        _groups = [.. figure.Rows.Select(row => row.Group).Distinct()];
        _openings = [.. figure.Rows.Select((row, i) => TextBlock.Wrap(
            i == 0 || figure.Rows[i - 1].Group != row.Group ? row.Group : "", Ink.LabelSize, nameRoom, bold: true))];
        var hasIntervals = figure.IntervalLabel.Length > 0 && figure.Rows.Any(row => row.HasInterval);
        var head = hasIntervals ? $"estimate [{figure.IntervalLabel}]" : "estimate";
        _head = TextBlock.Wrap(head, Ink.TickSize, _isNarrow ? inner.Width : inner.Width * 0.25);
    }

    public static Domain DomainOf(DotFigure figure)
    {
        if (figure.Rows.Count == 0) throw new ArgumentException($"The figure '{figure.Title}' has no rows.", nameof(figure));
        double[] marks = [figure.Reference?.X ?? double.NaN, figure.Zone?.From ?? double.NaN, figure.Zone?.To ?? double.NaN];
        var shown = figure.Rows.Select(row => row.Value).Concat(marks);
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
        var heights = new double[_names.Length];
        var (ofRows, ofOpenings) = (0.0, 0.0);
        for (var i = 0; i < heights.Length; i++)
        {
            ofRows += heights[i] = HeightOfRow(i);
            ofOpenings += HeightOfOpening(_openings[i]);
        }

        var plot = new Box(left, _inner.Top + headHeight + HeadGap, right - left, ofRows + ofOpenings + 6);
        var x = new Scale(domain, plot.Left, plot.Right);
        var ticks = AxisTicks.Horizontal(x);

        svg.Rect(plot, ("class", "plot"), ("fill", "none"), ("stroke", "none"));
        if (_figure.Zone is { } zone) DrawZone(svg, zone, x, plot);
        svg.Open("g", ("class", "gridlines"), ("stroke", Ink.Grid), ("stroke-width", 1.0));
        foreach (var tick in ticks.Where(tick => !tick.IsMinor)) svg.Line(x.At(tick.Value), plot.Top, x.At(tick.Value), plot.Bottom);
        svg.Close();
        if (reference is not null) DrawReference(svg, x.At(reference.X), referenceName, plot);
        _head.Draw(svg, _inner.Right, _isNarrow ? _inner.Top : plot.Top - HeadGap - _head.Height, "numbers-head", "end", Ink.Muted);

        var top = plot.Top + 3;
        for (var i = 0; i < heights.Length; i++)
        {
            DrawOpening(svg, _openings[i], top, plot);
            top += HeightOfOpening(_openings[i]);
            var middle = _isNarrow ? top + heights[i] - 10 : top + heights[i] / 2;
            DrawWords(svg, i, top, middle, plot);
            DrawRow(svg, _figure.Rows[i], x, plot, middle, reference);
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
            return (_inner.Left + Math.Ceiling(_names.Concat(_openings).Max(name => name.Width)) + Gap,
                _inner.Right - Math.Ceiling(Math.Max(_head.Width, _numbers.Max(number => number.Width))) - Gap);
        var labels = AxisTicks.Horizontal(new(domain, _inner.Left, _inner.Right)).Where(tick => !tick.IsMinor);
        var overhang = Math.Max(6, labels.Select(tick => TextMetrics.Width(tick.Label, Ink.TickSize) / 2).DefaultIfEmpty(0).Max());
        return (_inner.Left + overhang, _inner.Right - overhang);
    }

    // A remark on a phone needs no line for dots under it.
    double HeightOfRow(int i) => Math.Max(RowHeight, _isNarrow
        ? NarrowWords(i) + (_figure.Rows[i].Remark.Length > 0 ? 6 : 18)
        : Math.Max(_names[i].Height, _numbers[i].Height) + 10);

    static double HeightOfOpening(TextBlock opening) => opening.Height > 0 ? opening.Height + 10 : 0;

    // Name and numbers share a line when both fit.
    double NarrowWords(int i)
    {
        var (name, numbers) = (_names[i], _numbers[i]);
        var shareALine = name.Lines.Count <= 1 && numbers.Lines.Count <= 1 && name.Width + Gap + numbers.Width <= _inner.Width;
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

    void DrawOpening(SvgWriter svg, TextBlock opening, double top, Box plot)
    {
        if (opening.Height == 0) return;
        if (_isNarrow) svg.Rect(new(_inner.Left, top + 4, _inner.Width, opening.Height + 4), ("fill", "#fff"));
        if (_isNarrow) opening.Draw(svg, _inner.Left, top + 6, "row-group");
        else opening.Draw(svg, plot.Left - Gap, top + 6, "row-group", "end");
    }

    static void DrawZone(SvgWriter svg, DotZone zone, Scale x, Box plot)
    {
        if (!Domain.CanShow(zone.From, x.Domain.Log) || !Domain.CanShow(zone.To, x.Domain.Log)) return;
        var (from, to) = (x.At(x.Domain.Clamp(zone.From)), x.At(x.Domain.Clamp(zone.To)));
        if (from < to) svg.Rect(plot with { Left = from, Width = to - from }, ("class", "zone"), ("fill", Ink.Zone), ("stroke", "none"));
    }

    static void DrawReference(SvgWriter svg, double x, TextBlock name, Box plot)
    {
        svg.Line(x, plot.Top, x, plot.Bottom, ("class", "reference"), ("stroke", Ink.Text), ("stroke-width", 1.2), ("stroke-dasharray", "4 3"));
        var half = name.Width / 2;
        var middle = Math.Clamp(x, plot.Left + half, Math.Max(plot.Left + half, plot.Right - half));
        name.Draw(svg, middle, plot.Top - HeadGap - name.Height, "reference-name", "middle");
    }

    void DrawRow(SvgWriter svg, DotRow row, Scale x, Box plot, double middle, DotReference? reference)
    {
        var log = x.Domain.Log;
        var style = SeriesStyle.Number(Array.IndexOf(_groups, row.Group));
        svg.Open("g", ("class", "row"), ("stroke", style.Colour), ("stroke-width", 1.8), ("fill", style.Colour));
        if (_figure.HasBars && Domain.CanShow(row.Value, log))
        {
            var (from, to) = (reference is null ? plot.Left : x.At(reference.X), x.At(x.Domain.Clamp(row.Value)));
            svg.Rect(new(Math.Min(from, to), middle - 5, Math.Abs(to - from), 10), ("fill-opacity", 0.25), ("stroke", "none"));
        }

        if (IsBeyond(row, x.Domain)) End(svg, row.Value < x.Domain.Min ? plot.Left : plot.Right, middle, row.Value < x.Domain.Min ? 1 : -1);
        if (row.HasInterval && Domain.CanShow(row.High, log) && row.High >= x.Domain.Min && row.Low <= x.Domain.Max)
        {
            var (left, right) = (Edge(row.Low, plot.Left), Edge(row.High, plot.Right));
            svg.Line(left, middle, right, middle);
            End(svg, left, middle, row.Low < x.Domain.Min ? 1 : 0);
            End(svg, right, middle, row.High > x.Domain.Max ? -1 : 0);
        }

        if (Domain.CanShow(row.Value, log) && x.Domain.Holds(row.Value))
            style.Mark(svg, new(x.At(row.Value), middle), 4.2);
        svg.Close();

        double Edge(double value, double fallback) =>
            Domain.CanShow(value, log) && x.Domain.Holds(value) ? x.At(value) : fallback;
    }

    /// <summary>Whether a row lies off the axis, interval and all.</summary>
    public static bool IsBeyond(DotRow row, Domain domain)
    {
        if (!Domain.CanShow(row.Value, domain.Log) || domain.Holds(row.Value)) return false;
        return !row.HasInterval || row.High < domain.Min || row.Low > domain.Max;
    }

    // A short upright where the interval ends, an arrowhead where only the axis does.
    static void End(SvgWriter svg, double x, double middle, int inward)
    {
        if (inward == 0) svg.Line(x, middle - 4, x, middle + 4);
        else svg.Points("polygon", [new(x, middle), new(x + 6 * inward, middle - 4), new(x + 6 * inward, middle + 4)], ("stroke", "none"));
    }
}
