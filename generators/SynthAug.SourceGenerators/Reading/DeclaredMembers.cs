namespace SynthAug.SourceGenerators.Reading;

internal static class DeclaredMembers
{
    /// <summary>The members of a class and its base classes, base first, each in declared order; an overridden member counts once, at its override.</summary>
    public static IEnumerable<ISymbol> Of(INamedTypeSymbol type)
    {
        var line = new Stack<INamedTypeSymbol>();
        for (var t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType) line.Push(t);
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var member in line.SelectMany(t => t.GetMembers()))
            if (member is IPropertySymbol { OverriddenProperty: { } property }) overridden.Add(property);
        return line.SelectMany(t => t.GetMembers()).Where(m => !overridden.Contains(m));
    }
}
