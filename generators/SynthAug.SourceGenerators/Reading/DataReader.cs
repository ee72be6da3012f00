using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The declared draws as read; training data may be missing here.</summary>
internal sealed record DeclaredData(MemberModel? Training, MemberModel? Validation, MemberModel? Test, bool FixedTest);

internal static class DataReader
{
    public static DeclaredData Read(ExperimentDraft draft)
    {
        var training = Role(draft, KnownNames.TrainingData, "TrainingData");
        var validation = Role(draft, KnownNames.ValidationData, "ValidationData");
        var test = Role(draft, KnownNames.TestData, "TestData");
        if (training is null) draft.Report(Rules.NoTraining, draft.Name, draft.Type.Name);
        var isFixed = draft.Wearing(KnownNames.TestData).Any(w => w.Use.Named<bool>("Fixed"));
        return new(training, validation, test, isFixed);
    }

    private static MemberModel? Role(ExperimentDraft draft, string attribute, string name)
    {
        MemberModel? role = null;
        foreach (var (member, _) in draft.Wearing(attribute))
        {
            var type = ((IPropertySymbol)member).Type;
            if (role is not null) draft.Report(Rules.RoleTwice, SourceSpot.Of(member), member.Name, name, draft.Type.Name);
            else if (type.TypeKind == TypeKind.Error) draft.Break();
            else if (!type.Is(KnownNames.SampleSource)) draft.Report(Rules.DataType, SourceSpot.Of(member), member.Name, name, type.ShortName());
            role = new(member.Name, member.IsStatic);
        }

        return role;
    }
}
