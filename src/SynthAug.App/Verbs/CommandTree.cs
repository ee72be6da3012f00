using System.CommandLine;
using SynthAug.App.Terminal;
using SynthAug.App.Tuning;

namespace SynthAug.App.Verbs;

/// <summary>The command line as a whole.</summary>
internal static class CommandTree
{
    public static RootCommand Create(ExperimentSource source, AppServices services)
    {
        var root = new RootCommand("Does adding synthetic minority rows help here, and how many?")
        {
            ListVerb.Create(source, services),
            RunVerb.Create(source, services),
            ReportVerb.Create(source, services),
            TuneVerb.Create(services),
            PluginsVerb.Create(services),
        };
        root.Add(new Option<bool>("--verbose") { Description = "Shows the stack trace below an error.", Recursive = true });
        return root;
    }
}
