using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Model;
using SynthAug.SourceGenerators.Naming;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The <c>[Generator]</c> methods: each is the fit, and returns the law.</summary>
internal static class OwnGeneratorReader
{
    public static IReadOnlyList<Located<OwnGeneratorModel>> Read(ExperimentDraft draft)
    {
        var generators = new List<Located<OwnGeneratorModel>>();
        foreach (var (member, use) in draft.Wearing(KnownNames.OwnGenerator))
        {
            var method = (IMethodSymbol)member;
            if (method.ReturnType.TypeKind == TypeKind.Error)
            {
                draft.Break();
                continue;
            }

            if (Wrong(method) is { } wrong)
            {
                draft.Report(Rules.GeneratorSignature, SourceSpot.Of(method), method.Name, wrong);
                continue;
            }

            var label = use.Named<string>("Label");
            generators.Add(new(
                new(new(method.Name, method.IsStatic), label ?? KebabCase.Of(method.Name), method.Parameters.Length == 1),
                label is null ? SourceSpot.Of(method) : use.SpotOf("Label")));
        }

        return generators;
    }

    private static string? Wrong(IMethodSymbol method)
    {
        if (method.IsGenericMethod) return "is generic";
        if (!method.ReturnType.Is(KnownNames.Law)) return $"returns '{method.ReturnType.ShortName()}'";
        if (method.Parameters.Length > 1) return "takes more than one parameter";
        return method.Parameters.FirstOrDefault() is { } parameter && (parameter.RefKind != RefKind.None || !parameter.Type.Is(KnownNames.TrainingSample))
            ? $"takes '{parameter.Type.ShortName()} {parameter.Name}'"
            : null;
    }
}
