using SynthAug.SourceGenerators.Diagnostics;
using SynthAug.SourceGenerators.Model;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>What a single attribute cannot know: that something is missing, or stands twice.</summary>
internal static class UsageChecks
{
    public static void Check(
        ExperimentDraft draft,
        IReadOnlyList<Located<OwnGeneratorModel>> own,
        IReadOnlyList<Located<PluginUseModel>> generators,
        IReadOnlyList<Located<PluginUseModel>> classifiers,
        IReadOnlyList<Located<SizeRuleModel>> rules,
        DataModel data)
    {
        var name = draft.Type.Name;
        if (classifiers.Count == 0) draft.Report(Rules.NoClassifier, draft.Name, name);
        if (rules.Count == 0) draft.Report(Rules.NoRule, draft.Name, name);
        foreach (var rule in rules)
        {
            if (rule.Value.UsesGenerator && own.Count + generators.Count == 0) draft.Report(Rules.NoGenerator, rule.Spot, rule.Value.Label, name);
            if (rule.Value.IsTuned && !data.HasValidation) draft.Report(Rules.RuleNeedsValidation, rule.Spot, rule.Value.Label, name);
        }

        var generatorLabels = own.Select(g => new Located<string>(g.Value.Label, g.Spot)).Concat(Labels(generators));
        foreach (var twice in Repeated(generatorLabels)) draft.Report(Rules.LabelTwice, twice.Spot, twice.Value, "generators", name);
        foreach (var twice in Repeated(Labels(classifiers))) draft.Report(Rules.LabelTwice, twice.Spot, twice.Value, "classifiers", name);
        var ruleLabels = rules.Select(r => new Located<string>(r.Value.Label, r.Spot));
        foreach (var twice in Repeated(ruleLabels)) draft.Report(Rules.RuleLabelTwice, twice.Spot, twice.Value, name);
    }

    private static IEnumerable<Located<string>> Labels(IEnumerable<Located<PluginUseModel>> uses) =>
        uses.Select(u => new Located<string>(u.Value.Label, u.Spot));

    private static IEnumerable<Located<string>> Repeated(IEnumerable<Located<string>> labels)
    {
        var seen = new HashSet<string>();
        foreach (var label in labels)
            if (!seen.Add(label.Value)) yield return label;
    }
}
