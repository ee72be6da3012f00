namespace SynthAug;

/// <summary>
/// n × d values, row-major, that own their memory. A class, not a span: the engine reuses one buffer over many trials
/// (<see cref="Reshape"/>) and a parallel fit may capture it, which a <see cref="Rows"/> forbids.
/// </summary>
public sealed class FeatureMatrix
{
    private double[] _values;

    public FeatureMatrix(int rowCount, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        RowCount = rowCount;
        Dimension = dimension;
        _values = new double[Length(rowCount, dimension)];
    }

    /// <summary>Copies n × d values.</summary>
    /// <exception cref="ArgumentException">The length is not a multiple of <paramref name="dimension"/>.</exception>
    public FeatureMatrix(ReadOnlySpan<double> values, int dimension)
    {
        RowCount = RowShape.CountOf(values.Length, dimension);
        Dimension = dimension;
        _values = values.ToArray();
    }

    public int RowCount { get; private set; }

    public int Dimension { get; private set; }

    public ReadOnlyRows Rows => new(_values.AsSpan(0, RowCount * Dimension), Dimension);

    public Rows Writable => new(_values.AsSpan(0, RowCount * Dimension), Dimension);

    public ReadOnlySpan<double> this[int row] => Rows[row];

    /// <summary>The column means, length d; NaN when there is no row. Fresh memory.</summary>
    public double[] Mean()
    {
        var mean = new double[Dimension];
        var rows = Rows;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            for (var j = 0; j < mean.Length; j++) mean[j] += row[j];
        }

        for (var j = 0; j < mean.Length; j++) mean[j] /= RowCount;
        return mean;
    }

    /// <summary>
    /// Changes the shape. When the dimension stays, the rows common to both shapes keep their values (a pool grows by
    /// appending); otherwise the content is undefined. Memory is only ever grown.
    /// </summary>
    public void Reshape(int rowCount, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        var length = Length(rowCount, dimension);
        if (length > _values.Length)
        {
            var grown = GC.AllocateUninitializedArray<double>(length);
            if (dimension == Dimension) Rows.Values.CopyTo(grown);
            _values = grown;
        }

        RowCount = rowCount;
        Dimension = dimension;
    }

    private static int Length(int rowCount, int dimension)
    {
        var length = (long)rowCount * dimension;
        if (length > Array.MaxLength)
            throw new ArgumentException($"{rowCount} rows × {dimension} columns do not fit one matrix (at most {Array.MaxLength} values).");
        return (int)length;
    }
}
