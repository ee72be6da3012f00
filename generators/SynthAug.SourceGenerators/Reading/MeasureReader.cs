using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The <c>[Measure]</c> methods; parameters are told by their types.</summary>
internal static class MeasureReader
{
    private static readonly (string Type, MeasureSubject Subject)[] Subjects =
    [
        (KnownNames.TrainingSample, MeasureSubject.Training),
        (KnownNames.ValidationSample, MeasureSubject.Validation),
        (KnownNames.TestSample, MeasureSubject.Test),
        (KnownNames.Fit, MeasureSubject.Fit),
    ];

    public static IReadOnlyList<Located<MeasureModel>> Read(ExperimentDraft draft, DataModel data)
    {
        var measures = new List<Located<MeasureModel>>();
        foreach (var (member, _) in draft.Wearing(KnownNames.Measure))
        {
            var method = (IMethodSymbol)member;
            if (method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error) || method.ReturnType.TypeKind == TypeKind.Error)
            {
                draft.Break();
                draft.LeaveUnread(method.Name);
                continue;
            }

            var parameters = method.Parameters.Select(Parameter).OfType<MeasureParameter>().ToEquatable();
            var stranger = method.Parameters.FirstOrDefault(p => Parameter(p) is null);
            var wrong = method.IsGenericMethod ? "is generic"
                : method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType.SpecialType != SpecialType.System_Double
                    ? $"returns '{method.ReturnType.ShortName()}'"
                : stranger is not null ? $"takes '{stranger.Type.ShortName()} {stranger.Name}'"
                : null;
            if (wrong is not null)
            {
                draft.Report(Rules.MeasureSignature, SourceSpot.Of(method), method.Name, wrong);
                draft.LeaveUnread(method.Name);
                continue;
            }

            Undeclared(MeasureSubject.Validation, data.HasValidation, "ValidationSample", "ValidationData");
            Undeclared(MeasureSubject.Test, data.HasTest, "TestSample", "TestData");
            measures.Add(new(new(new(method.Name, method.IsStatic), parameters), SourceSpot.Of(method)));

            void Undeclared(MeasureSubject subject, bool isDeclared, string sample, string attribute)
            {
                if (!isDeclared && parameters.Any(p => p.Subject == subject))
                    draft.Report(Rules.MeasureSample, SourceSpot.Of(method), method.Name, sample, draft.Type.Name, attribute);
            }
        }

        return measures;
    }

    private static MeasureParameter? Parameter(IParameterSymbol parameter)
    {
        var byReference = parameter.RefKind is RefKind.In or RefKind.RefReadOnlyParameter;
        if (!byReference && parameter.RefKind != RefKind.None) return null;
        if (parameter.Type is not INamedTypeSymbol type) return null;
        var name = type.MetadataName();
        if (name == KnownNames.Model) return new(MeasureSubject.Model, "", byReference);
        if (type.TypeKind == TypeKind.Interface && type.Is(KnownNames.Model)) return new(MeasureSubject.Capability, type.GlobalName(), byReference);
        foreach (var (known, subject) in Subjects)
            if (name == known) return new(subject, "", byReference);
        return null;
    }
}
