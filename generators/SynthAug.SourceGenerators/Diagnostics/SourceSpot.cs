using Microsoft.CodeAnalysis.Text;

namespace SynthAug.SourceGenerators.Diagnostics;

/// <summary>Where something stands in the user's source, by value: a <see cref="Location"/> would keep its tree alive and never compare equal.</summary>
internal sealed record SourceSpot(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static readonly SourceSpot Nowhere = new("", default, default);

    public static SourceSpot Of(Location? location) => location is { SourceTree: { } tree }
        ? new(tree.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : Nowhere;

    public static SourceSpot Of(SyntaxNode node) => Of(node.GetLocation());

    public static SourceSpot Of(SyntaxToken token) => Of(token.GetLocation());

    /// <summary>The symbol's name where it is declared.</summary>
    public static SourceSpot Of(ISymbol symbol) => Of(symbol.Locations.FirstOrDefault(l => l.IsInSource));

    public Location ToLocation() => this == Nowhere ? Location.None : Location.Create(Path, Span, Lines);
}
