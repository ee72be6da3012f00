using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SynthAug.SourceGenerators.Suppression;
using SynthAug.SourceGenerators.Tests.Driving;

namespace SynthAug.SourceGenerators.Tests;

public sealed class SuppressorTests
{
    private const string Source = """
        class Study
        {
            [Generator] ILaw Worn() => throw new Exception();
            ILaw Bare() => throw new Exception();
            [Obsolete] ILaw Foreign() => throw new Exception();
        }
        """;

    [Theory]
    [InlineData("CA1859", "Worn")]
    [InlineData("CA1822", "Worn")]
    [InlineData("CA1000", "")]
    public async Task Advice_is_silenced_on_members_that_wear_our_attributes_only(string id, string silenced)
    {
        var options = new CompilationWithAnalyzersOptions(new([]), null, false, false, reportSuppressedDiagnostics: true);
        var findings = await Driver.Compile(Source)
            .WithAnalyzers([new Adviser(id), new DeclaredMemberSuppressor()], options)
            .GetAllDiagnosticsAsync();
        var advice = findings.Where(d => d.Id == id).ToArray();
        advice.Length.ShouldBe(3);
        string.Concat(advice.Where(d => d.IsSuppressed).Select(d => d.GetMessage(null))).ShouldBe(silenced);
    }

    /// <summary>Stands for the advice of the platform: one finding for each method.</summary>
#pragma warning disable RS1001, RS1017 // Not shipped: it lives for one test.
    private sealed class Adviser(string id) : DiagnosticAnalyzer
    {
        private readonly DiagnosticDescriptor _rule = new(id, "Advice", "{0}", "Test", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                c =>
                {
                    if (c.Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary })
                        c.ReportDiagnostic(Diagnostic.Create(_rule, c.Symbol.Locations[0], c.Symbol.Name));
                },
                SymbolKind.Method);
        }
    }
#pragma warning restore RS1001, RS1017
}
