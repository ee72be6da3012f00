using SynthAug.SourceGenerators.Equality;

namespace SynthAug.SourceGenerators.Diagnostics;

/// <summary>Something that stops generation, by value. It never travels with a model: a moved line moves the squiggle and emits nothing.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Spot">What is underlined.</param>
/// <param name="Arguments">What the message names, in the user's own words.</param>
internal sealed record Finding(string Rule, SourceSpot Spot, EquatableArray<string> Arguments)
{
    public static Finding Of(DiagnosticDescriptor rule, SourceSpot spot, params string[] arguments) => new(rule.Id, spot, arguments.ToEquatable());

    public Diagnostic ToDiagnostic()
    {
        var arguments = new object[Arguments.Count];
        for (var i = 0; i < arguments.Length; i++) arguments[i] = Arguments[i];
        return Diagnostic.Create(Rules.ById(Rule), Spot.ToLocation(), arguments);
    }
}
