using SynthAug.App.Plugins;
using SynthAug.App.Terminal;
using SynthAug.Engine;
using SynthAug.Hosting;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Runs;

/// <summary><c>manifest.json</c>: what made the files beside it. All that changes from run to run is here and nowhere else.</summary>
internal static class RunManifest
{
    public const string File = "manifest.json";

    public static void Write(
        string folder, RunRequest request, PluginSet plugins, IReadOnlyList<(ExperimentPlan Plan, ExperimentResults Results, IReadOnlyList<string> Files)> experiments,
        RunEnvironment environment, DateTimeOffset started, TimeSpan wall) =>
        ResultFiles.WriteText(folder, File, JsonOutput.Text(new
        {
            JsonOutput.SchemaVersion,
            Experiments = experiments.Select(e => new
            {
                e.Plan.Descriptor.Name,
                e.Plan.Descriptor.Title,
                e.Plan.Fingerprint,
                e.Plan.Descriptor.Seed,
                e.Plan.Repetitions,
                Cells = e.Plan.Cells.Count,
                e.Results.Done,
                e.Results.Failed,
                e.Results.RefusedRows,
                e.Plan.Inputs,
                e.Files,
            }),
            Plugins = plugins.Loaded.Where(p => experiments.Any(e => Uses(e.Plan, p))).Select(p => new { p.AssemblyName, p.Version, p.Folder, p.ContentHash, p.Ids }),
            request.Store,
            request.Threads,
            Environment = environment,
            StartedUtc = started.UtcDateTime,
            WallSeconds = wall.TotalSeconds,
        }));

    private static bool Uses(ExperimentPlan plan, LoadedPlugin plugin) => plan.Descriptor.Generators.Concat(plan.Descriptor.Classifiers)
        .Any(use => use.Specification is { } text && plugin.Ids.Contains(PluginArguments.Parse(text).Id));
}
