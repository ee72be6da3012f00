namespace SynthAug.SourceGenerators.Reading;

internal static class EnumMembers
{
    /// <summary>The members in declared order, the first of each value: an alias would make a second, unreachable switch arm.</summary>
    public static IEnumerable<IFieldSymbol> Of(ITypeSymbol type)
    {
        var values = new HashSet<object>();
        return type.GetMembers().OfType<IFieldSymbol>().Where(f => f.HasConstantValue && values.Add(f.ConstantValue!));
    }
}
