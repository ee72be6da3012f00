namespace SynthAug.Reporting.Figures;

/// <summary>What a line figure could not show, counted and said.</summary>
internal static class LineNotes
{
    public static IReadOnlyList<string> Of(LineFigure figure)
    {
        var notes = new List<string>();
        var domains = LineDomains.Of(figure);
        int missing = 0, lostOnX = 0, lostOnY = 0, beyond = 0;
        var isCut = false;
        for (var i = 0; i < figure.Facets.Count; i++)
        {
            var (x, y) = domains[i];
            foreach (var point in figure.Facets[i].Series.SelectMany(series => series.Points))
            {
                if (!Domain.CanShow(point.X, log: false) || !Domain.CanShow(point.Y, log: false)) missing++;
                else if (!Domain.CanShow(point.X, x.Log)) lostOnX++;
                else if (!Domain.CanShow(point.Y, y.Log)) lostOnY++;
                else if (!x.Holds(point.X) || !y.Holds(point.Y)) beyond++;
                isCut |= point.HasBand && (point.Low < y.Min || point.High > y.Max);
            }

            isCut |= figure.Facets[i].ReferenceLines.Any(line => line.HasBand && (line.Low < y.Min || line.High > y.Max));
        }

        if (figure.BandLabel.Length > 0) notes.Add($"Shaded: {figure.BandLabel}.");
        if (missing > 0) notes.Add($"{Words.Count(missing, "missing value leaves a gap", "missing values leave gaps")}.");
        if (lostOnX > 0) notes.Add(Lost(lostOnX, "x"));
        if (lostOnY > 0) notes.Add(Lost(lostOnY, "y"));
        if (beyond > 0) notes.Add($"{Words.Count(beyond, "point lies", "points lie")} beyond the axes.");
        if (isCut) notes.Add("Bands that go on beyond the axis are cut at its edge.");

        var absent = figure.Facets.SelectMany((facet, i) => facet.ReferenceLines.Where(line => !LineDomains.CanDraw(line, domains[i].Y)))
            .Select(line => line.Name).Distinct().ToArray();
        var where = figure.Facets.Count > 1 ? " in at least one facet" : "";
        if (absent.Length > 0) notes.Add($"Reference {(absent.Length == 1 ? "line" : "lines")} off the axis{where}: {Words.Join(absent)}.");
        return notes;
    }

    static string Lost(int count, string axis) =>
        $"{Words.Count(count, "point", "points")} at or below zero cannot stand on the log {axis} axis and {(count == 1 ? "is" : "are")} not drawn.";
}

/// <summary>The ranges of a facet of a line figure.</summary>
internal sealed record LineDomains(Domain X, Domain Y)
{
    const double XMargin = 0.03, YMargin = 0.05;

    /// <summary>Of every facet.</summary>
    /// <exception cref="ArgumentException">There is no facet, or an axis runs backwards.</exception>
    public static IReadOnlyList<LineDomains> Of(LineFigure figure)
    {
        if (figure.Facets.Count == 0) throw new ArgumentException($"The figure '{figure.Title}' has no facets.", nameof(figure));
        var xs = figure.Facets.Select(Xs).ToArray();
        var ys = figure.Facets.Select(facet => Ys(facet, figure)).ToArray();
        var allX = figure.SharedX ? Domain.Of(Together(xs), figure.XAxis, XMargin) : null;
        var allY = figure.SharedY ? Domain.Of(Together(ys), figure.YAxis, YMargin) : null;
        return [.. xs.Zip(ys, (x, y) => new LineDomains(allX ?? Domain.Of(x, figure.XAxis, XMargin), allY ?? Domain.Of(y, figure.YAxis, YMargin)))];
    }

    public static bool CanDraw(ReferenceLine line, Domain y) => Domain.CanShow(line.Y, y.Log) && y.Holds(line.Y);

    static List<double> Together(List<double>[] facets)
    {
        var all = new List<double>();
        foreach (var values in facets) all.AddRange(values);
        return all;
    }

    static List<double> Xs(LineFacet facet)
    {
        var values = new List<double>();
        foreach (var series in facet.Series)
            foreach (var point in series.Points) values.Add(point.X);
        foreach (var mark in facet.Marks) values.Add(mark.X);
        if (facet.Diagonal is { } diagonal) values.AddRange([diagonal.From, diagonal.To]);
        foreach (var span in facet.Spans) values.AddRange([span.From, span.To]);
        return values;
    }

    // On a log axis the mean minus its error may come as near to zero as it likes: a band may lengthen the axis by one decade, no more.
    static List<double> Ys(LineFacet facet, LineFigure figure)
    {
        var log = figure.YAxis.Log;
        var points = new List<LinePoint>();
        foreach (var series in facet.Series) points.AddRange(series.Points);
        var values = new List<double>();
        foreach (var point in points) AddLevel(point.Y);
        foreach (var line in facet.ReferenceLines) AddLevel(line.Y);
        foreach (var mark in facet.Marks) AddLevel(mark.Y);
        if (facet.Diagonal is { } diagonal)
        {
            AddLevel(diagonal.From);
            AddLevel(diagonal.To);
        }

        var isCapped = log && values.Count > 0;
        var (low, high) = isCapped ? (values.Min() / 10, values.Max() * 10) : (0, 0);
        foreach (var point in points.Where(point => point.HasBand)) AddBand(point.Low, point.High);
        foreach (var line in facet.ReferenceLines.Where(line => line.HasBand)) AddBand(line.Low, line.High);
        return values;

        void AddLevel(double value)
        {
            if (Domain.CanShow(value, log)) values.Add(value);
        }

        void AddBand(double from, double to)
        {
            foreach (var edge in (ReadOnlySpan<double>)[from, to])
            {
                if (!isCapped) values.Add(edge);
                else if (edge > 0) values.Add(Math.Clamp(edge, low, high));
            }
        }
    }
}
