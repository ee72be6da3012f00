namespace SynthAug.SourceGenerators.Reading;

/// <summary>The spellings of a symbol that leave the reading step.</summary>
internal static class SymbolNames
{
    private static readonly SymbolDisplayFormat Qualified = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly SymbolDisplayFormat WithNullability =
        Qualified.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.CSharpShortErrorMessageFormat;

    /// <summary><c>global::Paper.Figure5</c>, keywords escaped; <c>int</c> for the special types.</summary>
    public static string GlobalName(this ITypeSymbol type) => type.ToDisplayString(Qualified);

    public static string GlobalNameWithNullability(this ITypeSymbol type) => type.ToDisplayString(WithNullability);

    /// <summary>As the user reads it in a message.</summary>
    public static string ShortName(this ITypeSymbol type) => type.ToDisplayString(Short);

    /// <summary><c>Paper.Outer+Inner`1</c>: unique in an assembly, stable under reordering.</summary>
    public static string MetadataName(this INamedTypeSymbol type)
    {
        if (type.ContainingType is { } outer) return outer.MetadataName() + "+" + type.MetadataName;
        var space = type.ContainingNamespace.NamespaceName();
        return space.Length == 0 ? type.MetadataName : space + "." + type.MetadataName;
    }

    /// <summary>Empty for the global namespace; not escaped.</summary>
    public static string NamespaceName(this INamespaceSymbol space)
    {
        if (space.IsGlobalNamespace) return "";
        var outer = space.ContainingNamespace.NamespaceName();
        return outer.Length == 0 ? space.Name : outer + "." + space.Name;
    }

    /// <summary>The namespace as source: keywords escaped.</summary>
    public static string NamespaceText(this INamedTypeSymbol type) =>
        type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString();

    /// <summary>True when the type is, derives from, or implements the one with this metadata name.</summary>
    public static bool Is(this ITypeSymbol type, string metadataName)
    {
        for (var t = type; t is not null; t = t.BaseType)
            if (t is INamedTypeSymbol named && named.OriginalDefinition.MetadataName() == metadataName) return true;
        return type.AllInterfaces.Any(i => i.OriginalDefinition.MetadataName() == metadataName);
    }
}
