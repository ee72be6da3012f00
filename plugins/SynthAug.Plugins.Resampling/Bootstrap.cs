namespace SynthAug.Plugins.Resampling;

/// <summary>Random over-sampling: training minority rows, uniformly with replacement.</summary>
[GeneratorPlugin("bootstrap", "Minority rows drawn uniformly with replacement")]
public sealed class Bootstrap : ISyntheticGenerator
{
    /// <exception cref="RefusalException">There is no minority row, or one holds a NaN or an infinity.</exception>
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (sample.Minority.RowCount < 1) throw new RefusalException("bootstrap needs at least 1 minority row, there is none; draw or collect some.");
        Refuse.NonFinite(sample.Minority.Rows, "minority", sample.Columns);
        return new Fitted(new FeatureMatrix(sample.Minority.Rows.Values, sample.Dimension));
    }

    private sealed class Fitted(FeatureMatrix minority) : ITracedGenerator
    {
        private const int Chunk = 128;

        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Refuse.OtherDimension(destination.Dimension, minority.Dimension, "destination");
            Span<double> uniforms = stackalloc double[Chunk];
            for (var start = 0; start < destination.Count; start += Chunk)
            {
                var count = Math.Min(Chunk, destination.Count - start);
                context.Random.FillUniform(new Rows(uniforms[..count], 1), firstRow + start);
                for (var i = 0; i < count; i++) minority[Pick.Index(uniforms[i], minority.RowCount)].CopyTo(destination[start + i]);
            }
        }

        public void Trace(Span<RowParents> parents, long firstRow, PluginContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Span<double> uniforms = stackalloc double[Chunk];
            for (var start = 0; start < parents.Length; start += Chunk)
            {
                var count = Math.Min(Chunk, parents.Length - start);
                context.Random.FillUniform(new Rows(uniforms[..count], 1), firstRow + start);
                for (var i = 0; i < count; i++) parents[start + i] = new(Pick.Index(uniforms[i], minority.RowCount), RowParents.None);
            }
        }
    }
}
