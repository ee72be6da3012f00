using System.Globalization;
using SynthAug.App.Terminal;
using SynthAug.Numerics;

namespace SynthAug.App.Tuning;

/// <summary>The rows that the selected size adds to the whole data set.</summary>
/// <param name="Rows">ñ × p in the table's units, of the table's types.</param>
/// <param name="Parents">Length ñ, indices into the minority; null when the generator does not trace.</param>
/// <param name="Warnings">What is odd about them, one line each.</param>
internal sealed record SyntheticRows(FeatureMatrix Rows, RowParents[]? Parents, IReadOnlyList<string> Warnings)
{
    // The two streams of the generator on the whole data; apart from every stream of a trial.
    private const ulong FitRole = 1, PoolRole = 2;

    // Multiply-adds: some tenths of a second. All pairs of a large file would take longer than the study.
    private const double MostPairs = 2e9, MostLooks = 2e8;

    private const int LeastLooked = 200;

    // Up to here the neighbour search has a tree and needs no bound.
    private const int FewColumns = 5;

    /// <exception cref="AppException">The generator fails on the whole data, though it served the folds.</exception>
    public static SyntheticRows Draw(
        TuneData data, string generator, int count, ulong seed, PluginCatalog catalog, int threads, CancellationToken cancellation)
    {
        var (preparation, sample) = data.Prepare();
        var arguments = PluginArguments.Parse(generator);
        var module = catalog.Generator(arguments.Id);
        var key = StreamKey.FromSeed(seed).Fork("augmented").Fork(new OptionBinder(module.Description, arguments).Canonical());
        var rows = new FeatureMatrix(count, preparation.Columns.Count);
        RowParents[]? parents = null;
        try
        {
            var context = new PluginContext(new RandomStream(key.Fork(FitRole)), cancellation) { Threads = threads };
            var fitted = module.Create(arguments).Fit(sample, context);
            context.Random.Reset(key.Fork(PoolRole));
            if (count > 0) fitted.Generate(rows.Writable, 0, context);
            if (fitted is ITracedGenerator traced && count > 0)
            {
                parents = new RowParents[count];
                context.Random.Reset(key.Fork(PoolRole));
                traced.Trace(parents, 0, context);
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new AppException($"generator '{generator}' served every fold but not the whole data: {e.Message}", ExitCode.PluginFailed, e);
        }

        foreach (var value in rows.Rows.Values)
            if (!double.IsFinite(value)) throw new AppException($"generator '{generator}' left a value that is no number in the synthetic rows of the whole data", ExitCode.PluginFailed);
        preparation.Snap(rows.Writable);
        return new(preparation.Restore(rows.Rows, parents, data.Minority, sample.Minority.Rows), parents, [.. NearCopies(rows.Rows, sample.Minority, threads)]);
    }

    /// <summary>Near is a hundredth of the median distance between a minority row and its nearest other one.</summary>
    private static IEnumerable<string> NearCopies(ReadOnlyRows synthetic, FeatureMatrix minority, int threads)
    {
        var (n1, d) = (minority.RowCount, minority.Dimension);
        if (synthetic.Count == 0 || n1 < 2) return [];
        // Squared, as the distances are.
        var near = 1e-4 * MedianGap(d <= FewColumns ? minority : Spread(minority, (int)Math.Sqrt(MostPairs / d)), threads);
        var looked = (int)Math.Clamp(MostLooks / ((double)n1 * d), Math.Min(LeastLooked, synthetic.Count), synthetic.Count);
        var copies = 0;
        var distances = new double[n1];
        for (var i = 0; i < looked; i++)
        {
            Kernels.SquaredDistances(synthetic[(int)((long)i * synthetic.Count / looked)], minority.Rows, distances);
            if (AnyWithin(distances, near)) copies++;
        }

        return 10 * copies < looked ? [] : [string.Create(
            CultureInfo.InvariantCulture,
            $"{copies} of {looked} synthetic rows{(looked < synthetic.Count ? " looked at" : "")} are copies of a real minority row, or nearer to one than a hundredth of the usual distance: they weigh rows and add none.")];
    }

    private static double MedianGap(FeatureMatrix rows, int threads)
    {
        var nearest = new int[rows.RowCount];
        NearestNeighbours.Find(rows.Rows, 1, nearest, threads);
        var gaps = new double[nearest.Length];
        for (var i = 0; i < gaps.Length; i++) gaps[i] = Kernels.SquaredDistance(rows[i], rows[nearest[i]]);
        Array.Sort(gaps);
        return gaps[gaps.Length / 2];
    }

    /// <summary>At most so many rows, from all over the file: the first ones may be of one kind.</summary>
    private static FeatureMatrix Spread(FeatureMatrix rows, int most)
    {
        if (rows.RowCount <= most) return rows;
        var spread = new FeatureMatrix(most, rows.Dimension);
        for (var i = 0; i < most; i++) rows[(int)((long)i * rows.RowCount / most)].CopyTo(spread.Writable[i]);
        return spread;
    }

    private static bool AnyWithin(double[] distances, double most)
    {
        foreach (var distance in distances)
            if (distance <= most) return true;
        return false;
    }
}
