namespace SynthAug.Plugins.Linear;

/// <summary>Blocks of as many rows as a cache line holds numbers, column by column, then their weights. Eight rows at either end may not count.</summary>
internal readonly ref struct RowBlocks<TNumber>(ReadOnlySpan<TNumber> numbers, bool lacksFirst = false, bool lacksLast = false)
    where TNumber : unmanaged
{
    /// <summary>Of a block: eight of doubles, sixteen of floats.</summary>
    public static unsafe int Rows => 64 / sizeof(TNumber);

    public ReadOnlySpan<TNumber> Numbers { get; } = numbers;

    /// <summary>The first eight rows count as if they had no weight; they are finite.</summary>
    public bool LacksFirst { get; } = lacksFirst;

    /// <summary>The last eight.</summary>
    public bool LacksLast { get; } = lacksLast;
}
