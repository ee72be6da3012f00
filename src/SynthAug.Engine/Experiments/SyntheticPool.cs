namespace SynthAug.Engine;

/// <summary>The synthetic rows of one fitted generator: grows by appending, any size is a prefix. Read as a source, it makes rows and stores none.</summary>
internal sealed class SyntheticPool : IRowSource
{
    private readonly FeatureMatrix _rows = new(0, 1);
    private IFittedGenerator? _generator;
    private StreamKey _key;

    /// <summary>Forgets the rows; the next ones come from this generator and stream.</summary>
    public void Start(IFittedGenerator generator, StreamKey key, int dimension)
    {
        _generator = generator;
        _key = key;
        _rows.Reshape(0, dimension);
    }

    /// <summary>The first <paramref name="size"/> rows.</summary>
    /// <exception cref="RefusalException">The generator refuses, or left a value that is no number.</exception>
    public ReadOnlyRows Take(int size, PluginContext context)
    {
        var have = _rows.RowCount;
        if (size > have)
        {
            _rows.Reshape(size, _rows.Dimension);
            try
            {
                var added = _rows.Writable.Slice(have, size - have);
                Read(added, have, context);
                RequireNumbers(added, have);
            }
            catch
            {
                _rows.Reshape(have, _rows.Dimension);
                throw;
            }
        }

        return _rows.Rows.Prefix(size);
    }

    public void Read(Rows destination, long firstRow, PluginContext context)
    {
        // A generator that writes fewer rows than asked leaves this behind, so short counts never pass as data.
        destination[destination.Count - 1].Fill(double.NaN);
        context.Random.Reset(_key);
        _generator!.Generate(destination, firstRow, context);
    }

    private static void RequireNumbers(ReadOnlyRows rows, long firstRow)
    {
        var values = rows.Values;
        if (Refuse.AreFinite(values)) return;
        for (var j = 0; j < values.Length; j++)
        {
            if (double.IsFinite(values[j])) continue;
            throw new RefusalException($"Synthetic row {firstRow + j / rows.Dimension}, column {j % rows.Dimension} is not a finite number.");
        }
    }
}
