using Microsoft.CodeAnalysis.CSharp.Syntax;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Model;
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
            context.RegisterSourceOutput(models, static (output, model) => output.AddSource(Hint(model!), ModuleEmitter.Emit(model!)));

            var findings = readings.SelectMany(static (r, _) => r.Findings).WithTrackingName(Steps.PluginFindings);
            context.RegisterSourceOutput(findings, static (output, finding) => output.ReportDiagnostic(finding.ToDiagnostic()));

            var identities = readings.Select(static (r, _) => r.Identity).Where(static i => i is not null).Collect().WithTrackingName(Steps.PluginIdentities);
            context.RegisterSourceOutput(identities, static (output, all) =>
            {
                foreach (var finding in UniquePluginIds.Check(all!)) output.ReportDiagnostic(finding.ToDiagnostic());
            });
        }
    }

    private static string Hint(PluginModel model) => model.Hint.Replace('+', '.') + ".Module.g.cs";
}
