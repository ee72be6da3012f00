using SynthAug.Reporting.Html;
using SynthAug.Reporting.Tests.Figures;

namespace SynthAug.Reporting.Tests.Html;

static class SampleReports
{
    public static ReportPage Experiment => new()
    {
        Title = "Does adding synthetic minority rows help, and how many?",
        Lead = "On this population the tuned rule beats balancing at every size, and with local symmetry it asks for no synthetic row in a third of the repetitions.\n\n"
            + "Differences are paired on the same draws; a rule is called better only when its interval leaves zero out.",
        Sections =
        [
            new("Excess risk",
            [
                new CalloutBlock(CalloutKind.Finding, "Tuning keeps paying: at 3200 minority rows its excess risk is a seventieth of that of balancing."),
                new ParagraphBlock("Each point is the mean over 100 repetitions. The limit of balancing is the bias of the naive generator, 0.0162."),
                new FigureBlock(SampleFigures.RiskCurves),
                new FigureBlock(SampleFigures.ThreeNoises),
                new TableBlock("Excess risk at the smallest and the largest size.",
                    [new("rule"), new("n₁ = 6", Alignment.Right), new("n₁ = 3200", Alignment.Right)],
                    [["balanced", "0.166", "0.0165"], ["tuned", "0.117", "0.00022"]]),
            ]),
            new("Chosen sizes",
            [
                new FigureBlock(SampleFigures.ChosenSizes),
                new FigureBlock(SampleFigures.Neighbours),
                new CalloutBlock(CalloutKind.Caution, "In 15 repetitions of nested draws the choice is the largest γ offered. Widen the grid before you quote a mean."),
            ]),
            new("Rules compared",
            [
                new FigureBlock(SampleFigures.RulePanel),
                new TableBlock("Balanced log-loss by rule and classifier, mean with standard error.",
                    [
                        new("rule"), new("classifier"), new("n₁", Alignment.Right), new("γ", Alignment.Right), new("log-loss", Alignment.Right),
                        new("se", Alignment.Right), new("difference", Alignment.Right), new("95 % interval", Alignment.Right), new("verdict"),
                    ],
                    [.. Enumerable.Range(0, 24).Select(i => (IReadOnlyList<string>)
                    [
                        s_rules[i % 6], s_classifiers[i / 6], "100", i % 6 < 2 ? "0" : "0.85", $"0.{412 + i * 3}", "0.0086", $"−0.0{31 - i}",
                        $"[−0.0{52 - i}, 0.0{10 + i}]", i % 6 == 0 ? "better than no augmentation" : "no evidence",
                    ])]),
            ]),
            new("Provenance",
            [
                new KeyValueBlock("What ran",
                [
                    new("experiment", "Figure5"), new("seed", "5"), new("repetitions", "100"),
                    new("generator", "smote:k=5"), new("plugin hash", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                    new("objective", "balanced log-loss, ρ = 1"),
                ]),
                new CalloutBlock(CalloutKind.Note, "A plugin is code you trust: a load context is no sandbox."),
            ]),
        ],
        Footer = "SynthAug 0.1.0 · seed 5 · same seed, same bits",
    };

    static readonly string[] s_rules = ["class weights", "prior shift", "balanced SMOTE, k = 5", "VTSS on SMOTE, k = 5", "VTSS on Gaussian fit", "plug-in size"];

    static readonly string[] s_classifiers = ["logistic", "least squares", "nearest centroid", "kernel ridge, RBF"];
}
