using SynthAug.Engine.Tuning;

namespace SynthAug.App.Tuning.Report;

/// <summary>What the rules of a panel are, for a reader who meets them for the first time, and how they are grouped.</summary>
internal static class RuleWords
{
    public const string NoRows = "no rows added", Raw = "rows added, scores as they are", Corrected = "rows added, prior-corrected";

    private static readonly (string Rule, string Text)[] s_words =
    [
        (TuningRules.Constant, "The same score for every row: what guessing is worth."),
        (TuningRules.None, "The classifier on the rows as they are."),
        (TuningRules.PriorShift, "The same fit, with log(n0/n1) added to its log-odds, so that both classes weigh the same."),
        (TuningRules.ClassWeight, "Minority rows weigh n0/n1 times as much while fitting."),
        (TuningRules.TunedWeight, "Weights of a strength chosen on held-out rows, then shifted to equal classes."),
        (TuningRules.TunedOffset, "The fit as it is; a number chosen on held-out rows is added to its log-odds."),
        (TuningRules.TunedPenalty, "Prior shift, with the classifier's penalty chosen on held-out rows."),
        (TuningRules.Bootstrap, "Copies of minority rows until the classes balance."),
        (TuningRules.Naive, "Rows of the generator until the classes balance (γ = 1)."),
        (TuningRules.Vtss, "Rows of the generator, as many as have the least loss on held-out rows (validation-tuned synthetic size)."),
        (TuningRules.PlugIn, "Rows of the generator, as many as a formula asks for that looks at training rows only."),
        (TuningRules.BestOfDraws, "A control: γ = 1, and the luckiest of as many redraws as there are sizes. A tuned size must beat it to be more than luck."),
    ];

    public static string GroupOf(PanelEntry entry) => !entry.AddsRows ? NoRows : IsCorrected(entry) ? Corrected : Raw;

    /// <summary>The rule alone where there is one generator and one classifier.</summary>
    public static string NameOf(PanelEntry entry, TuneSettings settings)
    {
        var generator = settings.Generators.Count > 1 ? entry.Generator : "";
        var classifier = settings.Classifiers.Count > 1 ? entry.Classifier : "";
        string[] parts = [.. new[] { generator, classifier }.Where(part => part.Length > 0)];
        return parts.Length == 0 ? entry.Rule : $"{entry.Rule} · {string.Join(" + ", parts)}";
    }

    /// <summary>By loss, refused rules last; a plug-in rule that was not asked for is nobody's refusal.</summary>
    public static IEnumerable<PanelEntry> Shown(TuneResult result) => TuneSummary.Ranked(result.Panel).Where(e => e.Refusal != TuningRules.NoPlugIn);

    /// <summary>One row a rule of the panel, in the order above.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Glossary(TuneResult result)
    {
        var rules = Shown(result).Select(e => e.Rule).ToHashSet();
        var rows = new List<IReadOnlyList<string>>();
        foreach (var (rule, text) in s_words)
            if (rules.Contains(rule)) rows.Add([rule, text]);
        if (rules.Any(r => r.EndsWith(Suffix, StringComparison.Ordinal)))
            rows.Add([$"…{Suffix}", "The same fit, with the prior that its added rows imply, log(n0/(n1+ñ)), taken out of its log-odds."]);
        return rows;
    }

    private const string Suffix = "-corrected";

    private static bool IsCorrected(PanelEntry entry) => entry.Rule.EndsWith(Suffix, StringComparison.Ordinal);
}
