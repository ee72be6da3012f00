using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

internal static class DataReader
{
    /// <summary>The declared draws or the table; both may be missing here, and then a finding says so.</summary>
    public static DataModel Read(ExperimentDraft draft, CsvModel? csv)
    {
        var training = Role(draft, KnownNames.TrainingData, "TrainingData");
        var validation = Role(draft, KnownNames.ValidationData, "ValidationData");
        var test = Role(draft, KnownNames.TestData, "TestData");
        if (training is null && csv is null) draft.Report(Rules.NoTraining, draft.Name, draft.Type.Name);
        if (csv is not null) RequireAlone(draft);
        var isFixed = draft.Wearing(KnownNames.TestData).Any(w => w.Use.Named<bool>("Fixed"));
        return new(training, validation, test, isFixed, csv);
    }

    private static void RequireAlone(ExperimentDraft draft)
    {
        foreach (var (attribute, name) in new[] { (KnownNames.TrainingData, "TrainingData"), (KnownNames.ValidationData, "ValidationData"), (KnownNames.TestData, "TestData") })
            foreach (var (member, _) in draft.Wearing(attribute)) draft.Report(Rules.DataTwice, SourceSpot.Of(member), member.Name, name, draft.Type.Name);
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
