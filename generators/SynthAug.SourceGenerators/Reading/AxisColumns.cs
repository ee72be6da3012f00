using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

internal static class AxisColumns
{
    public static AxisColumn Of(string name, string? member, ITypeSymbol type, ValueKind kind, INamedTypeSymbol experiment)
    {
        var members = kind == ValueKind.Enum ? EnumMembers.Of(type).Select(m => m.Name).ToEquatable() : default;
        return new(
            name, member, kind, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).GlobalName(),
            kind == ValueKind.Text && type.NullableAnnotation == NullableAnnotation.Annotated, members, VisibilityOf(type, experiment));
    }

    /// <summary>Null for what no column can hold.</summary>
    public static ValueKind? KindOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 => ValueKind.Whole,
        SpecialType.System_Double => ValueKind.Real,
        SpecialType.System_Boolean => ValueKind.Boolean,
        SpecialType.System_String => ValueKind.Text,
        _ => type.TypeKind == TypeKind.Enum ? ValueKind.Enum : null,
    };

    // As seen by a type nested in the experiment: from there inwards the outer classes no longer hide anything.
    private static Visibility VisibilityOf(ITypeSymbol type, INamedTypeSymbol experiment)
    {
        var least = Visibility.Public;
        for (ITypeSymbol? t = type; t is not null && !SymbolEqualityComparer.Default.Equals(t, experiment); t = t.ContainingType)
        {
            var own = t.DeclaredAccessibility switch
            {
                Accessibility.Public or Accessibility.NotApplicable => Visibility.Public,
                Accessibility.Internal or Accessibility.ProtectedOrInternal => Visibility.Internal,
                _ => Visibility.Private,
            };
            if (own < least) least = own;
        }

        return least;
    }
}
