namespace SynthAug.Engine.Data;

/// <summary>How to read a table.</summary>
public sealed record CsvTableOptions
{
    /// <summary>Name of the column that holds the class.</summary>
    public required string LabelColumn { get; init; }

    /// <summary>Text of the class to score; every other text is the other class. Null: the rarer of exactly two.</summary>
    public string? PositiveValue { get; init; }

    /// <summary>Name of the column whose equal texts belong together; null for none, or for what the schema says.</summary>
    public string? GroupColumn { get; init; }

    /// <summary>What is declared of the columns; the others are sniffed.</summary>
    public TableSchema? Schema { get; init; }

    public MissingPolicy Missing { get; init; }

    /// <summary>True keeps the text of every record, so that the file can be written again: standard input cannot be read twice.</summary>
    public bool KeepRecords { get; init; }

    /// <summary>A table that this one must fit, such as the training file of a test file: its features by name, in its order, and its labels.</summary>
    public CsvTable? Like { get; init; }
}
