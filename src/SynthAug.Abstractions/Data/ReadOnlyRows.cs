namespace SynthAug;

/// <summary>A read-only view of n × d values, row-major.</summary>
public readonly ref struct ReadOnlyRows
{
    /// <param name="values">Length n·d, row-major.</param>
    /// <param name="dimension">d ≥ 1; must divide the length.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="dimension"/>.</exception>
    public ReadOnlyRows(ReadOnlySpan<double> values, int dimension)
    {
        Values = values;
        Dimension = dimension;
        Count = RowShape.CountOf(values.Length, dimension);
    }

    internal ReadOnlyRows(ReadOnlySpan<double> values, int dimension, int count)
    {
        Values = values;
        Dimension = dimension;
        Count = count;
    }

    /// <summary>All values, length Count·Dimension.</summary>
    public ReadOnlySpan<double> Values { get; }

    public int Count { get; }

    public int Dimension { get; }

    public ReadOnlySpan<double> this[int row] => Values.Slice(row * Dimension, Dimension);

    /// <summary>The first <paramref name="count"/> rows: a synthetic pool of a smaller size.</summary>
    public ReadOnlyRows Prefix(int count) => Slice(0, count);

    public ReadOnlyRows Slice(int firstRow, int count) =>
        new(Values.Slice(firstRow * Dimension, count * Dimension), Dimension, count);
}
