using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SynthAug.SourceGenerators.Tests.Driving;

/// <summary>Compiles sources against what this process has loaded, with the generators of the product.</summary>
internal static class Driver
{
    public const string RootNamespace = "Study";

    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using SynthAug;
        """;

    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && !file.StartsWith("SynthAug.SourceGenerators", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>One run over one file; every run is also checked for caching and for what its steps hold on to.</summary>
    public static GeneratorRun Run(string source)
    {
        var compilation = Compile(source);
        var driver = Create().RunGenerators(compilation);
        var run = new GeneratorRun(source, driver.GetRunResult(), compilation);
        StepGuards.AssertHoldsNoCompilerObject(driver.GetRunResult());

        // The same text in new trees, as after a save without a change.
        var again = driver.RunGenerators(Compile(source)).GetRunResult();
        StepGuards.AssertNothingEmittedAgain(again);
        return run;
    }

    public static CSharpCompilation Compile(string source) => CSharpCompilation.Create(
        "Study",
        [Parse(source, "Source.cs"), Parse(GlobalUsings, "Usings.cs")],
        References,
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error,
            specificDiagnosticOptions: [new("CS1591", ReportDiagnostic.Warn)]));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);

    public static GeneratorDriver Create() => CSharpGeneratorDriver.Create(
        [new PluginGenerator().AsSourceGenerator(), new ExperimentGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        optionsProvider: new Options(),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Properties : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.RootNamespace" ? RootNamespace : null;
            return value is not null;
        }
    }
}
