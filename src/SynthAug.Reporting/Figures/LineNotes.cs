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

/// <summary>The ranges of every facet of a line figure.</summary>
internal static class LineDomains
{
    const double XMargin = 0.03, YMargin = 0.05;

    /// <exception cref="ArgumentException">There is no facet, or an axis runs backwards.</exception>
    public static IReadOnlyList<(Domain X, Domain Y)> Of(LineFigure figure)
    {
        if (figure.Facets.Count == 0) throw new ArgumentException($"The figure '{figure.Title}' has no facets.", nameof(figure));
        var xs = figure.Facets.Select(Xs).ToArray();
        var ys = figure.Facets.Select(facet => Ys(facet, figure)).ToArray();
        var allX = figure.SharedX ? Domain.Of(xs.SelectMany(values => values), figure.XAxis, XMargin) : default(Domain?);
        var allY = figure.SharedY ? Domain.Of(ys.SelectMany(values => values), figure.YAxis, YMargin) : default(Domain?);
        return [.. figure.Facets.Select((_, i) =>
            (allX ?? Domain.Of(xs[i], figure.XAxis, XMargin), allY ?? Domain.Of(ys[i], figure.YAxis, YMargin)))];
    }

    public static bool CanDraw(ReferenceLine line, Domain y) => Domain.CanShow(line.Y, y.Log) && y.Holds(line.Y);

    static double[] Xs(LineFacet facet) =>
    [
        .. facet.Series.SelectMany(series => series.Points).Select(point => point.X), .. facet.Marks.Select(mark => mark.X),
        .. facet.Diagonal is { } diagonal ? new[] { diagonal.From, diagonal.To } : [], .. facet.Spans.SelectMany(span => new[] { span.From, span.To }),
    ];

    // On a log axis the mean minus its error may come as near to zero as it likes: a band may lengthen the axis by one decade, no more.
    static double[] Ys(LineFacet facet, LineFigure figure)
    {
        var log = figure.YAxis.Log;
        var points = facet.Series.SelectMany(series => series.Points).ToArray();
        var levels = points.Select(point => point.Y).Concat(facet.ReferenceLines.Select(line => line.Y)).Concat(facet.Marks.Select(mark => mark.Y))
            .Concat(facet.Diagonal is { } diagonal ? [diagonal.From, diagonal.To] : []);
        double[] values = [.. levels.Where(value => Domain.CanShow(value, log))];
        double[] edges =
        [
            .. points.Where(point => point.HasBand).SelectMany(point => new[] { point.Low, point.High }),
            .. facet.ReferenceLines.Where(line => line.HasBand).SelectMany(line => new[] { line.Low, line.High }),
        ];
        if (!log || values.Length == 0) return [.. values, .. edges];
        var (low, high) = (values.Min() / 10, values.Max() * 10);
        return [.. values, .. edges.Where(edge => edge > 0).Select(edge => Math.Clamp(edge, low, high))];
    }
}
