namespace SynthAug.Reporting.Figures;

/// <summary>What every figure says about itself. Figures are plain values; <see cref="FigureSvg"/> draws them.</summary>
public abstract record Figure
{
    /// <summary>One line above the drawing; it also names the figure to a screen reader.</summary>
    public required string Title { get; init; }

    public string? Subtitle { get; init; }

    /// <summary>What a reader needs to know to read the figure alone. <see cref="Notes"/> are added after it, never instead of it.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Sentences the data force on us: what bands mean, and what could not be drawn. Empty when there is nothing to confess.</summary>
    public abstract IReadOnlyList<string> Notes { get; }

    /// <summary>Caption and notes as one paragraph.</summary>
    public string CaptionWithNotes => string.Join(' ', Notes.Prepend(Caption.Trim()).Where(sentence => sentence.Length > 0));

    /// <summary>The content in words, for readers who do not see the drawing.</summary>
    internal abstract string Description { get; }
}

/// <summary>An axis of numbers. Limits left out follow the data with a small margin.</summary>
/// <param name="Label">Quantity and unit; may be empty.</param>
/// <param name="Log">Base-10 logarithmic; values at or below zero have no place on it and are reported in the notes.</param>
public sealed record FigureAxis(string Label, bool Log = false)
{
    /// <summary>Fixed lower end. What lies below is cut off and counted in the notes.</summary>
    public double? Min { get; init; }

    /// <summary>Fixed upper end. What lies above is cut off and counted in the notes.</summary>
    public double? Max { get; init; }

    /// <summary>A second row of labels under the ticks of a horizontal axis; null for none. Line figures draw it.</summary>
    public AxisTwin? Twin { get; init; }
}

/// <summary>The same axis read as a count: value × factor, rounded to whole numbers.</summary>
/// <param name="Label">A symbol that stands before the row, such as "ñ".</param>
public sealed record AxisTwin(string Label, double Factor)
{
    internal string Text(double value) => LinearTicks.Plain(value * Factor, 0);
}

/// <summary>How a figure is drawn: the same figure is drawn once for a page and once for a phone.</summary>
public sealed record FigureSize
{
    /// <summary>A page column: 860 px, up to three facets side by side.</summary>
    public static FigureSize Page { get; } = new() { Width = 860 };

    /// <summary>A phone held upright: 358 px, facets one below the other, letters at the same size as on the page.</summary>
    public static FigureSize Phone { get; } = new() { Width = 358 };

    /// <summary>Width of the drawing in px, at least 280. The height follows from the content.</summary>
    public required double Width { get; init; }
}
