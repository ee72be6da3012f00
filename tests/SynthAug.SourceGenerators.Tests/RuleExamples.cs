namespace SynthAug.SourceGenerators.Tests;

/// <param name="Red">Reports exactly this rule.</param>
/// <param name="Squiggle">The text it underlines.</param>
/// <param name="Green">The repaired source: reports nothing.</param>
public sealed record RuleExample(string Red, string Squiggle, string Green)
{
    /// <summary>A green source, and the edit that makes it red.</summary>
    public static RuleExample Edit(string green, string from, string to, string squiggle)
    {
        green.ShouldContain(from);
        return new(green.Replace(from, to, StringComparison.Ordinal), squiggle, green);
    }
}

/// <summary>One red and one green source for each rule.</summary>
internal static partial class RuleExamples
{
    public static readonly IReadOnlyDictionary<string, RuleExample> All = Plugins().Concat(Studies()).ToDictionary(e => e.Id, e => e.Example);
}
