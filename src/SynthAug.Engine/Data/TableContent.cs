namespace SynthAug.Engine.Data;

/// <summary>What was read, before anything is decided about the classes.</summary>
internal sealed record TableContent
{
    public required string Source { get; init; }

    public required string Sha256 { get; init; }

    public required string LabelColumn { get; init; }

    public required FeatureMatrix Features { get; init; }

    public required IReadOnlyList<FeatureColumn> Columns { get; init; }

    public required IReadOnlyList<int> Lines { get; init; }

    /// <summary>A row's label, as a place in <see cref="LabelTexts"/>.</summary>
    public required IReadOnlyList<ushort> Labels { get; init; }

    public required IReadOnlyList<string> LabelTexts { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}
