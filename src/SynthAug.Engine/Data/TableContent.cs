namespace SynthAug.Engine.Data;

/// <summary>What was read, before anything is decided about the classes.</summary>
internal sealed record TableContent
{
    public required string Source { get; init; }

    public required string Sha256 { get; init; }

    public required string LabelColumn { get; init; }

    /// <summary>All names, in the order of the file.</summary>
    public required IReadOnlyList<string> Header { get; init; }

    public required char Separator { get; init; }

    public required bool HasDecimalComma { get; init; }

    public required string? GroupColumn { get; init; }

    /// <summary>A row's group in order of appearance; empty without a group column.</summary>
    public required IReadOnlyList<int> Groups { get; init; }

    public required IReadOnlyList<string> GroupTexts { get; init; }

    /// <summary>The header and every row as text; null unless they were to be kept.</summary>
    public required RecordSpool? Records { get; init; }

    public required FeatureMatrix Features { get; init; }

    public required IReadOnlyList<TableColumn> Columns { get; init; }

    public required IReadOnlyList<int> Lines { get; init; }

    /// <summary>A row's label, as a place in <see cref="LabelTexts"/>.</summary>
    public required IReadOnlyList<ushort> Labels { get; init; }

    public required IReadOnlyList<string> LabelTexts { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
