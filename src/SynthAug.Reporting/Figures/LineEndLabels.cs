namespace SynthAug.Reporting.Figures;

/// <summary>Names written where the lines of a single facet end, when they are few and keep apart, or are asked for and can be moved apart.</summary>
internal sealed class LineEndLabels
{
    const int Most = 4, MostMoved = 9;
    const double Gap = 8, Swatch = 20, Spacing = 3, Tie = 14, NarrowBelow = 500;

    sealed record Label(LegendEntry Entry, TextBlock Text, double End, double Middle)
    {
        public double Top => Middle - Text.Height / 2;

        public double Bottom => Middle + Text.Height / 2;
    }

    readonly Label[] _labels;
    readonly double _tie;

    LineEndLabels(Label[] labels, double tie)
    {
        (_labels, _tie) = (labels, tie);
        Width = Math.Ceiling(Gap + tie + Swatch + labels.Max(label => label.Text.Width));
    }

    /// <summary>Room to keep free at the right of the plot.</summary>
    public double Width { get; }

    /// <summary>Null when a legend serves better: several facets, many lines, ends too close together, or a line that stops early.</summary>
    public static LineEndLabels? TryPlace(LineFigure figure, LineDomains domain, LineNames names, double plotHeight, double width)
    {
        LegendEntry[] lines = [.. names.Entries.Where(entry => entry.Kind is LegendKind.Series or LegendKind.Reference)];
        var most = figure.NamesAtEnds ? MostMoved : Most;
        if (figure.Facets.Count != 1 || lines.Length < 2 || lines.Length > most || width < NarrowBelow) return null;
        var facet = figure.Facets[0];
        if (lines.Length != facet.Series.Count + facet.ReferenceLines.Count) return null;
        var y = new Scale(domain.Y, plotHeight, 0);
        var lastX = double.NaN;
        foreach (var point in facet.Series.SelectMany(series => series.Points))
            if (double.IsFinite(point.X) && !(point.X <= lastX)) lastX = point.X;
        var labels = new List<Label>();
        foreach (var entry in lines)
        {
            var end = entry.Kind == LegendKind.Series
                ? facet.Series.Single(series => series.Name == entry.Name).Points.LastOrDefault(point => point.X == lastX, new(lastX, double.NaN)).Y
                : facet.ReferenceLines.Single(line => line.Name == entry.Name).Y;
            if (Domain.CanShow(end, domain.Y.Log) && domain.Y.Holds(end) && domain.X.Holds(lastX))
                labels.Add(new(entry, TextBlock.Wrap(entry.Name, Ink.LabelSize, width * 0.22), y.At(end), y.At(end)));
            // A level off the axis has no line to be named; a curve that stops early has one.
            else if (!figure.NamesAtEnds || entry.Kind == LegendKind.Series) return null;
        }

        Label[] sorted = [.. labels.Order(Comparer<Label>.Create(static (a, b) => a.End.CompareTo(b.End)))];
        if (sorted.Length == 0) return null;
        if (KeepApart(sorted)) return new(sorted, 0);
        return figure.NamesAtEnds && sorted.Sum(label => label.Text.Height + Spacing) <= plotHeight ? new(MoveApart(sorted, plotHeight), Tie) : null;
    }

    public void Draw(SvgWriter svg, Box plot)
    {
        svg.Open("g", ("class", "legend"));
        foreach (var label in _labels)
        {
            var y = plot.Top + label.Middle;
            if (_tie > 0)
                svg.Points("polyline", [new(plot.Right + 2, plot.Top + label.End), new(plot.Right + Gap + _tie - 3, y)],
                    ("fill", "none"), ("stroke", Ink.Axis), ("stroke-width", 0.7));
            label.Entry.DrawSwatch(svg, plot.Right + Gap + _tie, y, Swatch - 6);
            label.Text.Draw(svg, plot.Right + Gap + _tie + Swatch, y - label.Text.Height / 2, "legend-name");
        }

        svg.Close();
    }

    static bool KeepApart(Label[] labels)
    {
        for (var i = 1; i < labels.Length; i++)
            if (labels[i].Top < labels[i - 1].Bottom + Spacing) return false;
        return true;
    }

    // Down until each clears the one above, then up from the foot: an order kept, and no name outside the plot.
    static Label[] MoveApart(Label[] labels, double height)
    {
        var moved = labels.ToArray();
        for (var i = 0; i < moved.Length; i++)
        {
            var least = i == 0 ? 0 : moved[i - 1].Bottom + Spacing;
            if (moved[i].Top < least) moved[i] = moved[i] with { Middle = least + moved[i].Text.Height / 2 };
        }

        for (var i = moved.Length - 1; i >= 0; i--)
        {
            var most = i == moved.Length - 1 ? height : moved[i + 1].Top - Spacing;
            if (moved[i].Bottom > most) moved[i] = moved[i] with { Middle = most - moved[i].Text.Height / 2 };
        }

        return moved;
    }
}
