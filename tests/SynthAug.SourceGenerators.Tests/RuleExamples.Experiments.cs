using SynthAug.SourceGenerators.Tests.Experiments;

namespace SynthAug.SourceGenerators.Tests;

internal static partial class RuleExamples
{
    private const string Study = """
        namespace Paper;

        enum Noise { Low, High }

        sealed record Site(string Name, int Size);

        abstract class Shared
        {
            [Measure] protected double Common() => 0;
        }

        [Experiment("t", Repetitions = 2, Seed = 1)]
        [UseGenerator("smote:k={Count}"), UseGenerator("fit")]
        [UseClassifier("logistic")]
        [FixedSize(0.5), SweepSize(0, 4, 20), Vtss, BestOfDraws]
        [Objective(Loss.Log, 0.25)]
        [Scores(Score.BalancedError)]
        [Plot(nameof(Count), "Accuracy", Facet = "Level")]
        sealed partial class Figure : Shared
        {
            static readonly Site[] Sites = [new("one", 1)];

            [Axis<int>(1, 2)] public int Count { get; init; }
            [Axis] public Noise Level { get; init; }
            [AxisFrom(nameof(Sites))] public Site Place { get; init; } = new("none", 0);
            [Axis<double>(0.5)] public double Share { get; init; }

            double Memo { get; set; }

            [Skip] bool Odd => Count > 1 && Level == Noise.High;

            [TrainingData] SampleSource Train => SampleSource.From((_, _) => { });
            [ValidationData] SampleSource Held => SampleSource.From((_, _) => { });
            [TestData] SampleSource Test => SampleSource.From((_, _) => { });

            [Generator] ILaw Own(TrainingSample train) => throw new RefusalException("" + train);

            [Measure] double Accuracy(IModel model, TestSample test) => Memo;
        }
        """;

    /// <summary>Too long for four axes of the study above: 256⁴ cells.</summary>
    private static string Many => string.Join(", ", Enumerable.Range(0, 256));

    private static RuleExample Red(string from, string to, string squiggle) => RuleExample.Edit(Study, from, to, squiggle);

    private static RuleExample Added(string member, string squiggle) => Red("[Skip]", member + "\n    [Skip]", squiggle);

