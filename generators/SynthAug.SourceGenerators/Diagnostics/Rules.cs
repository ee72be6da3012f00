using System.Reflection;

namespace SynthAug.SourceGenerators.Diagnostics;

/// <summary>
/// Every rule that stops generation; all are errors. Ids live in rooms: 1xx declaration, 2xx axes, 3xx plugins and options,
/// 4xx budget and size, 5xx statistics. A message has the user's own name, what is wrong and what to do.
/// </summary>
internal static partial class Rules
{
    public static DiagnosticDescriptor ById(string id) => Table.ById[id];

    public static IEnumerable<DiagnosticDescriptor> All() => typeof(Rules)
        .GetFields(BindingFlags.Static | BindingFlags.Public)
        .Select(f => f.GetValue(null))
        .OfType<DiagnosticDescriptor>();

    // A class of its own: the order in which fields of a partial class are set is nobody's promise.
    private static class Table
    {
        public static readonly Dictionary<string, DiagnosticDescriptor> ById = All().ToDictionary(r => r.Id);
    }
}
