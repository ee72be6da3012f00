namespace SynthAug.Reporting.Figures;

/// <summary>The names of a line figure in order of appearance, series before reference lines, each with its style.</summary>
internal sealed class LineNames
{
    readonly Dictionary<string, SeriesStyle> _styles = [];

    public List<LegendEntry> Entries { get; } = [];

    public static LineNames Of(LineFigure figure)
    {
        var names = new LineNames();
        foreach (var series in figure.Facets.SelectMany(facet => facet.Series)) names.Add(series.Name, LegendKind.Series);
        foreach (var line in figure.Facets.SelectMany(facet => facet.ReferenceLines)) names.Add(line.Name, LegendKind.Reference);
        foreach (var diagonal in figure.Facets.Select(facet => facet.Diagonal).OfType<LineDiagonal>()) names.Add(diagonal.Name, LegendKind.Reference);
        foreach (var mark in figure.Facets.SelectMany(facet => facet.Marks)) names.Add(mark.Name, LegendKind.Mark);
        foreach (var span in figure.Facets.SelectMany(facet => facet.Spans)) names.Add(span.Name, LegendKind.Span);
        return names;
    }

    public SeriesStyle Style(string name) => _styles[name];

    void Add(string name, LegendKind kind)
    {
        if (!_styles.TryAdd(name, SeriesStyle.Number(Entries.Count))) return;
        Entries.Add(new(name, _styles[name], kind));
    }
}
