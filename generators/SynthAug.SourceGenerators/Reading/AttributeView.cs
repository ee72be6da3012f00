using Microsoft.CodeAnalysis.CSharp.Syntax;
using SynthAug.SourceGenerators.Diagnostics;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>
/// One use of an attribute: its constants, and where they stand. Initial values of attribute properties are invisible here; only what
/// the use itself writes, and defaults of constructor parameters, can be read.
/// </summary>
internal readonly struct AttributeView(AttributeData data, CancellationToken cancellation)
{
    private AttributeSyntax? Syntax => data.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax;

    public INamedTypeSymbol Class => data.AttributeClass!;

    /// <summary>The whole use, without its brackets.</summary>
    public SourceSpot Spot => Syntax is { } syntax ? SourceSpot.Of(syntax) : SourceSpot.Nowhere;

    /// <summary>
    /// Arguments stand in the source and the compiler has no value for them: a constant that another generator emits, or one that does not compile.
    /// </summary>
    public bool IsUnreadable
    {
        get
        {
            foreach (var argument in data.ConstructorArguments)
                if (HasError(argument)) return true;
            foreach (var argument in data.NamedArguments)
                if (HasError(argument.Value)) return true;
            var written = Syntax?.ArgumentList?.Arguments.Count(a => a.NameEquals is null) ?? 0;
            return written > 0 && data.ConstructorArguments.IsEmpty;
        }
    }

    public TypedConstant Argument(int index) => data.ConstructorArguments[index];

    public int ArgumentCount => data.ConstructorArguments.Length;

    public T? Argument<T>(int index) => index < data.ConstructorArguments.Length && data.ConstructorArguments[index].Value is T value ? value : default;

    public T? Named<T>(string name, T? otherwise = default)
    {
        foreach (var pair in data.NamedArguments)
            if (pair.Key == name && pair.Value.Value is T value) return value;
        return otherwise;
    }

    /// <summary>The member that an enum argument names; null when it is not written.</summary>
    public string? NamedMember(string name)
    {
        foreach (var pair in data.NamedArguments)
            if (pair.Key == name) return ObjectiveReader.MemberName(pair.Value);
        return null;
    }

    public bool Sets(string name)
    {
        foreach (var pair in data.NamedArguments)
            if (pair.Key == name) return true;
        return false;
    }

    /// <summary>The index-th positional argument as written; the whole use when it is not written.</summary>
    public SourceSpot SpotOf(int index)
    {
        var positional = Syntax?.ArgumentList?.Arguments.Where(a => a.NameEquals is null).ToArray() ?? [];
        return index < positional.Length ? SourceSpot.Of(positional[index].Expression) : Spot;
    }

    /// <summary>The value of a named argument as written; the whole use when it is not written.</summary>
    public SourceSpot SpotOf(string name)
    {
        foreach (var argument in Syntax?.ArgumentList?.Arguments ?? default)
            if (argument.NameEquals?.Name.Identifier.ValueText == name) return SourceSpot.Of(argument.Expression);
        return Spot;
    }

    private static bool HasError(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Error => true,
        TypedConstantKind.Array => !constant.IsNull && constant.Values.Any(HasError),
        _ => false,
    };
}

internal static class AttributeViews
{
    /// <summary>The uses of one attribute, by the metadata name of its definition.</summary>
    public static IEnumerable<AttributeView> Attributes(this ISymbol symbol, string metadataName, CancellationToken cancellation)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (attribute.AttributeClass is { } type && type.OriginalDefinition.MetadataName() == metadataName) yield return new(attribute, cancellation);
    }

    public static bool Wears(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().Any(a => a.AttributeClass is { } type && type.OriginalDefinition.MetadataName() == metadataName);
}
