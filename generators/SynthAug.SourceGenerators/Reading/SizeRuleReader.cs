using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Emission;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>The size rules, in the order in which they are written.</summary>
internal static class SizeRuleReader
{
    private static readonly Dictionary<string, Func<AttributeView, SizeRuleModel>> Readers = new()
    {
        [KnownNames.FixedSize] = static use => new(SizeRuleKind.Fixed, "", use.Argument<double>(0)),
        [KnownNames.SweepSize] = static use => Grid(SizeRuleKind.Sweep, use),
        [KnownNames.Vtss] = static use => use.ArgumentCount == 0
            ? new(SizeRuleKind.WideningVtss, "", Fresh: IsFresh(use))
            : Grid(SizeRuleKind.Vtss, use) with { Fresh = IsFresh(use) },
        [KnownNames.BestOfDraws] = static use => new(SizeRuleKind.BestOfDraws, "", use.Argument<double>(0), Count: use.Argument<int>(1)),
        [KnownNames.NoAugmentation] = static _ => new(SizeRuleKind.None, ""),
        [KnownNames.PriorShift] = static _ => new(SizeRuleKind.PriorShift, ""),
        [KnownNames.ClassWeight] = static _ => new(SizeRuleKind.ClassWeight, ""),
    };

    public static IReadOnlyList<Located<SizeRuleModel>> Read(ExperimentDraft draft)
    {
        var rules = new List<Located<SizeRuleModel>>();
        foreach (var attribute in draft.Type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || !Readers.TryGetValue(type.MetadataName(), out var read)) continue;
            var use = new AttributeView(attribute, draft.Cancellation);
            var rule = read(use);
            rule = rule with { Label = use.Named<string>("Label") ?? rule.DefaultLabel() };
            Check(draft, use, rule);
            rules.Add(new(rule, use.Spot));
        }

        return rules;
    }

    private static void Check(ExperimentDraft draft, AttributeView use, SizeRuleModel rule)
    {
        if (rule.Kind is SizeRuleKind.Fixed or SizeRuleKind.BestOfDraws && !IsSize(rule.From))
            draft.Report(Rules.BadGamma, use.SpotOf(0), rule.Label, CSharpText.Plain(rule.From));
        if (rule is { Kind: SizeRuleKind.BestOfDraws, Count: < 2 })
            draft.Report(Rules.TooFewDraws, use.SpotOf(1), rule.Label, CSharpText.Of(rule.Count));
        if (!rule.HasGrid) return;

        if (!IsSize(rule.From)) Bad(0, "From = " + CSharpText.Plain(rule.From));
        else if (!IsSize(rule.To)) Bad(1, "To = " + CSharpText.Plain(rule.To));
        else if (rule.From >= rule.To) Bad(1, $"From = {CSharpText.Plain(rule.From)} and To = {CSharpText.Plain(rule.To)}");
        else if (rule.Count < 2) Bad(2, "Count = " + CSharpText.Of(rule.Count));

        void Bad(int argument, string what) => draft.Report(Rules.BadGrid, use.SpotOf(argument), rule.Label, what);
    }

    // False for NaN too.
    private static bool IsSize(double gamma) => gamma >= 0 && !double.IsInfinity(gamma);

    private static SizeRuleModel Grid(SizeRuleKind kind, AttributeView use) =>
        new(kind, "", use.Argument<double>(0), use.Argument<double>(1), use.Argument<int>(2));

    private static bool IsFresh(AttributeView use) => use.Named<int>("Draws") == 1;
}
