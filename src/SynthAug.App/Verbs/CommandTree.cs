using System.CommandLine;
using SynthAug.App.Terminal;
using SynthAug.App.Tuning;

namespace SynthAug.App.Verbs;

/// <summary>The command line as a whole.</summary>
internal static class CommandTree
{
    /// <param name="args">Options of a verb that they do not begin with are not built: nobody will see them.</param>
    public static RootCommand Create(ExperimentSource source, AppServices services, string[] args)
    {
        var root = new RootCommand("Does adding synthetic minority rows help here, and how many?");
        var verbs = new OrderedDictionary<string, Func<Command>>
        {
            ["list"] = () => ListVerb.Create(source, services),
            ["run"] = () => RunVerb.Create(source, services),
            ["report"] = () => ReportVerb.Create(source, services),
            ["tune"] = () => TuneVerb.Create(services),
            ["plugins"] = () => PluginsVerb.Create(services),
        };
        if (args is [var first, ..] && verbs.TryGetValue(first, out var create)) root.Add(create());
        else
            foreach (var verb in verbs.Values) root.Add(verb());
        root.Add(new Option<bool>("--verbose") { Description = "Shows the stack trace below an error.", Recursive = true });
        return root;
    }
}
