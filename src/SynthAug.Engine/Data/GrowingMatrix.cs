namespace SynthAug.Engine.Data;

/// <summary>
/// Rows of a number not known beforehand: after the first chunk of them as many as are expected, where that can be told; then, or from the beginning, in chunks. Not doubling: the peak is twice
/// the data at most and nothing is left over.
/// </summary>
/// <param name="expected">From the rows so far, how many there will be, about; 0 when it cannot be told.</param>
internal sealed class GrowingMatrix(int dimension, Func<int, long> expected)
{
    private const int ChunkValues = 1 << 16;

    private readonly List<FeatureMatrix> _parts = [];
    private int _used;

    public int RowCount { get; private set; }

    /// <summary>A new row to write to.</summary>
    public Span<double> Add()
    {
        if (_parts.Count == 0 || _used == _parts[^1].RowCount) Grow();
        RowCount++;
        return _parts[^1].Writable[_used++];
    }

    /// <summary>All rows in one matrix. Gives its own memory up as it goes.</summary>
    /// <exception cref="ArgumentException">They do not fit one.</exception>
    public FeatureMatrix ToMatrix()
    {
        if (_parts.Count == 1)
        {
            _parts[0].Reshape(RowCount, dimension);
            return _parts[0];
        }

        var matrix = new FeatureMatrix(RowCount, dimension);
        var rest = matrix.Writable.Values;
        for (var i = 0; i < _parts.Count; i++)
        {
            var taken = _parts[i].Rows.Values[..Math.Min(rest.Length, _parts[i].Rows.Values.Length)];
            taken.CopyTo(rest);
            rest = rest[taken.Length..];
            _parts[i] = null!;
        }

        return matrix;
    }

    private void Grow()
    {
        var chunk = Math.Max(1, ChunkValues / dimension);
        // Once: a file whose rows become longer or shorter goes on in chunks.
        if (_parts.Count == 1 && RowCount == chunk && expected(RowCount) is var rows && rows > RowCount && rows * dimension <= Array.MaxLength)
        {
            _parts[0].Reshape((int)rows, dimension);
            return;
        }

        var part = new FeatureMatrix(0, 1);
        part.Reshape(chunk, dimension);
        _parts.Add(part);
        _used = 0;
    }
}
