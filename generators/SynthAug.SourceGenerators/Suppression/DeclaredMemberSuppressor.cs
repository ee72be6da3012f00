using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SynthAug.SourceGenerators.Reading;

namespace SynthAug.SourceGenerators.Suppression;

/// <summary>
/// Silences advice that does not fit members of an experiment that wear our attributes: the runner calls them, so a declared
/// <c>ILaw</c> costs nothing (CA1859), and whether one touches an axis is a matter of the study, not of style (CA1822).
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeclaredMemberSuppressor : DiagnosticSuppressor
{
    private static readonly SuppressionDescriptor ConcreteType = new("SYNS001", "CA1859", "The runner calls this member through its declared type");
    private static readonly SuppressionDescriptor Static = new("SYNS002", "CA1822", "Whether a declared member uses the cell is the study's choice");

    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } = [ConcreteType, Static];

    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (var diagnostic in context.ReportedDiagnostics)
        {
            if (diagnostic.Location.SourceTree is not { } tree) continue;
            var node = tree.GetRoot(context.CancellationToken).FindNode(diagnostic.Location.SourceSpan);
            if (node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { AttributeLists.Count: > 0 } member) continue;
            if (context.GetSemanticModel(tree).GetDeclaredSymbol(member, context.CancellationToken) is not { } symbol || !WearsOurs(symbol)) continue;
            var advice = diagnostic.Id == ConcreteType.SuppressedDiagnosticId ? ConcreteType : Static;
            context.ReportSuppression(Microsoft.CodeAnalysis.Diagnostics.Suppression.Create(advice, diagnostic));
        }
    }

    private static bool WearsOurs(ISymbol symbol) =>
        symbol is IMethodSymbol or IPropertySymbol
        && symbol.GetAttributes().Any(a => a.AttributeClass?.ContainingNamespace.NamespaceName() == KnownNames.Namespace);
}
