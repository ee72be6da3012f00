namespace SynthAug.Reporting.Figures;

/// <summary>A bar. <paramref name="Low"/> = <paramref name="High"/> is a bar at one exact value; otherwise it covers the interval.</summary>
public readonly record struct HistogramBin(double Low, double High, long Count)
{
    internal bool IsAtom => Low == High;

    internal bool IsZero => Low == 0 && High == 0;
}

/// <summary>The bars of one facet.</summary>
/// <param name="NotFinite">Values that have no bar because they are not finite; the notes confess them.</param>
public sealed record HistogramFacet(string Title, IReadOnlyList<HistogramBin> Bins, long NotFinite = 0)
{
    internal long Total => Bins.Sum(bin => bin.Count);

    /// <summary>One bar for every distinct value: for integers and for grids of γ.</summary>
    public static HistogramFacet OfValues(string title, IEnumerable<double> values)
    {
        var all = values.ToArray();
        // + 0.0 turns −0 into 0, so that both fall on one bar.
        var bins = all.Where(double.IsFinite).GroupBy(value => value + 0.0).OrderBy(group => group.Key)
            .Select(group => new HistogramBin(group.Key, group.Key, group.LongCount()));
        return new(title, [.. bins], all.LongCount(value => !double.IsFinite(value)));
    }

    /// <summary>
    /// Bars of equal width over [<paramref name="from"/>, <paramref name="to"/>], the last one closed; exact zeros get a bar of their own beside
    /// them, for a rule that answers "none at all" must not melt into one that answers "a little".
    /// </summary>
    /// <exception cref="ArgumentException">The interval is empty, there is no bar, or a finite value lies outside the interval.</exception>
    public static HistogramFacet OfIntervals(string title, IEnumerable<double> values, double from, double to, int count)
    {
        if (!(from < to)) throw new ArgumentException($"The interval from {from} to {to} is empty.", nameof(to));
        if (count < 1) throw new ArgumentException($"{count} bars cannot hold values.", nameof(count));
        var all = values.ToArray();
        var counts = new long[count];
        long zeros = 0;
        foreach (var value in all.Where(double.IsFinite))
        {
            if (value < from || value > to) throw new ArgumentException($"{value} lies outside {from} to {to}.", nameof(values));
            if (value == 0) zeros++;
            else counts[Math.Min(count - 1, (int)((value - from) / (to - from) * count))]++;
        }

        double Edge(int i) => i == count ? to : from + (to - from) * i / count;
        var bins = counts.Select((inside, i) => new HistogramBin(Edge(i), Edge(i + 1), inside));
        return new(title, [.. zeros > 0 ? bins.Prepend(new(0, 0, zeros)) : bins], all.LongCount(value => !double.IsFinite(value)));
    }
}

public enum HistogramHeight
{
    /// <summary>Percent of the facet's values.</summary>
    Share,
    Count,
}

/// <summary>
/// How often each value occurred, in one facet or a grid of them. The bar at exactly zero stands out and its share is written above the
/// facet.
/// </summary>
public sealed record HistogramFigure : Figure
{
    public required string XLabel { get; init; }

    /// <summary>Empty means "share (%)" or "count", after <see cref="Height"/>.</summary>
    public string YLabel { get; init; } = "";

    public HistogramHeight Height { get; init; } = HistogramHeight.Share;

    /// <summary>At least one; the title of a single facet may be empty.</summary>
    public required IReadOnlyList<HistogramFacet> Facets { get; init; }

    /// <summary>One x range for all facets; otherwise each facet has its own.</summary>
    public bool SharedX { get; init; } = true;

    /// <summary>One y range for all facets; otherwise each facet has its own.</summary>
    public bool SharedY { get; init; } = true;

    /// <summary>Facets side by side; null lets the width decide.</summary>
    public int? Columns { get; init; }

    public override IReadOnlyList<string> Notes
    {
        get
        {
            var lost = Facets.Sum(facet => facet.NotFinite);
            return lost == 0 ? [] : [$"{Words.Count(lost, "value is", "values are")} not finite and not shown."];
        }
    }

    internal override string Description =>
        $"Histogram of {Words.Or(XLabel, "values")}"
        + string.Concat(Facets.Select(facet => $"; {Words.Or(facet.Title, "all")}: {Words.Count(facet.Total, "value", "values")}"))
        + ".";
}
