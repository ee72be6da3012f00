namespace SynthAug;

/// <summary>
/// The rows of the experiment are a CSV's: no data properties then. A trial is one fold of one repeat of the split, <c>Repetitions</c> times <see cref="Folds"/> in
/// all, numbered fold after fold; test rows are the fold, training rows all others. Types of columns are sniffed, and missing values, categories and scales are
/// handled by what the training rows say. The split is that of <c>tune</c> with the same seed, folds and repeats.
/// </summary>
/// <param name="path">From the folder of the assembly on, or of <c>run --data</c>. This and the other texts may hold <c>{Axis}</c> placeholders.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CsvDataAttribute(string path) : Attribute
{
    public string Path { get; } = path;

    /// <summary>The label's column.</summary>
    public required string Label { get; init; }

    /// <summary>The label that rows are added to; the rarer of two when left out.</summary>
    public string? Positive { get; init; }

    /// <summary>K ≥ 2; 5 when left out.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Rows of one text in this column, such as a patient, never stand on both sides of a split.</summary>
    public string? Group { get; init; }

    public MissingPolicy Missing { get; init; }

    /// <summary>A file with the types of columns, as <c>tune --schema</c> takes it.</summary>
    public string? Schema { get; init; }

    /// <summary>Share of either class of the training rows to choose on instead of fitting on; tuned rules need it.</summary>
    public double Validation { get; init; }

    /// <summary>Share of either class that no trial sees, the same that <c>tune --test</c> sets aside.</summary>
    public double Aside { get; init; }
}