    private static IEnumerable<(string Id, RuleExample Example)> Studies() =>
    [
        ("SYN101", Red("sealed partial class", "sealed class", "Figure")),
        ("SYN102", Red("sealed partial class", "abstract partial class", "Figure")),
        ("SYN103", Red("partial class Figure", "partial class Figure(int seed)", "Figure")),
        ("SYN104", new(
            Study + Sources.Small.Replace("Small", "FIGURE", StringComparison.Ordinal),
            "FIGURE",
            Study + Sources.Small)),
        ("SYN105", Red("[TrainingData] ", "", "Figure")),
        ("SYN106", Red("[TestData]", "[ValidationData] SampleSource More => Held;\n    [TestData]", "More")),
        ("SYN107", Red("SampleSource Held => SampleSource.From((_, _) => { })", "string Held => \"\"", "Held")),
        ("SYN108", Red("[UseClassifier(\"logistic\")]", "", "Figure")),
        ("SYN109", Red("[FixedSize(0.5), SweepSize(0, 4, 20), Vtss, BestOfDraws]", "", "Figure")),
        ("SYN110", Red("double Memo { get; set; }", "internal double Memo { get; set; }", "Memo")),
        ("SYN111", Red("[Measure] double Accuracy(IModel model", "[Measure] double Accuracy(string model", "Accuracy")),
        ("SYN112", Red("[TestData] ", "", "Accuracy") with
        {
            Red = Study.Replace("[TestData] ", "", StringComparison.Ordinal).Replace("[Scores(Score.BalancedError)]", "", StringComparison.Ordinal),
        }),
        ("SYN113", Added("[Measure] double Place_Size() => 1;", "Place_Size")),
        ("SYN114", Added("[Measure] double synthetic_size() => 1;", "synthetic_size")),
        ("SYN115", Red("[Generator] ILaw Own(TrainingSample train)", "[Generator] ILaw Own(TestSample train)", "Own")),
        ("SYN116", Red("UseGenerator(\"fit\")", "UseGenerator(\"fit\", Label = \"own\")", "\"own\"")),
        ("SYN117", new(
            Sources.Small.Replace("[NoAugmentation]", "[FixedSize(1)]", StringComparison.Ordinal), "FixedSize(1)", Sources.Small)),
        ("SYN118", Red("Facet = \"Level\"", "Facet = \"level\"", "\"level\"")),
        ("SYN119", Red("[Measure] protected double Common", "[Measure] private double Common", "Common")),
        ("SYN121", Added("[Claim(\"more\")] ClaimOutcome More(ResultView results) => new(ClaimVerdict.Undecided, \"\");", "More")),
        ("SYN122", RuleExample.Edit(Sources.Table, "[Measure]", "[TestData] SampleSource More => null!;\n    [Measure]", "More")),
        ("SYN123", RuleExample.Edit(Sources.Table, "Folds = 4", "Folds = 1", "1")),
        ("SYN120", Red("namespace Paper", "namespace Study.Experiments", "Figure")),

        ("SYN201", Red("[Axis<int>(1, 2)] public int Count", "[Axis<int>(1, 2)] public long Count", "Count")),
        ("SYN202", Red("[Axis<int>(1, 2)]", "[Axis<int>()]", "Axis<int>()")),
        ("SYN203", Red("[Axis<int>(1, 2)]", "[Axis<int>(1, 2, 0x1)]", "0x1")),
        ("SYN204", Red("[Axis<double>(0.5)]", "[Axis<double>(0.5, 0.0 / 0)]", "0.0 / 0")),
        ("SYN205", Red("public int Count { get; init; }", "public int Count { get; }", "Count")),
        ("SYN206", Red("[Axis<int>(1, 2)] public int Count", "[Axis] public int Count", "Count")),
        ("SYN207", Red("static readonly Site[]", "readonly Site[]", "nameof(Sites)")),
        ("SYN208", Red("record Site(string Name, int Size)", "record Site(string Name, int[] Size)", "Place")),
        ("SYN209", Red("[Axis] public Noise", "[Axis, Axis<Noise>(Noise.Low)] public Noise", "Level")),
        ("SYN210", Red("[Skip] bool Odd => Count > 1 && Level == Noise.High", "[Skip] int Odd => 1", "Odd")),

        ("SYN320", Red("UseGenerator(\"fit\")", "UseGenerator(\"fit:k\")", "\"fit:k\"")),
        ("SYN321", Red("{Count}", "{count}", "\"smote:k={count}\"")),

        ("SYN401", Red("[Axis<int>(1, 2)]", $"[Axis<int>({Many})]", "Figure") with
        {
            Red = Study
                .Replace("[Axis<int>(1, 2)]", $"[Axis<int>({Many})]", StringComparison.Ordinal)
                .Replace("[Skip]", string.Concat("ABC".Select(c => $"[Axis<int>({Many})] public int {c} {{ get; init; }} ")) + "[Skip]", StringComparison.Ordinal),
        }),
        ("SYN402", Red("SweepSize(0, 4, 20)", "SweepSize(0, 4, 1)", "1")),
        ("SYN403", Red("FixedSize(0.5)", "FixedSize(-0.5)", "-0.5")),
        ("SYN404", Red("[ValidationData] ", "", "Vtss") with { Red = Study.Replace("[ValidationData] ", "", StringComparison.Ordinal).Replace(", BestOfDraws]", "]", StringComparison.Ordinal) }),
        ("SYN405", Red("FixedSize(0.5)", "FixedSize(0.5), FixedSize(.5)", "FixedSize(.5)")),
        ("SYN406", Red("BestOfDraws", "BestOfDraws(1, 1)", "1")),

        ("SYN501", Red("Repetitions = 2", "Repetitions = 0", "0")),
        ("SYN502", Red("Objective(Loss.Log, 0.25)", "Objective(Loss.Log, 1)", "1")),
        ("SYN503", Red("[TestData] ", "", "Scores(Score.BalancedError)") with
        {
            Red = Study.Replace("[TestData] ", "", StringComparison.Ordinal).Replace(", TestSample test", "", StringComparison.Ordinal),
        }),
    ];
}
