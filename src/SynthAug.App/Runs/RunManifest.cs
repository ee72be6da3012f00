using System.Text.Json;
using SynthAug.App.Plugins;
using SynthAug.App.Terminal;
using SynthAug.Engine;
using SynthAug.Hosting;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Runs;

/// <param name="Files">Names of what was written of it.</param>
internal sealed record WrittenExperiment(ExperimentPlan Plan, ExperimentResults Results, IReadOnlyList<string> Files);

/// <summary><c>manifest.json</c>: what made the files beside it. All that changes from run to run is here and nowhere else.</summary>
internal static class RunManifest
{
    public const string File = "manifest.json";

    public static void Write(
        string folder, RunRequest request, PluginSet plugins, IReadOnlyList<WrittenExperiment> experiments,
        RunEnvironment environment, DateTimeOffset started, TimeSpan wall) =>
        ResultFiles.WriteText(folder, File, JsonOutput.Text(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", JsonOutput.SchemaVersion);
            json.WriteStartArray("experiments");
            foreach (var (plan, results, files) in experiments) Experiment(json, plan, results, files);
            json.WriteEndArray();
            json.WriteStartArray("plugins");
            foreach (var plugin in plugins.Loaded)
                if (experiments.Any(e => Uses(e.Plan, plugin))) Plugin(json, plugin);
            json.WriteEndArray();
            json.WriteString("store", request.Store);
            json.WriteNumber("threads", request.Threads);
            Environment(json, environment);
            json.WriteString("startedUtc", started.UtcDateTime);
            json.WriteNumber("wallSeconds", wall.TotalSeconds);
            json.WriteEndObject();
        }));

    private static void Experiment(Utf8JsonWriter json, ExperimentPlan plan, ExperimentResults results, IReadOnlyList<string> files)
    {
        json.WriteStartObject();
        json.WriteString("name", plan.Descriptor.Name);
        json.WriteString("title", plan.Descriptor.Title);
        json.WriteString("fingerprint", plan.Fingerprint);
        json.WriteNumber("seed", plan.Descriptor.Seed);
        json.WriteNumber("repetitions", plan.Repetitions);
        json.WriteNumber("cells", plan.Cells.Count);
        json.WriteNumber("done", results.Done);
        json.WriteNumber("failed", results.Failed);
        json.WriteNumber("refusedRows", results.RefusedRows);
        json.WriteStartObject("inputs");
        foreach (var (name, value) in plan.Inputs) json.WriteString(name, value);
        json.WriteEndObject();
        Strings(json, "files", files);
        json.WriteEndObject();
    }

    private static void Plugin(Utf8JsonWriter json, LoadedPlugin plugin)
    {
        json.WriteStartObject();
        json.WriteString("assemblyName", plugin.AssemblyName);
        json.WriteString("version", plugin.Version);
        json.WriteString("folder", plugin.Folder);
        json.WriteString("contentHash", plugin.ContentHash);
        Strings(json, "ids", plugin.Ids);
        json.WriteEndObject();
    }

    private static void Environment(Utf8JsonWriter json, RunEnvironment environment)
    {
        json.WriteStartObject("environment");
        json.WriteString("runtime", environment.Runtime);
        json.WriteString("system", environment.System);
        json.WriteString("architecture", environment.Architecture);
        Strings(json, "cpuFeatures", environment.CpuFeatures);
        json.WriteNumber("processors", environment.Processors);
        json.WriteString("gitCommit", environment.GitCommit);
        if (environment.GitDirty is { } dirty) json.WriteBoolean("gitDirty", dirty);
        else json.WriteNull("gitDirty");
        json.WriteEndObject();
    }

    private static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static bool Uses(ExperimentPlan plan, LoadedPlugin plugin) => plan.Descriptor.Generators.Concat(plan.Descriptor.Classifiers)
        .Any(use => use.Specification is { } text && plugin.Ids.Contains(PluginArguments.Parse(text).Id));
}
