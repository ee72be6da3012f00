namespace SynthAug;

public enum ColumnKind
{
    /// <summary>Any real value.</summary>
    Continuous,

    /// <summary>Whole numbers only; synthetic rows may have to be rounded.</summary>
    Integer,

    /// <summary>Codes 0 … CategoryCount − 1; distances and interpolation make no sense.</summary>
    Categorical,

    /// <summary>One of the 0/1 columns of a <see cref="FeatureColumn.Block"/>; at most one of them is 1 in a row. Rows between two rows make no sense here.</summary>
    OneHot,
}

/// <summary>What a generator may know of a column.</summary>
/// <param name="Name">The column's name in the data.</param>
/// <param name="Kind">How its values are to be read.</param>
/// <param name="CategoryCount">Number of codes of a categorical column; 0 otherwise.</param>
public sealed record FeatureColumn(string Name, ColumnKind Kind = ColumnKind.Continuous, int CategoryCount = 0)
{
    /// <summary>
    /// Which one-hot columns belong together: those of one number, side by side. A block of one column tells two categories apart; −1 for a column of no block.
    /// </summary>
    public int Block { get; init; } = -1;
}
