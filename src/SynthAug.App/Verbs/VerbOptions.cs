using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace SynthAug.App.Verbs;

/// <summary>Options that several verbs share, and readers that say in one line what a value must be.</summary>
internal static class VerbOptions
{
    public static Option<bool> Json() => new("--json") { Description = "One JSON document on standard output, nothing else." };

    public static Option<string[]> Plugins() => new("--plugins")
    {
        Description = "A further folder of plugin folders; may be given several times.",
        HelpName = "DIR",
        DefaultValueFactory = _ => [],
    };

    public static Option<string> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    public static Option<string> Out() => new("--out")
    {
        HelpName = "DIR",
        Description = "Where the files go.",
        DefaultValueFactory = _ => "out",
    };

    /// <summary>A whole number from <paramref name="least"/> on.</summary>
    public static Option<int?> Whole(string name, int least, string description) => new(name)
    {
        HelpName = "N",
        Description = description,
        CustomParser = result =>
        {
            var text = Token(result);
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least) return value;
            result.AddError($"{name} is '{text}'; it must be a whole number of at least {least}");
            return null;
        },
    };

    /// <summary>Any 64-bit seed.</summary>
    public static Option<ulong?> Seed() => new("--seed")
    {
        HelpName = "S",
        Description = "Root of all randomness, instead of the declared one.",
        CustomParser = result =>
        {
            var text = Token(result);
            if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return value;
            result.AddError($"--seed is '{text}'; it must be a whole number from 0 to {ulong.MaxValue}");
            return null;
        },
    };

    public static Option<Shard?> Shard() => new("--shard")
    {
        HelpName = "I/N",
        Description = "Only every N-th trial, beginning with the I-th.",
        CustomParser = result =>
        {
            var text = Token(result);
            if (Verbs.Shard.TryParse(text, out var shard)) return shard;
            result.AddError($"--shard is '{text}'; write I/N with 1 ≤ I ≤ N, such as 1/4");
            return null;
        },
    };

    private static string Token(ArgumentResult result) => result.Tokens[^1].Value;
}

/// <summary>Every <paramref name="Count"/>-th trial, beginning with the <paramref name="Index"/>-th; from 1.</summary>
internal sealed record Shard(int Index, int Count)
{
    public static bool TryParse(string text, out Shard? shard)
    {
        shard = null;
        var parts = text.Split('/');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            || index < 1
            || index > count) return false;
        shard = new(index, count);
        return true;
    }

    public bool Holds(int trial) => trial % Count == Index - 1;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");
}
