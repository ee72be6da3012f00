using Microsoft.CodeAnalysis.CSharp.Syntax;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Naming;
using SynthAug.SourceGenerators.Planning;
using SynthAug.SourceGenerators.Reading;

namespace SynthAug.SourceGenerators;

/// <summary>Experiment class → its row, its runner, and a place in the assembly's list.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExperimentGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var readings = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownNames.Experiment, static (node, _) => node is TypeDeclarationSyntax, ExperimentReader.Read)
            .WithTrackingName(Steps.ReadExperiments);

        // From here a moved line reaches the findings only.
        var plans = readings
            .Select(static (r, _) => r.Model).Where(static m => m is not null).WithTrackingName(Steps.ExperimentModels)
            .Select(static (m, _) => SweepPlanner.Plan(m!)).WithTrackingName(Steps.SweepPlans);
        var clashing = plans.Select(static (p, _) => p.Experiment.Hint).Collect().Select(static (hints, _) => HintNames.Clashing(hints));
        context.RegisterSourceOutput(plans.Combine(clashing), static (output, pair) =>
            output.AddSource(HintNames.Of(pair.Left.Experiment.Hint, "Experiment", pair.Right), ExperimentEmitter.Emit(pair.Left)));

        var rootNamespace = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.RootNamespace", out var name) ? name : "");

        var registry = readings
            .Select(static (r, _) => r.Entry).Collect().Combine(rootNamespace)
            .Select(static (pair, _) => Registry.Of(pair.Left, pair.Right)).WithTrackingName(Steps.Registry);
        context.RegisterSourceOutput(registry, static (output, list) =>
        {
            if (list is not null) output.AddSource(Registry.ClassName + ".g.cs", RegistryEmitter.Emit(list));
        });

        var findings = readings.SelectMany(static (r, _) => r.Findings).WithTrackingName(Steps.ExperimentFindings);
        context.RegisterSourceOutput(findings, static (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));

        var clashes = readings
            .Select(static (r, _) => r.Identity).Collect().Combine(rootNamespace)
            .SelectMany(static (pair, _) => Registry.Check(pair.Left, pair.Right)).WithTrackingName(Steps.ExperimentClashes);
        context.RegisterSourceOutput(clashes, static (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));
    }
}
