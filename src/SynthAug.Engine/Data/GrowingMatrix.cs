namespace SynthAug.Engine.Data;

/// <summary>Rows of a number not known beforehand. Chunks, not doubling: the peak is twice the data and nothing is left over.</summary>
internal sealed class GrowingMatrix
{
    private const int ChunkValues = 1 << 16;

    private readonly List<double[]> _chunks = [];
    private readonly int _dimension;
    private readonly int _chunkRows;

    public GrowingMatrix(int dimension)
    {
        _dimension = dimension;
        _chunkRows = Math.Max(1, ChunkValues / dimension);
    }

    public int RowCount { get; private set; }

    /// <summary>A new row to write to.</summary>
    public Span<double> Add()
    {
        var place = RowCount % _chunkRows;
        if (place == 0) _chunks.Add(new double[_chunkRows * _dimension]);
        RowCount++;
        return _chunks[^1].AsSpan(place * _dimension, _dimension);
    }

    /// <summary>All rows in one matrix. Gives its own memory up as it goes.</summary>
    /// <exception cref="ArgumentException">They do not fit one.</exception>
    public FeatureMatrix ToMatrix()
    {
        var matrix = new FeatureMatrix(RowCount, _dimension);
        var rest = matrix.Writable.Values;
        for (var i = 0; i < _chunks.Count; i++)
        {
            var taken = Math.Min(rest.Length, _chunks[i].Length);
            _chunks[i].AsSpan(0, taken).CopyTo(rest);
            rest = rest[taken..];
            _chunks[i] = [];
        }

        return matrix;
    }
}
