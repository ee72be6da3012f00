using System.CommandLine;
using SynthAug.App.Terminal;
using SynthAug.Hosting;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Verbs;

/// <summary><c>plugins list</c> and <c>plugins show ID</c>.</summary>
internal static class PluginsVerb
{
    public static Command Create(AppServices services) => new("plugins", "The generators and classifiers at hand.")
    {
        List(services),
        Show(services),
    };

    private static Command List(AppServices services)
    {
        var (folders, json) = (VerbOptions.Plugins(), VerbOptions.Json());
        var verb = new Command("list", "Every plugin that loads, and every folder that was refused.") { folders, json };
        verb.SetAction(parsed =>
        {
            var plugins = services.LoadPlugins(parsed.GetValue(folders)!);
            if (parsed.GetValue(json))
            {
                services.Output.Write(JsonOutput.Text(new
                {
                    JsonOutput.SchemaVersion,
                    Plugins = plugins.Catalog.Modules.Select(m => PluginDocument.Of(m, plugins.OriginOf(m))),
                    Refused = plugins.Refused.Select(r => new { r.Folder, r.Message }),
                }));
            }
            else
            {
                ConsoleTables.Write(services.Output, services.Width, PluginTables.List([.. plugins.Catalog.Modules.Select(m => m.Description)]));
            }

            return ExitCode.Done;
        });
        return verb;
    }

    private static Command Show(AppServices services)
    {
        var id = new Argument<string>("ID") { Description = "As 'plugins list' shows it." };
        var (folders, json) = (VerbOptions.Plugins(), VerbOptions.Json());
        var verb = new Command("show", "One plugin: its options, their ranges and defaults, and where it comes from.") { id, folders, json };
        verb.SetAction(parsed =>
        {
            var plugins = services.LoadPlugins(parsed.GetValue(folders)!);
            var module = plugins.Find(parsed.GetRequiredValue(id));
            var origin = plugins.OriginOf(module);
            if (parsed.GetValue(json))
                services.Output.Write(JsonOutput.Text(new { JsonOutput.SchemaVersion, Plugin = PluginDocument.Of(module, origin) }));
            else
                ConsoleTables.Write(services.Output, services.Width, PluginTables.Show(module.Description, $"{origin.AssemblyName} {origin.Version}", origin.Folder, origin.ContentHash));
            return ExitCode.Done;
        });
        return verb;
    }

    private sealed record PluginDocument(
        string Id, string Kind, string Summary, string Assembly, string Version, string Folder, string ContentHash, IReadOnlyList<OptionDocument> Options)
    {
        public static PluginDocument Of(PluginModule module, LoadedPlugin origin)
        {
            var description = module.Description;
            return new(
                description.Id,
                PluginTables.Word(description.Kind),
                description.Summary,
                origin.AssemblyName,
                origin.Version,
                origin.Folder,
                origin.ContentHash,
                [.. description.Options.Select(OptionDocument.Of)]);
        }
    }

    private sealed record OptionDocument(string Name, string Type, string Default, double? Min, double? Max, IReadOnlyList<string> Choices, string Summary)
    {
        public static OptionDocument Of(OptionDescription option) => new(
            option.Name,
            PluginTables.Word(option.Type),
            option.Default,
            JsonOutput.Number(option.Min),
            JsonOutput.Number(option.Max),
            option.Choices,
            option.Summary);
    }
}
