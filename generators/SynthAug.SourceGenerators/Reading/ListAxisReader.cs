using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary><c>[AxisFrom(nameof(list))]</c>: an axis over the flat records of a static list.</summary>
internal static class ListAxisReader
{
    public static AxisModel? Read(ExperimentDraft draft, IPropertySymbol property, AttributeView use)
    {
        if (property.Type.TypeKind == TypeKind.Error)
        {
            draft.Break();
            return null;
        }

        var name = use.Argument<string>(0) ?? "";
        var member = draft.Members.LastOrDefault(m => m.Name == name && m is IFieldSymbol or IPropertySymbol);
        var type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
        var wrong = member is null ? "not a member of the class"
            : !member.IsStatic ? "not static"
            : member.DeclaredAccessibility == Accessibility.Private && !SymbolEqualityComparer.Default.Equals(member.ContainingType, draft.Type)
                ? "private in a base class"
            : Shape(type!) is null ? $"a '{type!.ShortName()}'"
            : null;
        if (wrong is not null)
        {
            draft.Report(Rules.AxisList, use.SpotOf(0), name, property.Name, wrong);
            return null;
        }

        var (item, length) = Shape(type!)!.Value;
        if (!SymbolEqualityComparer.Default.Equals(item, property.Type))
        {
            draft.Report(Rules.AxisTypeDiffers, SourceSpot.Of(property), property.Name, property.Type.ShortName(), item.ShortName());
            return null;
        }

        return new(property.Name, property.Type.GlobalName(), default, new(name, length), Columns(draft, property).ToEquatable());
    }

    /// <summary>What an index gives and what counts the items; null when the type is no list.</summary>
    private static (ITypeSymbol Item, string Length)? Shape(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array) return (array.ElementType, "Length");
        if (type is not INamedTypeSymbol) return null;
        var members = type.AllInterfaces.Prepend(type).SelectMany(t => t.GetMembers());
        IPropertySymbol[] properties = [.. members.OfType<IPropertySymbol>().Where(p => !p.IsStatic)];
        var indexer = properties.FirstOrDefault(p => p is { IsIndexer: true, Parameters.Length: 1, GetMethod: not null }
            && p.Parameters[0].Type.SpecialType == SpecialType.System_Int32);
        var length = properties.FirstOrDefault(p => p.Name is "Length" or "Count" && p.Type.SpecialType == SpecialType.System_Int32);
        return indexer is null || length is null ? null : (indexer.Type, length.Name);
    }

    private static List<AxisColumn> Columns(ExperimentDraft draft, IPropertySymbol property)
    {
        // A plain value needs no record round it.
        if (AxisColumns.KindOf(property.Type) is { } plain) return [AxisColumns.Of(property.Name, null, property.Type, plain, draft.Type)];

        var columns = new List<AxisColumn>();
        var members = property.Type is INamedTypeSymbol type ? DeclaredMembers.Of(type).OfType<IPropertySymbol>() : [];
        foreach (var member in members)
        {
            if (member is not { DeclaredAccessibility: Accessibility.Public, IsStatic: false, IsIndexer: false, GetMethod: not null }) continue;
            if (AxisColumns.KindOf(member.Type) is { } kind)
                columns.Add(AxisColumns.Of($"{property.Name}_{member.Name}", member.Name, member.Type, kind, draft.Type));
            else
                draft.Report(Rules.AxisRecord, SourceSpot.Of(property), property.Name, $"member '{member.Name}' has type '{member.Type.ShortName()}'");
        }

        var nothing = $"'{property.Type.ShortName()}' has no public property to tell its values apart";
        if (columns.Count == 0) draft.Report(Rules.AxisRecord, SourceSpot.Of(property), property.Name, nothing);
        return columns;
    }
}
