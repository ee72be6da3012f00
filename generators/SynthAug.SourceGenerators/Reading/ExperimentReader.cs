using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>Experiment class → <see cref="ExperimentModel"/>, or findings that say why not. Symbols stop here.</summary>
internal static class ExperimentReader
{
    public static ExperimentReading Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var draft = new ExperimentDraft(type, SourceSpot.Of(syntax.Identifier), cancellation);

        CheckShape(draft, syntax);
        CheckArguments(draft);

        // The rest would only repeat what these two have said.
        var model = draft.Findings.Count > 0 ? null : ReadMembers(draft, syntax);
        var isWhole = draft.Findings.Count == 0 && !draft.IsBroken;
        return new(
            isWhole ? model : null,
            new(type.Name, type.GlobalName(), isWhole),
            new(type.Name, type.GlobalName(), type.NamespaceText(), draft.Name),
            draft.Findings.ToEquatable());
    }

    private static ExperimentModel? ReadMembers(ExperimentDraft draft, TypeDeclarationSyntax syntax)
    {
        var type = draft.Type;
        var experiment = draft.Uses(KnownNames.Experiment).First();
        var repetitions = experiment.Named<int>("Repetitions");
        // Both are required, and CS9035 says so already.
        if (!experiment.Sets("Repetitions") || !experiment.Sets("Seed")) draft.Break();
        else if (repetitions < 1) draft.Report(Rules.NoRepetition, experiment.SpotOf("Repetitions"), type.Name, Emission.CSharpText.Of(repetitions));

        var axes = AxisReader.Read(draft);
        var csv = CsvDataReader.Read(draft);
        var data = DataReader.Read(draft, csv);
        var own = OwnGeneratorReader.Read(draft);
        var measures = MeasureReader.Read(draft, data);
        var scores = ObjectiveReader.Scores(draft, data);
        var objective = ObjectiveReader.Objective(draft);
        var columns = ColumnNames.Check(draft, axes, measures, scores);
        CsvDataReader.CheckPlaceholders(draft, csv, columns.Axes);
        var generators = PluginUseReader.Read(draft, KnownNames.UseGenerator, columns.Axes);
        var classifiers = PluginUseReader.Read(draft, KnownNames.UseClassifier, columns.Axes);
        var rules = SizeRuleReader.Read(draft);
        var plots = PlotReader.Read(draft, columns);
        var skip = AxisReader.Skip(draft);
        var claims = ClaimReader.Read(draft);
        UsageChecks.Check(draft, own, generators, classifiers, rules, data);
        if (data.Training is null && csv is null) return null;

        return new(
            type.Name, type.GlobalName(), type.NamespaceText(), type.IsRecord ? "record" : "class", type.MetadataName(),
            experiment.Argument<string>(0) ?? "", DocumentationText.Summary(syntax), experiment.Named<ulong>("Seed"), repetitions,
            Values(axes), skip, data, Values(own), Values(generators), Values(classifiers),
            Values(rules), objective, Values(measures), scores, plots, claims);
    }

    private static EquatableArray<T> Values<T>(IEnumerable<Located<T>> items)
        where T : IEquatable<T> => items.Select(i => i.Value).ToEquatable();

    private static void CheckShape(ExperimentDraft draft, TypeDeclarationSyntax syntax)
    {
        var type = draft.Type;
        var shape = type switch
        {
            { ContainingType: not null } => "nested in another class",
            { IsStatic: true } => "static",
            { IsAbstract: true } => "abstract",
            { IsGenericType: true } => "generic",
            { IsFileLocal: true } => "local to its file",
            _ => null,
        };
        if (shape is not null)
        {
            draft.Report(Rules.ExperimentShape, draft.Name, type.Name, shape);
            return;
        }

        if (!syntax.Modifiers.Any(SyntaxKind.PartialKeyword)) draft.Report(Rules.NotPartial, draft.Name, type.Name);
        if (type.InstanceConstructors.All(c => c.Parameters.Length > 0)) draft.Report(Rules.NoConstructor, draft.Name, type.Name);
    }

    /// <summary>Never nothing: an argument that cannot be read here would silently lose a generator or an axis.</summary>
    private static void CheckArguments(ExperimentDraft draft)
    {
        foreach (var symbol in draft.Members.Prepend(draft.Type))
            foreach (var attribute in symbol.GetAttributes())
            {
                if (attribute.AttributeClass?.ContainingNamespace.NamespaceName() != KnownNames.Namespace) continue;
                var use = new AttributeView(attribute, draft.Cancellation);
                if (use.Class.TypeArguments.Any(t => t.TypeKind == TypeKind.Error)) draft.Break();
                else if (use.IsUnreadable) draft.Report(Rules.UnreadableArgument, use.Spot, symbol.Name);
            }
    }
}
