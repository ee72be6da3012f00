using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Planning;

/// <param name="Namespace">Root namespace of the project; empty for the global namespace.</param>
/// <param name="Classes">Experiment classes by name.</param>
internal sealed record Registry(string Namespace, EquatableArray<string> Classes)
{
    public const string ClassName = "Experiments";

    /// <summary>Null when the assembly declares no experiment. One that findings stopped is left out, so the others' program still compiles.</summary>
    public static Registry? Of(ImmutableArray<ExperimentEntry> entries, string rootNamespace)
    {
        if (entries.IsEmpty) return null;
        var classes = entries.Where(e => e.IsWhole)
            .OrderBy(e => e.Name, StringComparer.Ordinal).ThenBy(e => e.Class, StringComparer.Ordinal).Select(e => e.Class);
        return new(Escaped(rootNamespace), classes.ToEquatable());
    }

    /// <summary>Names that an earlier experiment has, and namespaces that would hide the list.</summary>
    public static IEnumerable<Finding> Check(ImmutableArray<ExperimentIdentity> experiments, string rootNamespace)
    {
        var list = rootNamespace.Length == 0 ? ClassName : $"{Escaped(rootNamespace)}.{ClassName}";
        var taken = new Dictionary<string, ExperimentIdentity>(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in experiments)
        {
            if (entry.Namespace == list || entry.Namespace.StartsWith(list + ".", StringComparison.Ordinal))
                yield return Finding.Of(Rules.HiddenExperiments, entry.Spot, list, entry.Name);
            if (taken.TryGetValue(entry.Name, out var first))
                yield return Finding.Of(Rules.ExperimentTwice, entry.Spot, entry.Name, first.Class.Replace("global::", ""));
            else
                taken.Add(entry.Name, entry);
        }
    }

    private static string Escaped(string name)
    {
        var parts = name.Split('.');
        return parts.All(SyntaxFacts.IsValidIdentifier) ? string.Join(".", parts.Select(CSharpText.Identifier)) : "";
    }
}
