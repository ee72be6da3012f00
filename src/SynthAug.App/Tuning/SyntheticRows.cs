using System.Globalization;
using SynthAug.App.Terminal;

namespace SynthAug.App.Tuning;

/// <summary>The rows that the selected size adds to the whole data set.</summary>
/// <param name="Rows">ñ × p in the table's units, of the table's types.</param>
/// <param name="Parents">Length ñ, indices into the minority; null when the generator does not trace.</param>
/// <param name="Warnings">What is odd about them, one line each.</param>
internal sealed record SyntheticRows(FeatureMatrix Rows, RowParents[]? Parents, IReadOnlyList<string> Warnings)
{
    // The two streams of the generator on the whole data; apart from every stream of a trial.
    private const ulong FitRole = 1, PoolRole = 2;

    /// <exception cref="AppException">The generator fails on the whole data, though it served the folds.</exception>
    public static SyntheticRows Draw(
        TuneData data, string generator, int count, ulong seed, PluginCatalog catalog, int threads, CancellationToken cancellation)
    {
        var (preparation, sample) = data.Prepared;
        var arguments = PluginArguments.Parse(generator);
        var module = catalog.Generator(arguments.Id);
        var key = StreamKey.FromSeed(seed).Fork("augmented").Fork(new OptionBinder(module.Description, arguments).Canonical());
        var rows = new FeatureMatrix(count, preparation.Columns.Count);
        RowParents[]? parents = null;
        try
        {
            var context = new PluginContext(new RandomStream(key.Fork(FitRole)), cancellation) { Threads = threads, Neighbours = data.Neighbours };
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
        return new(preparation.Restore(rows.Rows, parents, data.Minority, sample.Minority.Rows), parents, Warning(rows, parents, sample.Minority, threads));
    }

    private static IReadOnlyList<string> Warning(FeatureMatrix synthetic, RowParents[]? parents, FeatureMatrix minority, int threads)
    {
        var (copies, looked) = NearCopies.Of(synthetic, parents, minority, threads);
        return copies == 0 ? [] : [string.Create(
            CultureInfo.InvariantCulture,
            $"{copies} of {looked} synthetic rows{(looked < synthetic.RowCount ? " looked at" : "")} are copies of a real minority row, or nearer to one than a hundredth of the usual distance: they weigh rows and add none.")];
    }
}
