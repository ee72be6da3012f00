using SynthAug.Numerics;

namespace SynthAug.Plugins.Resampling;

/// <summary>
/// SMOTE for numbers beside categories (Chawla et al. 2002, §6.1, SMOTE-NC): in the distance each category that differs counts as much as the median of the
/// minority's standard deviations of the numbers; a synthetic row's numbers lie between two rows, and its categories are those that most of the k
/// neighbours of the first have. Categories come as one-hot blocks and stay such.
/// </summary>
internal static class SmoteNc
{
    /// <summary>The minority as points whose Euclidean distance is SMOTE-NC's: two categories of a block are a right angle, Med apart.</summary>
    /// <returns>n1 × (numbers + one for each category and, in every block, for "none of them").</returns>
    public static FeatureMatrix Embed(ReadOnlyRows minority, IReadOnlyList<FeatureColumn> columns)
    {
        var blocks = Blocks(columns);
        var numbers = Enumerable.Range(0, columns.Count).Where(j => columns[j].Kind != ColumnKind.OneHot).ToArray();
        // Without numbers there is nothing to weigh categories against: the distance counts those that differ.
        var side = Math.Sqrt(0.5) * (numbers.Length == 0 ? 1 : MedianDeviation(minority, numbers));
        var embedded = new FeatureMatrix(minority.Count, columns.Count + blocks.Length);
        for (var i = 0; i < minority.Count; i++)
        {
            var from = minority[i];
            var to = embedded.Writable[i];
            var next = 0;
            foreach (var j in numbers) to[next++] = from[j];
            foreach (var (first, count) in blocks)
            {
                to[next + 1 + CategoryOf(from.Slice(first, count))] = side;
                next += count + 1;
            }
        }

        return embedded;
    }

    /// <summary>Rows between minority rows, with voted categories.</summary>
    /// <param name="between">Draws the numbers.</param>
    /// <param name="minority">n1 × d.</param>
    /// <param name="neighbours">n1 × k.</param>
    public static ITracedGenerator Vote(ITracedGenerator between, ReadOnlyRows minority, ReadOnlySpan<int> neighbours, int k, IReadOnlyList<FeatureColumn> columns)
    {
        var blocks = Blocks(columns);
        var votes = new int[minority.Count * blocks.Length];
        for (var i = 0; i < minority.Count; i++)
        {
            for (var b = 0; b < blocks.Length; b++)
            {
                var (first, count) = blocks[b];
                var counts = new int[count + 1];
                foreach (var neighbour in neighbours.Slice(i * k, k)) counts[1 + CategoryOf(minority[neighbour].Slice(first, count))]++;
                // A tie goes to the lowest category, "none of them" being the lowest of all.
                votes[i * blocks.Length + b] = Array.IndexOf(counts, counts.Max()) - 1;
            }
        }

        return new Fitted(between, blocks, votes);
    }

    /// <summary>First column and number of columns of every block.</summary>
    private static (int First, int Count)[] Blocks(IReadOnlyList<FeatureColumn> columns) =>
        [.. Enumerable.Range(0, columns.Count).Where(j => columns[j].Kind == ColumnKind.OneHot)
            .GroupBy(j => columns[j].Block).Select(block => (block.Min(), block.Count()))];

    private static int CategoryOf(ReadOnlySpan<double> block) => block.IndexOf(1.0);

    private static double MedianDeviation(ReadOnlyRows rows, int[] columns)
    {
        var deviations = new double[columns.Length];
        var values = new double[rows.Count];
        for (var c = 0; c < columns.Length; c++)
        {
            for (var i = 0; i < values.Length; i++) values[i] = rows[i][columns[c]];
            var mean = Kernels.Sum(values) / values.Length;
            for (var i = 0; i < values.Length; i++) values[i] -= mean;
            deviations[c] = Math.Sqrt(Kernels.Dot(values, values) / (values.Length - 1));
        }

        Array.Sort(deviations);
        return (deviations[(deviations.Length - 1) / 2] + deviations[deviations.Length / 2]) / 2;
    }

    private sealed class Fitted(ITracedGenerator between, (int First, int Count)[] blocks, int[] votes) : ITracedGenerator
    {
        private const int Chunk = 128;

        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            between.Generate(destination, firstRow, context);
            Span<RowParents> parents = stackalloc RowParents[Chunk];
            for (var start = 0; start < destination.Count; start += Chunk)
            {
                var count = Math.Min(Chunk, destination.Count - start);
                between.Trace(parents[..count], firstRow + start, context);
                for (var i = 0; i < count; i++) WriteCategories(destination[start + i], parents[i].A);
            }
        }

        public void Trace(Span<RowParents> parents, long firstRow, PluginContext context) => between.Trace(parents, firstRow, context);

        private void WriteCategories(Span<double> row, int parent)
        {
            for (var b = 0; b < blocks.Length; b++)
            {
                var own = row.Slice(blocks[b].First, blocks[b].Count);
                own.Clear();
                if (votes[parent * blocks.Length + b] is >= 0 and var category) own[category] = 1;
            }
        }
    }
}
