using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Equality;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>What tuned rules minimise, and the stock measures.</summary>
internal static class ObjectiveReader
{
    // In the order in which the engine writes them behind the user's measures.
    private static readonly (int Flag, ScoreModel Score)[] Known =
    [
        (1, new("BalancedLogLoss", "balanced_log_loss")),
        (2, new("BalancedError", "balanced_error")),
    ];

    public static ObjectiveModel? Objective(ExperimentDraft draft)
    {
        foreach (var use in draft.Uses(KnownNames.Objective))
        {
            var rho = use.Argument<double>(1);
            if (!(rho is > 0 and < 1)) draft.Report(Rules.Rho, use.SpotOf(1), draft.Type.Name, CSharpText.Plain(rho));
            return new(MemberName(use.Argument(0)), rho);
        }

        return null;
    }

    public static EquatableArray<ScoreModel> Scores(ExperimentDraft draft, DataModel data)
    {
        foreach (var use in draft.Uses(KnownNames.Scores))
        {
            var flags = use.Argument<int>(0);
            if (flags != 0 && !data.HasTest) draft.Report(Rules.ScoresNeedTest, use.Spot, draft.Type.Name);
            return Known.Where(k => (flags & k.Flag) != 0).Select(k => k.Score).ToEquatable();
        }

        return default;
    }

    /// <summary>The member of an enum constant; its number when no member has that value.</summary>
    public static string MemberName(TypedConstant constant) =>
        EnumMembers.Of(constant.Type!).FirstOrDefault(m => Equals(m.ConstantValue, constant.Value))?.Name
        ?? Convert.ToString(constant.Value, System.Globalization.CultureInfo.InvariantCulture);
}
