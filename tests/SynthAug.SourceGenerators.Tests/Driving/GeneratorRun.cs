using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SynthAug.SourceGenerators.Tests.Driving;

/// <summary>What one run of the generators gave.</summary>
internal sealed class GeneratorRun(string source, GeneratorDriverRunResult result, CSharpCompilation before)
{
    /// <summary>Emitted text by hint name.</summary>
    public IReadOnlyDictionary<string, string> Files { get; } =
        result.Results.SelectMany(r => r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>Id, text under the squiggle, and message of every finding.</summary>
    public IReadOnlyList<(string Id, string Squiggle, string Message)> Findings { get; } =
        [.. result.Diagnostics.Select(d => (d.Id, source.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length), d.GetMessage(null)))];

    /// <summary>The whole, emitted code included, compiles without a word from the compiler.</summary>
    public GeneratorRun ShouldCompile()
    {
        Findings.ShouldBeEmpty();
        var words = Complete.GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden && !IsUsersOwnMissingComment(d));
        words.Select(d => d.ToString()).ShouldBeEmpty(Text);
        return this;
    }

    /// <summary>Exactly this finding, under exactly this text.</summary>
    public GeneratorRun ShouldReport(string id, string squiggle)
    {
        Findings.Select(f => (f.Id, f.Squiggle)).ShouldBe([(id, squiggle)], string.Join('\n', Findings));
        return this;
    }

    /// <summary>Loads the compiled whole.</summary>
    public Assembly Load()
    {
        ShouldCompile();
        using var image = new MemoryStream();
        Complete.Emit(image).Success.ShouldBeTrue();
        image.Position = 0;
        return new AssemblyLoadContext("Study", isCollectible: true).LoadFromStream(image);
    }

    // Test sources go without comments; emitted code does not.
    private static bool IsUsersOwnMissingComment(Diagnostic finding) => finding.Id == "CS1591" && finding.Location.SourceTree?.FilePath == "Source.cs";

    private CSharpCompilation Complete => before.AddSyntaxTrees(
        result.Results.SelectMany(r => r.GeneratedSources).Select(s => CSharpSyntaxTree.ParseText(s.SourceText, Driver.ParseOptions, s.HintName)));

    private string Text => string.Join("\n\n", Files.Select(f => $"==== {f.Key}\n{f.Value}"));
}
