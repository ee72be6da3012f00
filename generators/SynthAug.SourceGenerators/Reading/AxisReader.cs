using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Model;
using SynthAug.SourceGenerators.Planning;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The axes of a class, and the members that could be taken for one.</summary>
internal static class AxisReader
{
    private delegate AxisModel? Reader(ExperimentDraft draft, IPropertySymbol property, AttributeView use);

    private static readonly (string Attribute, Reader Read)[] Readers =
    [
        (KnownNames.Axis, ConstantAxisReader.ReadAllMembers),
        (KnownNames.AxisOf, ConstantAxisReader.ReadValues),
        (KnownNames.AxisFrom, ListAxisReader.Read),
    ];

    public static IReadOnlyList<Located<AxisModel>> Read(ExperimentDraft draft)
    {
        var found =
            from reader in Readers
            from worn in draft.Wearing(reader.Attribute)
            select (Property: (IPropertySymbol)worn.Member, worn.Use, reader.Read);
        var byProperty = found.ToLookup(f => f.Property, (IEqualityComparer<IPropertySymbol>)SymbolEqualityComparer.Default);

        var axes = new List<Located<AxisModel>>();
        foreach (var property in draft.Members.OfType<IPropertySymbol>())
        {
            var uses = byProperty[property].ToArray();
            if (uses.Length > 1) draft.Report(Rules.AxisTwice, SourceSpot.Of(property), property.Name);
            if (uses.Length == 0) continue;
            if (uses.Length == 1 && CheckAccessors(draft, property) && uses[0].Read(draft, property, uses[0].Use) is { } axis)
                axes.Add(new(axis, SourceSpot.Of(property)));
            else
                draft.LeaveUnread(property.Name);
        }

        CheckSettable(draft, byProperty);
        var cells = CellCounter.Count(axes.Select(a => a.Value));
        if (cells > int.MaxValue)
            draft.Report(Rules.GridTooLarge, draft.Name, draft.Type.Name, Emission.CSharpText.Plain((double)cells), Emission.CSharpText.Of(int.MaxValue));
        return axes;
    }

    public static MemberModel? Skip(ExperimentDraft draft)
    {
        MemberModel? skip = null;
        foreach (var (member, _) in draft.Wearing(KnownNames.Skip))
        {
            var property = (IPropertySymbol)member;
            var wrong = skip is not null ? "the second of its kind"
                : property.Type.SpecialType != SpecialType.System_Boolean ? $"a '{property.Type.ShortName()}'"
                : property.GetMethod is null ? "not readable"
                : null;
            if (wrong is not null) draft.Report(Rules.SkipSignature, SourceSpot.Of(member), member.Name, wrong);
            skip = new(member.Name, member.IsStatic);
        }

        return skip;
    }

    private static bool CheckAccessors(ExperimentDraft draft, IPropertySymbol property)
    {
        var closed = property switch
        {
            { IsStatic: true } => "static",
            { GetMethod: null } => "not readable",
            { SetMethod: null } => "not settable",
            _ => null,
        };
        if (closed is null) return true;
        draft.Report(Rules.AxisAccessor, SourceSpot.Of(property), property.Name, closed);
        return false;
    }

    // A private setter is the class's own business: a value computed once a trial, for instance.
    private static void CheckSettable(ExperimentDraft draft, ILookup<IPropertySymbol, (IPropertySymbol, AttributeView, Reader)> axes)
    {
        foreach (var member in draft.Members)
        {
            var isSettable = member switch
            {
                IPropertySymbol { IsStatic: false, SetMethod.DeclaredAccessibility: not Accessibility.Private } property => !axes.Contains(property),
                IFieldSymbol { IsStatic: false, IsReadOnly: false, IsImplicitlyDeclared: false, DeclaredAccessibility: not Accessibility.Private } => true,
                _ => false,
            };
            if (isSettable) draft.Report(Rules.SettableMember, SourceSpot.Of(member), member.Name, draft.Type.Name);
        }
    }
}
