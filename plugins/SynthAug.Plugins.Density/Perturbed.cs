namespace SynthAug.Plugins.Density;

public sealed record PerturbedOptions
{
    [Option("Standard deviation of the jitter", Min = 0)]
    public double Scale { get; init; } = 1;

    [Option("Measure the scale in each column's own minority standard deviation")]
    public bool Relative { get; init; }
}

/// <summary>
/// Perturbed over-sampling (smoothed bootstrap): a minority row drawn uniformly with replacement, plus N(0, scale²) in every column,
/// independently, one-hot columns excepted. Each other column's variance grows by scale², or by the factor 1 + scale² when relative.
/// </summary>
[GeneratorPlugin("perturbed", "Minority rows drawn with replacement, plus normal jitter")]
public sealed class Perturbed(PerturbedOptions options) : ISyntheticGenerator
{
    /// <exception cref="RefusalException">No minority row (relative: fewer than two), a NaN or an infinity, a categorical column.</exception>
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var n1 = sample.Minority.RowCount;
        if (n1 < 1) throw new RefusalException("perturbed needs at least 1 minority row, there is none; draw or collect some.");
        if (options.Relative && n1 < 2)
            throw new RefusalException("perturbed with relative=true needs at least 2 minority rows, there is 1; use relative=false.");
        Refuse.Categorical(sample.Columns);
        Refuse.NonFinite(sample.Minority.Rows, "minority", sample.Columns);

        var scales = options.Relative ? Deviations(sample.Minority) : Enumerable.Repeat(1.0, sample.Dimension).ToArray();
        // Categories stay those of the row drawn (as in ROSE, Menardi and Torelli 2014): there is nothing near one to move to.
        for (var j = 0; j < scales.Length; j++) scales[j] *= sample.Columns.Count > 0 && sample.Columns[j].Kind == ColumnKind.OneHot ? 0 : options.Scale;
        return new Fitted(new FeatureMatrix(sample.Minority.Rows.Values, sample.Dimension), scales);
    }

    /// <summary>Column standard deviations, n1 − 1 in the denominator.</summary>
    private static double[] Deviations(FeatureMatrix rows)
    {
        var mean = rows.Mean();
        var deviations = new double[rows.Dimension];
        for (var i = 0; i < rows.RowCount; i++)
        {
            for (var j = 0; j < deviations.Length; j++)
            {
                var difference = rows[i][j] - mean[j];
                deviations[j] = Math.FusedMultiplyAdd(difference, difference, deviations[j]);
            }
        }

        for (var j = 0; j < deviations.Length; j++) deviations[j] = Math.Sqrt(deviations[j] / (rows.RowCount - 1));
        return deviations;
    }

    private sealed class Fitted(FeatureMatrix minority, double[] scales) : ITracedGenerator
    {
        private const int Chunk = 128;

        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Refuse.OtherDimension(destination.Dimension, minority.Dimension, "destination");
            Span<RowParents> parents = stackalloc RowParents[Chunk];
            for (var start = 0; start < destination.Count; start += Chunk)
            {
                var count = Math.Min(Chunk, destination.Count - start);
                context.Random.FillNormal(destination.Slice(start, count), firstRow + start);
                Trace(parents[..count], firstRow + start, context);
                for (var i = 0; i < count; i++)
                {
                    var row = destination[start + i];
                    var parent = minority[parents[i].A];
                    for (var j = 0; j < row.Length; j++) row[j] = Math.FusedMultiplyAdd(scales[j], row[j], parent[j]);
                }
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
                // u ≤ 1 − 2⁻⁵²: the rounded product stays below n1.
                for (var i = 0; i < count; i++) parents[start + i] = new((int)(uniforms[i] * minority.RowCount), RowParents.None);
            }
        }
    }
}
