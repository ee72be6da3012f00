using System.CommandLine;
using SynthAug.App.Terminal;
using SynthAug.App.Tuning;

namespace SynthAug.App.Verbs;

/// <summary>The command line as a whole.</summary>
internal static class CommandTree
{
    private const string Summary = "Does adding synthetic minority rows help here, and how many?";

    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    /// <exception cref="AppException">The command line is not understood.</exception>
    public static ParseResult Parse(ExperimentSource source, AppServices services, string[] args)
    {
        var verbs = new OrderedDictionary<string, Func<Command>>
        {
            ["list"] = () => ListVerb.Create(source, services),
            ["run"] = () => RunVerb.Create(source, services),
            ["report"] = () => ReportVerb.Create(source, services),
            ["tune"] = () => TuneVerb.Create(services),
            ["plugins"] = () => PluginsVerb.Create(services),
        };
        if (args is not [var first, ..] || !verbs.TryGetValue(first, out var verb)) return Explained(verbs.Values, args);
        // The parser's own root takes longer to make than a whole verb, for its options of help and version and the texts of both.
        if (!args.Any(ParseErrors.AsksForHelp))
        {
            var parsed = Grow(new(RootCommand.ExecutableName, Summary), [verb]).Parse(args, Configuration);
            if (ParseErrors.HasNone(parsed)) return parsed;
        }

        return Explained([verb], args);
    }

    private static ParseResult Explained(IEnumerable<Func<Command>> verbs, string[] args)
    {
        var parsed = Grow(new RootCommand(Summary), verbs).Parse(args, Configuration);
        ParseErrors.Throw(parsed);
        return parsed;
    }

    /// <param name="verbs">One where the command line begins with it: nobody will see the options of the others.</param>
    private static Command Grow(Command root, IEnumerable<Func<Command>> verbs)
    {
        foreach (var verb in verbs) root.Add(verb());
        root.Add(new Option<bool>("--verbose") { Description = "Shows the stack trace below an error.", Recursive = true });
        return root;
    }
}
