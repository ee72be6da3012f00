namespace SynthAug.SourceGenerators.Diagnostics;

internal static partial class Rules
{
    private const string Size = "SynthAug.Size";

    public static readonly DiagnosticDescriptor GridTooLarge = new(
        "SYN401", "More cells than can be counted",
        "The axes of experiment '{0}' make {1} cells; at most {2} can be counted, so shorten an axis",
        Size, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor BadGrid = new(
        "SYN402", "Malformed size grid",
        "The grid of rule '{0}' has {1}; a grid runs upwards from a γ ≥ 0 and has at least two values",
        Size, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor BadGamma = new(
        "SYN403", "Malformed size",
        "Rule '{0}' has γ = {1}; γ is a finite number ≥ 0",
        Size, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor RuleNeedsValidation = new(
        "SYN404", "Tuned rule without validation data",
        "Rule '{0}' chooses on validation rows, and experiment '{1}' declares none; put [ValidationData] on a SampleSource property, or set Validation of [CsvData]",
        Size, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor RuleLabelTwice = new(
        "SYN405", "Two size rules with one label",
        "Label '{0}' stands for two size rules of experiment '{1}'; remove one or give it another Label",
        Size, DiagnosticSeverity.Error, true);

    public static readonly DiagnosticDescriptor TooFewDraws = new(
        "SYN406", "Best of fewer than two draws",
        "Rule '{0}' keeps the best of {1}; a choice needs at least two draws, and a single one is [FixedSize]",
        Size, DiagnosticSeverity.Error, true);
}
