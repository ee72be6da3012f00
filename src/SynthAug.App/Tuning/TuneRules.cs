using SynthAug.Engine.Sizing;

namespace SynthAug.App.Tuning;

/// <summary>The panel: what stands beside the tuned size, and the γ-path that it is chosen from.</summary>
internal static class TuneRules
{
    public const string None = "none";
    public const string PriorShift = "prior-shift";
    public const string ClassWeight = "class-weight";
    public const string Naive = "naive";
    public const string Vtss = "vtss";

    private const string Path = "path";
    private const string Zero = "path-zero";

    /// <summary>Run once a classifier.</summary>
    public static readonly IReadOnlyList<SizeRule> WithoutRows =
        [new NoAugmentationRule(None), new PriorShiftRule(PriorShift), new ClassWeightRule(ClassWeight)];

    public static readonly SizeRule Balancing = new FixedSizeRule(Naive, 1);

    /// <summary>The candidates Γ; 0 is always one of them, so that "add nothing" can win.</summary>
    public static IReadOnlyList<SizeRule> Along(SizeGrid grid, bool withZero) =>
        withZero && grid.From > 0 ? [new FixedSizeRule(Zero, 0), new SweepSizeRule(Path, grid)] : [new SweepSizeRule(Path, grid)];

    /// <summary>Every candidate that rules with rows make for one generator and classifier, ascending in γ within a rule.</summary>
    public static IEnumerable<CandidateKey> Candidates(SizeRule rule, string generator, string classifier) => rule switch
    {
        FixedSizeRule one => [new(generator, classifier, rule.Label, one.Gamma)],
        SweepSizeRule sweep => Enumerable.Range(0, sweep.Grid.Count).Select(i => new CandidateKey(generator, classifier, rule.Label, sweep.Grid[i])),
        _ => [new("", classifier, rule.Label, double.NaN)],
    };

    public static bool IsOnPath(CandidateKey key) => key.Rule is Path or Zero;
}
