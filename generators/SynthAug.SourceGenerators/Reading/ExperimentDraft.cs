using SynthAug.SourceGenerators.Diagnostics;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>A value and where the user wrote it; checks need the place, models must not have it.</summary>
internal readonly struct Located<T>(T value, SourceSpot spot)
{
    public T Value { get; } = value;

    public SourceSpot Spot { get; } = spot;
}

/// <summary>The class while it is read: what readers share. It does not leave the reading step.</summary>
internal sealed class ExperimentDraft(INamedTypeSymbol type, SourceSpot name, CancellationToken cancellation)
{
    private readonly List<Finding> _findings = [];
    private readonly List<string> _unread = [];

    public INamedTypeSymbol Type { get; } = type;

    /// <summary>The class name in its declaration.</summary>
    public SourceSpot Name { get; } = name;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Members of the class and its bases, base first.</summary>
    public IReadOnlyList<ISymbol> Members { get; } = [.. DeclaredMembers.Of(type)];

    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Set when the compiler itself already complains about something that is needed here.</summary>
    public bool IsBroken { get; private set; }

    public void Report(DiagnosticDescriptor rule, SourceSpot spot, params string[] arguments) =>
        _findings.Add(Finding.Of(rule, spot == SourceSpot.Nowhere ? Name : spot, arguments));

    public void Break() => IsBroken = true;

    /// <summary>A member that was meant to be a column and could not be read: naming it elsewhere is no second mistake.</summary>
    public void LeaveUnread(string member) => _unread.Add(member);

    public bool IsUnread(string column) => _unread.Exists(m => column == m || column.StartsWith(m + "_", StringComparison.Ordinal));

    public IEnumerable<AttributeView> Uses(string attribute) => Type.Attributes(attribute, Cancellation);

    /// <summary>The members that wear an attribute, each once for each use.</summary>
    public IEnumerable<(ISymbol Member, AttributeView Use)> Wearing(string attribute)
    {
        foreach (var member in Members)
            foreach (var use in member.Attributes(attribute, Cancellation))
            {
                if (member.DeclaredAccessibility == Accessibility.Private && !SymbolEqualityComparer.Default.Equals(member.ContainingType, Type))
                    Report(Rules.PrivateInBase, SourceSpot.Of(member), member.Name, member.ContainingType.Name, Type.Name);
                yield return (member, use);
            }
    }
}
