namespace SynthAug;

/// <summary>Mean of a measure over an axis, γ or another column. Over γ a tuned or rowless rule is drawn as a horizontal line.</summary>
/// <param name="x">An axis, or a name of <see cref="Column"/>.</param>
/// <param name="y">A measure.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class PlotAttribute(string x, string y) : Attribute
{
    public string X { get; } = x;

    public string Y { get; } = y;

    public string? Title { get; init; }

    public string? Series { get; init; }

    public string? Facet { get; init; }

    public bool LogX { get; init; }

    public bool LogY { get; init; }

    public Band Band { get; init; }
}

/// <summary>How a column is distributed over repetitions.</summary>
/// <param name="column">A measure, or a name of <see cref="Column"/>.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class HistogramAttribute(string column) : Attribute
{
    public string Column { get; } = column;

    public string? Title { get; init; }

    public string? Series { get; init; }

    public string? Facet { get; init; }
}
