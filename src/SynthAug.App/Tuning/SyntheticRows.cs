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

    // A look at some rows tells copies from new rows; all pairs of a large file would take longer than the study.
    private const int Looked = 200;

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
        return new(preparation.Restore(rows.Rows, parents, data.Minority, sample.Minority.Rows), parents, [.. NearCopies(rows.Rows, sample.Minority.Rows)]);
    }

    /// <summary>Near is a hundredth of the median distance between a minority row and its nearest other one.</summary>
    private static IEnumerable<string> NearCopies(ReadOnlyRows synthetic, ReadOnlyRows minority)
    {
        if (synthetic.Count == 0 || minority.Count < 2) return [];
        var gaps = new double[Math.Min(Looked, minority.Count)];
        for (var i = 0; i < gaps.Length; i++) gaps[i] = Nearest(minority[i], minority, except: i);
        Array.Sort(gaps);
        // Squared, as the distances are.
        var near = 1e-4 * gaps[gaps.Length / 2];
        var (looked, copies) = (Math.Min(Looked, synthetic.Count), 0);
        for (var i = 0; i < looked; i++)
            if (Nearest(synthetic[i], minority, except: -1) <= near) copies++;
        return 10 * copies < looked ? [] : [string.Create(
            CultureInfo.InvariantCulture,
            $"{copies} of the first {looked} synthetic rows are copies of a real minority row, or nearer to one than a hundredth of the usual distance: they weigh rows and add none.")];
    }

    private static double Nearest(ReadOnlySpan<double> row, ReadOnlyRows others, int except)
    {
        var nearest = double.PositiveInfinity;
        for (var i = 0; i < others.Count; i++)
            if (i != except) nearest = Math.Min(nearest, Kernels.SquaredDistance(row, others[i]));
        return nearest;
    }
}
