namespace SynthAug.Engine;

/// <summary>
/// The data of an experiment as a table in a file. A trial is one fold of one repeat of the split: it fits on the rows outside, scores the rows inside, and all
/// preparation is learned from the former. Texts may hold <c>{Axis}</c> placeholders.
/// </summary>
/// <param name="Path">A CSV, plain or gzip; from the program's own folder on when it is not rooted.</param>
/// <param name="Label">The label's column.</param>
public sealed record CsvDescriptor(string Path, string Label)
{
    /// <summary>The label that rows are added to; null for the rarer of two.</summary>
    public string? Positive { get; init; }

    /// <summary>Rows of one text in this column never stand on both sides of a split; null for none.</summary>
    public string? Group { get; init; }

    /// <summary>A file with the types of columns, where sniffing is not to be trusted; null for none.</summary>
    public string? Schema { get; init; }

    public MissingPolicy Missing { get; init; }

    /// <summary>K ≥ 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Share of either class of the training rows that tuned rules choose on, and that is then not fitted on; 0 for none.</summary>
    public double Validation { get; init; }

    /// <summary>Share of either class that no trial sees, as <c>tune --test</c> sets aside; 0 for none.</summary>
    public double Aside { get; init; }
}
