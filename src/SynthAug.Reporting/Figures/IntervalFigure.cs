using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>One estimate with its interval on a scale, beside the zone that is too near to zero to matter: the drawing of a verdict.</summary>
public sealed record IntervalFigure : Figure
{
    public required string XLabel { get; init; }

    public required double Value { get; init; }

    public required double Low { get; init; }

    public required double High { get; init; }

    /// <summary>Half the width of the zone about zero; 0 for none.</summary>
    public double Margin { get; init; }

    /// <summary>What a value below zero means.</summary>
    public string LeftWords { get; init; } = "";

    /// <summary>What a value above zero means.</summary>
    public string RightWords { get; init; } = "";

    public override IReadOnlyList<string> Notes =>
        Margin > 0 ? [string.Create(CultureInfo.InvariantCulture, $"Shaded: differences smaller than the margin of {Margin:R}.")] : [];

    internal override string Description => string.Create(
        CultureInfo.InvariantCulture, $"{XLabel}: {Value:0.####}, interval {Low:0.####} to {High:0.####}, margin {Margin:R} either side of zero.");
}
