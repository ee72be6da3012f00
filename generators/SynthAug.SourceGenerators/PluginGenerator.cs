using Microsoft.CodeAnalysis.CSharp.Syntax;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Model;
using SynthAug.SourceGenerators.Naming;
using SynthAug.SourceGenerators.Planning;
using SynthAug.SourceGenerators.Reading;

namespace SynthAug.SourceGenerators;

/// <summary>Plugin class → module, so that the host finds and makes a plugin without reflection.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class PluginGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Role(KnownNames.GeneratorPlugin, Steps.ReadGeneratorPlugins, PluginReader.ReadGenerator);
        Role(KnownNames.ClassifierPlugin, Steps.ReadClassifierPlugins, PluginReader.ReadClassifier);

        void Role(string attribute, string step, Func<GeneratorAttributeSyntaxContext, CancellationToken, PluginReading> read)
        {
            var readings = context.SyntaxProvider
                .ForAttributeWithMetadataName(attribute, static (node, _) => node is TypeDeclarationSyntax, read)
                .WithTrackingName(step);

            // From here a moved line reaches the findings only.
            var models = readings.Select(static (r, _) => r.Model).Where(static m => m is not null).WithTrackingName(Steps.PluginModels);
            var clashing = models.Select(static (m, _) => m!.Hint).Collect().Select(static (hints, _) => HintNames.Clashing(hints));
            context.RegisterSourceOutput(models.Combine(clashing), static (output, pair) =>
                output.AddSource(HintNames.Of(pair.Left!.Hint, pair.Left.Role.ToString(), pair.Right), ModuleEmitter.Emit(pair.Left)));

            var findings = readings.SelectMany(static (r, _) => r.Findings).WithTrackingName(Steps.PluginFindings);
            context.RegisterSourceOutput(findings, static (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));

            var clashes = readings
                .Select(static (r, _) => r.Identity).Where(static i => i is not null).Collect()
                .SelectMany(static (all, _) => UniquePluginIds.Check(all!)).WithTrackingName(Steps.PluginClashes);
            context.RegisterSourceOutput(clashes, static (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));
        }
    }
}
