namespace SynthAug;

/// <summary>A writable view of n × d values, row-major. A ref struct: a plugin can fill it but cannot keep it.</summary>
public readonly ref struct Rows
{
    /// <param name="values">Length n·d, row-major.</param>
    /// <param name="dimension">d ≥ 1; must divide the length.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="dimension"/>.</exception>
    public Rows(Span<double> values, int dimension)
    {
        Values = values;
        Dimension = dimension;
        Count = RowShape.CountOf(values.Length, dimension);
    }

    private Rows(Span<double> values, int dimension, int count)
    {
        Values = values;
        Dimension = dimension;
        Count = count;
    }

    /// <summary>All values, length Count·Dimension.</summary>
    public Span<double> Values { get; }

    public int Count { get; }

    public int Dimension { get; }

    public Span<double> this[int row] => Values.Slice(row * Dimension, Dimension);

    public Rows Slice(int firstRow, int count) => new(Values.Slice(firstRow * Dimension, count * Dimension), Dimension, count);

    public static implicit operator ReadOnlyRows(Rows rows) => new(rows.Values, rows.Dimension, rows.Count);
}

internal static class RowShape
{
    public static int CountOf(int length, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        var (count, rest) = Math.DivRem(length, dimension);
        if (rest != 0) throw new ArgumentException($"{length} values do not make rows of {dimension} columns.");
        return count;
    }
}
