namespace SynthAug.Reporting.Figures;

/// <summary>The names of a line figure in order of appearance, series before reference lines, each with its style.</summary>
internal sealed class LineNames
{
    readonly Dictionary<string, SeriesStyle> _styles = [];

    public List<LegendEntry> Entries { get; } = [];

    public static LineNames Of(LineFigure figure)
    {
        var names = new LineNames();
        foreach (var series in figure.Facets.SelectMany(facet => facet.Series)) names.Add(series.Name, hasMarker: true);
        foreach (var line in figure.Facets.SelectMany(facet => facet.ReferenceLines)) names.Add(line.Name, hasMarker: false);
        return names;
    }

    public SeriesStyle Style(string name) => _styles[name];

    void Add(string name, bool hasMarker)
    {
        if (!_styles.TryAdd(name, SeriesStyle.Number(Entries.Count))) return;
        Entries.Add(new(name, _styles[name], hasMarker));
    }
}

/// <summary>Names written where the lines of a single facet end, when there are few and they keep apart.</summary>
internal sealed class LineEndLabels
{
    const int Most = 4;
    const double Gap = 8, Swatch = 20, Spacing = 3;

    readonly List<(LegendEntry Entry, TextBlock Text, double Middle)> _labels;

    LineEndLabels(List<(LegendEntry, TextBlock, double)> labels, double width) => (_labels, Width) = (labels, width);

    /// <summary>Room to keep free at the right of the plot.</summary>
    public double Width { get; }

    /// <summary>Null when a legend serves better: several facets, many lines, ends too close together, or a line that stops early.</summary>
    public static LineEndLabels? TryPlace(LineFigure figure, (Domain X, Domain Y) domain, LineNames names, double plotHeight, double width)
    {
        if (figure.Facets.Count != 1 || names.Entries.Count is < 2 or > Most || width < 500) return null;
        var facet = figure.Facets[0];
        if (names.Entries.Count != facet.Series.Count + facet.ReferenceLines.Count) return null;
        var y = new Scale(domain.Y, plotHeight, 0);
        var lastX = facet.Series.SelectMany(series => series.Points).Select(point => point.X).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();
        var labels = new List<(LegendEntry Entry, TextBlock Text, double Middle)>();
        foreach (var entry in names.Entries)
        {
            var end = entry.HasMarker
                ? facet.Series.Single(series => series.Name == entry.Name).Points.LastOrDefault(point => point.X == lastX, new(lastX, double.NaN)).Y
                : facet.ReferenceLines.Single(line => line.Name == entry.Name).Y;
            if (!Domain.CanShow(end, domain.Y.Log) || !domain.Y.Holds(end) || !domain.X.Holds(lastX)) return null;
            labels.Add((entry, TextBlock.Wrap(entry.Name, Ink.LabelSize, width * 0.2), y.At(end)));
        }

        labels.Sort((a, b) => a.Middle.CompareTo(b.Middle));
        for (var i = 1; i < labels.Count; i++)
            if (labels[i].Middle - labels[i].Text.Height / 2 < labels[i - 1].Middle + labels[i - 1].Text.Height / 2 + Spacing) return null;
        return new(labels, Math.Ceiling(Gap + Swatch + labels.Max(label => label.Text.Width)));
    }

    public void Draw(SvgWriter svg, Box plot)
    {
        svg.Open("g", ("class", "legend"));
        foreach (var (entry, text, middle) in _labels)
        {
            var y = plot.Top + middle;
            entry.DrawSwatch(svg, plot.Right + Gap, y, Swatch - 6);
            text.Draw(svg, plot.Right + Gap + Swatch, y - text.Height / 2, "legend-name");
        }

        svg.Close();
    }
}
