using SynthAug.App.Terminal;
using SynthAug.Engine.Data;

namespace SynthAug.App.Tuning;

/// <summary>The rows that the selected size adds to the whole data set, in the data's own units.</summary>
/// <param name="Rows">ñ × d.</param>
/// <param name="Parents">Length ñ, indices into the minority; null when the generator does not trace.</param>
internal sealed record SyntheticRows(FeatureMatrix Rows, RowParents[]? Parents)
{
    // The two streams of the generator on the whole data; apart from every stream of a trial.
    private const ulong FitRole = 1, PoolRole = 2;

    /// <exception cref="AppException">The generator fails on the whole data, though it served the folds.</exception>
    public static SyntheticRows Draw(
        TuneData data, string generator, int count, ulong seed, PluginCatalog catalog, int threads, CancellationToken cancellation)
    {
        var majority = new FeatureMatrix(data.Majority.Rows.Values, data.Majority.Dimension);
        var minority = new FeatureMatrix(data.Minority.Rows.Values, data.Minority.Dimension);
        var preparation = Standardiser.Fit(new(majority, minority));
        preparation.Apply(majority.Writable);
        preparation.Apply(minority.Writable);

        var arguments = PluginArguments.Parse(generator);
        var module = catalog.Generator(arguments.Id);
        var key = StreamKey.FromSeed(seed).Fork("augmented").Fork(new OptionBinder(module.Description, arguments).Canonical());
        var rows = new FeatureMatrix(count, data.Majority.Dimension);
        RowParents[]? parents = null;
        try
        {
            var context = new PluginContext(new RandomStream(key.Fork(FitRole)), cancellation) { Threads = threads };
            var fitted = module.Create(arguments).Fit(new TrainingSample(majority, minority, columns: data.Columns), context);
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

        preparation.Restore(rows.Writable);
        foreach (var value in rows.Rows.Values)
            if (!double.IsFinite(value)) throw new AppException($"generator '{generator}' left a value that is no number in the synthetic rows of the whole data", ExitCode.PluginFailed);
        return new(rows, parents);
    }
}
