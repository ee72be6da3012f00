using System.CommandLine;
using SynthAug.App.Terminal;

namespace SynthAug.App.Verbs;

/// <summary>What the parser did not understand, as one line with a way out.</summary>
internal static class ParseErrors
{
    public static void Throw(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0 || AsksForHelp(parsed)) return;
        var command = parsed.CommandResult.Command;
        // A mistyped option makes its value, or the word after it, a stranger too: name the option.
        if (parsed.UnmatchedTokens is [var first, ..])
            throw new AppException(Unknown(parsed.UnmatchedTokens.FirstOrDefault(t => t.StartsWith('-')) ?? first, command));
        if (command.Subcommands.Count > 0 && parsed.Tokens.Count <= 1)
            throw new AppException($"say what to do: {string.Join(", ", command.Subcommands.Select(c => c.Name))}; --help explains them");
        throw new AppException(parsed.Errors[0].Message.TrimEnd('.'));
    }

    private static bool AsksForHelp(ParseResult parsed) => parsed.Tokens.Any(t => t.Value is "--help" or "-h" or "-?" or "--version");

    private static string Unknown(string token, Command command)
    {
        var path = Path(command);
        if (token.StartsWith('-'))
        {
            var options = command.Options.Concat(Above(command).SelectMany(c => c.Options.Where(o => o.Recursive))).Select(o => o.Name).ToArray();
            return $"unknown option '{token}';{Nearest.Hint(token, options)} '{path}--help' lists the options";
        }

        if (command.Subcommands.Count == 0) return $"'{token}' is one word too many; '{path}--help' shows what belongs there";
        var verbs = command.Subcommands.Select(c => c.Name).ToArray();
        return $"unknown verb '{token}';{Nearest.Hint(token, verbs)} there are {string.Join(", ", verbs)}";
    }

    private static IEnumerable<Command> Above(Command command) => command.Parents.OfType<Command>().SelectMany(p => Above(p).Prepend(p));

    private static string Path(Command command) =>
        command is RootCommand ? "" : string.Concat(Above(command).OfType<Command>().Where(c => c is not RootCommand).Reverse().Append(command).Select(c => c.Name + " "));
}
