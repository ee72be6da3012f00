using SynthAug.Numerics;

namespace SynthAug.Plugins.Resampling;

public sealed record SmoteOptions
{
    [Option("Nearest minority neighbours a row may be joined with", Min = 1)]
    public int K { get; init; } = 5;
}

/// <summary>
/// SMOTE (Chawla, Bowyer, Hall, Kegelmeyer 2002, §4.2): a + u(b − a), a a minority row drawn uniformly with replacement, b one of its k
/// nearest minority neighbours, u uniform on [0, 1). A row is no neighbour of itself, by index: a duplicate of it is one. One-hot columns make it SMOTE-NC.
/// </summary>
[GeneratorPlugin("smote", "Points between a minority row and one of its k nearest minority neighbours")]
public sealed class Smote(SmoteOptions options) : ISyntheticGenerator
{
    /// <exception cref="RefusalException">Too few minority rows for k (k is never lowered), a NaN or an infinity, a categorical column.</exception>
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        ArgumentNullException.ThrowIfNull(context);
        var (n1, k) = (sample.Minority.RowCount, options.K);
        if (n1 < 2)
            throw new RefusalException($"smote needs at least 2 minority rows, there {(n1 == 1 ? "is 1" : "are 0")}; use bootstrap or collect more.");
        if (k >= n1)
            throw new RefusalException($"smote with k={k} needs at least {(long)k + 1} minority rows, there are {n1}; use k≤{n1 - 1} or bootstrap.");
        Refuse.Categorical(sample.Columns);
        Refuse.NonFinite(sample.Minority.Rows, "minority", sample.Columns);
        context.Cancellation.ThrowIfCancellationRequested();
        var neighbours = new int[checked(n1 * k)];
        var hasCategories = sample.Columns.Any(column => column.Kind == ColumnKind.OneHot);
        if (hasCategories) NearestNeighbours.Find(SmoteNc.Embed(sample.Minority.Rows, sample.Columns).Rows, k, neighbours, context.Threads);
        else if (context.Neighbours?.TryFind(sample.Minority, k, neighbours) is not true) NearestNeighbours.Find(sample.Minority.Rows, k, neighbours, context.Threads);
        var between = new Fitted(new FeatureMatrix(sample.Minority.Rows.Values, sample.Dimension), neighbours, k);
        return hasCategories ? SmoteNc.Vote(between, sample.Minority.Rows, neighbours, k, sample.Columns) : between;
    }

    private sealed class Fitted(FeatureMatrix minority, int[] neighbours, int k) : ITracedGenerator
    {
        private const int Chunk = 64;

        /// <summary>Uniforms a row: base, neighbour, gap.</summary>
        private const int Draws = 3;

        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Refuse.OtherDimension(destination.Dimension, minority.Dimension, "destination");
            Span<double> uniforms = stackalloc double[Chunk * Draws], gaps = stackalloc double[Chunk];
            Span<RowParents> parents = stackalloc RowParents[Chunk];
            for (var start = 0; start < destination.Count; start += Chunk)
            {
                var count = Math.Min(Chunk, destination.Count - start);
                Draw(parents[..count], gaps, uniforms, firstRow + start, context);
                Kernels.Interpolate(minority.Rows, parents[..count], gaps[..count], destination.Slice(start, count));
            }
        }

        public void Trace(Span<RowParents> parents, long firstRow, PluginContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Span<double> uniforms = stackalloc double[Chunk * Draws], gaps = stackalloc double[Chunk];
            for (var start = 0; start < parents.Length; start += Chunk)
                Draw(parents.Slice(start, Math.Min(Chunk, parents.Length - start)), gaps, uniforms, firstRow + start, context);
        }

        private void Draw(Span<RowParents> parents, Span<double> gaps, Span<double> uniforms, long firstRow, PluginContext context)
        {
            context.Random.FillUniform(new Rows(uniforms[..(parents.Length * Draws)], Draws), firstRow);
            var (count, of) = (minority.RowCount, neighbours);
            for (int i = 0, at = 0; i < parents.Length; i++, at += Draws)
            {
                var a = Pick.Index(uniforms[at], count);
                parents[i] = new(a, of[a * k + Pick.Index(uniforms[at + 1], k)]);
                gaps[i] = uniforms[at + 2];
            }
        }
    }
}
