using SynthAug.App.Plugins;
using SynthAug.App.Terminal;
using SynthAug.Engine;
using SynthAug.Engine.Data;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Runs;

/// <summary>Plans every experiment of a run before the first trial: whatever can be wrong with names and options is said now.</summary>
internal static class Planning
{
    /// <exception cref="AppException">An unknown or refused plugin, a bad option, a plot of a column that is not there; names the experiment.</exception>
    public static IReadOnlyList<ExperimentPlan> Plan(IReadOnlyList<ExperimentRunner> experiments, PluginSet plugins, RunRequest request) =>
        [.. experiments.Select(runner => Plan(runner, plugins, request))];

    private static ExperimentPlan Plan(ExperimentRunner runner, PluginSet plugins, RunRequest request)
    {
        var descriptor = runner.Descriptor;
        var repetitions = request.IsQuick ? Math.Min(RunRequest.QuickRepetitions, descriptor.Repetitions) : request.Repetitions;
        try
        {
            foreach (var use in descriptor.Generators)
                if (use.Specification is { } specification) plugins.Require(PluginKind.Generator, specification);
            foreach (var use in descriptor.Classifiers)
                if (use.Specification is { } specification) plugins.Require(PluginKind.Classifier, specification);
            if (ExperimentFigures.Problem(descriptor) is { } problem) throw new AppException(problem);
            return ExperimentPlan.Create(runner, plugins.Catalog, new() { Repetitions = repetitions, Seed = request.Seed, DataFolder = request.DataFolder });
        }
        catch (Exception e) when (e is AppException or PluginUsageException or DataFileException)
        {
            throw new AppException($"{descriptor.Name}: {e.Message}", e is AppException own ? own.ExitCode : ExitCode.BadUsage, e);
        }
    }
}
