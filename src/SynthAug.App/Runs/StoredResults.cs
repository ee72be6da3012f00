using SynthAug.App.Terminal;
using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Runs;

/// <summary>Reads a store's experiments by the light of their declarations, without plugins: nothing runs.</summary>
internal static class StoredResults
{
    /// <summary>Those of the store that the program knows, in the program's order; a warning for each that it declares differently now.</summary>
    public static IReadOnlyList<ExperimentResults> All(RunStore store, IReadOnlyList<ExperimentRunner> experiments, AppServices services)
    {
        var stored = store.Experiments().Select(e => e.Name).ToHashSet();
        var results = new List<ExperimentResults>();
        foreach (var experiment in experiments.Where(e => stored.Contains(e.Descriptor.Name)))
        {
            try
            {
                results.Add(Read(store, experiment));
            }
            catch (AppException e)
            {
                services.Warn(e.Message + "; left out");
            }
        }

        return results;
    }

    /// <summary>One experiment.</summary>
    /// <exception cref="AppException">The store's columns are not the declaration's.</exception>
    public static ExperimentResults Read(RunStore store, ExperimentRunner experiment)
    {
        var descriptor = experiment.Descriptor;
        var stored = store.Read(descriptor.Name);
        var schema = stored.Schema;
        IEnumerable<string> measures = [.. descriptor.Measures, .. StockScores.Names(descriptor.Scores)];
        if (!schema.Axes.SequenceEqual(descriptor.Axes) || !schema.Measures.SequenceEqual(measures))
        {
            throw new AppException(
                $"{store.Path}: '{descriptor.Name}' was stored with other axes or measures than the program declares now; build the program that wrote it, or run it again with --fresh");
        }

        var asRun = descriptor with { Seed = ulong.Parse(schema.Inputs["seed"], System.Globalization.CultureInfo.InvariantCulture), Repetitions = schema.Repetitions / (descriptor.Csv?.Folds ?? 1) };
        return ExperimentResults.Of(experiment, asRun, schema, stored.ReadTrials());
    }
}
