using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>A value at a place, with the band around it.</summary>
/// <param name="Y">NaN leaves a gap in the line.</param>
/// <param name="Low">Lower edge of the band; NaN when there is none.</param>
/// <param name="High">Upper edge of the band; NaN when there is none.</param>
public sealed record LinePoint(double X, double Y, double Low = double.NaN, double High = double.NaN)
{
    /// <summary>The band y ± spread: a standard error or a standard deviation, as <see cref="LineFigure.BandLabel"/> says.</summary>
    public static LinePoint WithSpread(double x, double y, double spread) => new(x, y, y - spread, y + spread);

    internal bool HasBand => double.IsFinite(Low) && double.IsFinite(High);
}

/// <summary>A named curve. Points are joined in order of x. A name keeps its colour, dash and marker in every facet of a figure.</summary>
public sealed record LineSeries(string Name, IReadOnlyList<LinePoint> Points);

/// <summary>A level across a whole facet, such as a tuned rule on a plot whose x axis is γ.</summary>
/// <param name="Low">Lower edge of its band; NaN when there is none.</param>
/// <param name="High">Upper edge of its band; NaN when there is none.</param>
public sealed record ReferenceLine(string Name, double Y, double Low = double.NaN, double High = double.NaN)
{
    internal bool HasBand => double.IsFinite(Low) && double.IsFinite(High);
}

/// <summary>A stretch of x, shaded over the whole height, such as the sizes that cannot be told from the best. Stretches of one name are one set.</summary>
public sealed record LineSpan(string Name, double From, double To);

/// <summary>A point that stands out, such as the least of a curve: a ring, with a line down to the axis.</summary>
public sealed record LineMark(string Name, double X, double Y);

/// <summary>The line y = x between two values, such as perfect calibration.</summary>
public sealed record LineDiagonal(string Name, double From, double To);

public sealed record LineFacet(string Title, IReadOnlyList<LineSeries> Series)
{
    public IReadOnlyList<ReferenceLine> ReferenceLines { get; init; } = [];

    public LineDiagonal? Diagonal { get; init; }

    public IReadOnlyList<LineSpan> Spans { get; init; } = [];

    public IReadOnlyList<LineMark> Marks { get; init; } = [];
}

/// <summary>Curves with bands, in one facet or a grid of them.</summary>
public sealed record LineFigure : Figure
{
    public required FigureAxis XAxis { get; init; }

    public required FigureAxis YAxis { get; init; }

    /// <summary>At least one; the title of a single facet may be empty.</summary>
    public required IReadOnlyList<LineFacet> Facets { get; init; }

    /// <summary>One x range for all facets; otherwise each facet has its own.</summary>
    public bool SharedX { get; init; } = true;

    /// <summary>One y range for all facets; otherwise each facet has its own.</summary>
    public bool SharedY { get; init; } = true;

    /// <summary>Facets side by side; null lets the width decide.</summary>
    public int? Columns { get; init; }

    /// <summary>
    /// Names stand where the lines of a single facet end even when ends lie close: names are moved apart and tied to their lines. Lines that end off the axis are left
    /// to the notes. Without it names that would touch go to a legend.
    /// </summary>
    public bool NamesAtEnds { get; init; }

    /// <summary>What the bands are, such as "mean ± 1 standard error over 100 repetitions". A band without a meaning is no evidence.</summary>
    public string BandLabel { get; init; } = "";

    public override IReadOnlyList<string> Notes => LineNotes.Of(this);

    internal override string Description
    {
        get
        {
            var names = Facets.SelectMany(facet => facet.Series).Select(series => series.Name).Distinct().ToArray();
            var references = Facets.SelectMany(facet => facet.ReferenceLines).Select(line => line.Name).Distinct().ToArray();
            var facets = Facets.Select(facet => facet.Title).Where(title => title.Length > 0).ToArray();
            return $"Lines of {Words.Or(YAxis.Label, "y")} against {Words.Or(XAxis.Label, "x")}"
                + (names.Length > 0 ? $" for {Words.Join(names)}" : "")
                + (references.Length > 0 ? $", with reference lines for {Words.Join(references)}" : "")
                + Marked()
                + (facets.Length > 0 ? $"; facets: {Words.Join(facets)}." : ".");
        }
    }

    string Marked()
    {
        var marks = Facets.SelectMany(facet => facet.Marks).Select(mark => $"{mark.Name} at ({Short(mark.X)}, {Short(mark.Y)})");
        var spans = Facets.SelectMany(facet => facet.Spans).Select(span => $"{span.Name} from {Short(span.From)} to {Short(span.To)}");
        string[] said = [.. marks, .. spans];
        return said.Length > 0 ? $"; marked: {Words.Join(said)}" : "";
    }

    static string Short(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
