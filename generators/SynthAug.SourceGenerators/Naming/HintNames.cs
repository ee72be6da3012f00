using System.Collections.Immutable;
using System.Globalization;
using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Naming;

/// <summary>
/// Names of emitted files: the full metadata name of what they belong to, so never a matter of order. The compiler compares them without
/// case, C# does not: the rare names that differ in case only get a number made of their letters.
/// </summary>
internal static class HintNames
{
    /// <summary>Those of the names that another one equals without case; nearly always none, so this step costs nobody a cache hit.</summary>
    public static EquatableArray<string> Clashing(ImmutableArray<string> names) =>
        names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1)
            .SelectMany(g => g).OrderBy(n => n, StringComparer.Ordinal).ToEquatable();

    public static string Of(string name, string kind, EquatableArray<string> clashing)
    {
        var file = name.Replace('+', '.');
        if (clashing.Contains(name)) file += "." + Hash(name).ToString("x8", CultureInfo.InvariantCulture);
        return $"{file}.{kind}.g.cs";
    }

    /// <summary>FNV-1a: string.GetHashCode differs from process to process.</summary>
    private static uint Hash(string text)
    {
        var hash = 2166136261;
        foreach (var c in text) hash = unchecked((hash ^ c) * 16777619);
        return hash;
    }
}
