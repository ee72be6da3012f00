using System.CommandLine;
using System.CommandLine.Parsing;
using SynthAug.App.Terminal;

namespace SynthAug.App.Verbs;

/// <summary>What the parser did not understand, as one line with a way out.</summary>
internal static class ParseErrors
{
    /// <summary>Of a word of the command line: it may want what only the parser's own root can say.</summary>
    public static bool AsksForHelp(string word) =>
        word is "-h" or "/h" or "-?" or "/?" || word.StartsWith("--help", StringComparison.Ordinal) || word.StartsWith("--version", StringComparison.Ordinal);

    public static bool HasNone(ParseResult parsed) => parsed.Errors.Count == 0 && !Strangers(parsed, parsed.CommandResult.Command).Any();

    public static void Throw(ParseResult parsed)
    {
        if (AsksForHelp(parsed)) return;
        var command = parsed.CommandResult.Command;
        // A mistyped option is taken for an argument, and its value for one too many: name the option.
        if (Strangers(parsed, command).FirstOrDefault() is { } option) throw new AppException(UnknownOption(option, command));
        if (parsed.Errors.Count == 0) return;
        if (parsed.UnmatchedTokens is [var word, ..]) throw new AppException(UnknownWord(word, command));
        if (command.Subcommands.Count > 0)
            throw new AppException($"say what to do: {string.Join(", ", command.Subcommands.Select(c => c.Name))}; --help explains them");
        if (command.Arguments.FirstOrDefault(a => (parsed.GetResult(a)?.Tokens.Count ?? 0) < a.Arity.MinimumNumberOfValues) is { } missing)
            throw new AppException($"'{Path(command).Trim()}' needs {missing.Name}; '{Path(command)}--help' shows what belongs there");
        throw new AppException(parsed.Errors[0].Message.TrimEnd('.'));
    }

    // Behind a lone -- everything is a word.
    private static IEnumerable<string> Strangers(ParseResult parsed, Command command) => parsed.Tokens.Any(t => t.Type == TokenType.DoubleDash)
        ? []
        : command.Arguments.SelectMany(a => parsed.GetResult(a)?.Tokens.Select(t => t.Value) ?? []).Concat(parsed.UnmatchedTokens).Where(t => t.Length > 1 && t[0] == '-');

    private static bool AsksForHelp(ParseResult parsed) => parsed.Tokens.Any(t => t.Value is "--help" or "-h" or "-?" or "--version");

    private static string UnknownOption(string token, Command command)
    {
        var options = command.Options.Concat(Above(command).SelectMany(c => c.Options.Where(o => o.Recursive))).Select(o => o.Name).ToArray();
        return $"unknown option '{token}';{Nearest.Hint(token, options)} '{Path(command)}--help' lists the options";
    }

    private static string UnknownWord(string token, Command command)
    {
        if (command.Subcommands.Count == 0) return $"'{token}' is one word too many; '{Path(command)}--help' shows what belongs there";
        var verbs = command.Subcommands.Select(c => c.Name).ToArray();
        return $"unknown verb '{token}';{Nearest.Hint(token, verbs)} there are {string.Join(", ", verbs)}";
    }

    private static IEnumerable<Command> Above(Command command) => command.Parents.OfType<Command>().SelectMany(p => Above(p).Prepend(p));

    private static string Path(Command command) =>
        string.Concat(Above(command).Reverse().Append(command).Where(c => c is not RootCommand).Select(c => c.Name + " "));
}
