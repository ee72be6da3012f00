using SynthAug.SourceGenerators.Tests.Driving;
using SynthAug.SourceGenerators.Tests.Experiments;

namespace SynthAug.SourceGenerators.Tests;

/// <summary>The other ways to break a rule; the examples show one each.</summary>
public sealed class RuleVariantTests
{
    private const string Study = """
        enum Level { Low = 1, High = 2 }

        static class Elsewhere { public static readonly int[] Values = [1]; }

        [Experiment("t", Repetitions = 2, Seed = 1)]
        [UseGenerator("smote:k=5")]
        [UseClassifier("logistic", Label = "l")]
        [NoAugmentation, FixedSize(1), SweepSize(0, 4, 20), Vtss(0, 2, 11), BestOfDraws(1, 5)]
        [Plot("Count", "Accuracy"), Histogram("gamma", Series = "rule")]
        sealed partial class Figure
        {
            static readonly List<int> Values = [1];

            [Axis<int>(1, 2)] public int Count { get; init; }
            [Axis<string>("a", "b")] public string Name { get; init; } = "";
            [Axis<Level>(Level.Low)] public Level Level { get; init; }
            [AxisFrom("Values")] public int Listed { get; init; }

            [Skip] bool Odd => false;

            [TrainingData] SampleSource Train => SampleSource.From((_, _) => { });
            [ValidationData] SampleSource Held => SampleSource.From((_, _) => { });

            [Generator] ILaw Own() => throw new RefusalException("");

            [Measure] double Accuracy(IModel model) => 0;
        }
        """;

    [Theory]
    [InlineData("Validation = 0.25", "Validation = 1", "SYN123", "1")]
    [InlineData("Aside = 0.1", "Aside = -0.1", "SYN123", "-0.1")]
    [InlineData("Aside = 0.1", "Aside = 0.0 / 0", "SYN123", "0.0 / 0")]
    [InlineData("Label = \"y\"", "Label = \"\"", "SYN123", "\"\"")]
    [InlineData("\"{Set}.csv\"", "\" \"", "SYN123", "\" \"")]
    [InlineData("\"{Set}.csv\"", "\"{set}.csv\"", "SYN321", "\"{set}.csv\"")]
    [InlineData("Positive = \"1\"", "Positive = \"{set}\"", "SYN321", "\"{Set}.csv\"")]
    [InlineData("[Measure]", "[ValidationData] SampleSource More => null!; [Measure]", "SYN122", "More")]
    [InlineData("[Measure]", "[TrainingData] SampleSource More => null!; [Measure]", "SYN122", "More")]
    public void A_malformed_table_is_found(string from, string to, string id, string squiggle)
    {
        Sources.Table.ShouldContain(from);
        Driver.Run(Sources.Table.Replace(from, to, StringComparison.Ordinal)).ShouldReport(id, squiggle);
    }

    [Fact]
    public void A_tuned_rule_over_a_table_needs_a_validation_share() => Driver.Run(Sources.Table
        .Replace(", Validation = 0.25", "", StringComparison.Ordinal)
        .Replace("ValidationSample held, ", "", StringComparison.Ordinal)
        .Replace("held.Majority.RowCount + ", "", StringComparison.Ordinal)).ShouldReport("SYN404", "Vtss");

    [Fact]
    public void The_study_itself_is_green() => Driver.Run(Study).ShouldCompile();

    [Theory]
    [InlineData("sealed partial class Figure", "static partial class Figure", "SYN102", "Figure")]
    [InlineData("sealed partial class Figure", "sealed partial class Figure<T>", "SYN102", "Figure")]
    [InlineData("sealed partial class Figure", "file sealed partial class Figure", "SYN102", "Figure")]
    [InlineData("[Measure] double Accuracy(", "[Measure] float Accuracy(", "SYN111", "Accuracy")]
    [InlineData("[Measure] double Accuracy(", "[Measure] double Accuracy<T>(", "SYN111", "Accuracy")]
    [InlineData("(IModel model)", "(ref TrainingSample s)", "SYN111", "Accuracy")]
    [InlineData("(IModel model)", "(ValidationSample a, TestSample b)", "SYN112", "Accuracy")]
    [InlineData("[Skip]", "[Claim(\"c\")] static bool More(ResultView r) => true; [Skip]", "SYN121", "More")]
    [InlineData("[Skip]", "[Claim(\"c\")] static ClaimOutcome More() => null!; [Skip]", "SYN121", "More")]
    [InlineData("[Skip]", "[Claim(\"c\")] static ClaimOutcome More<T>(ResultView r) => null!; [Skip]", "SYN121", "More")]
    [InlineData("[Skip]", "[Axis] public bool gamma { get; init; } [Skip]", "SYN114", "gamma")]
    [InlineData("[Skip]", "[Measure] double Clone() => 1; [Skip]", "SYN114", "Clone")]
    [InlineData("[Skip]", "[Measure] double Accuracy(TrainingSample s) => 1; [Skip]", "SYN113", "Accuracy")]
    [InlineData("[Skip]", "[Axis] public bool n { get; init; } [Skip]", "SYN114", "n")]
    [InlineData("bool Odd", "bool Runner", "SYN114", "Runner")]
    [InlineData("class Figure", "class Experiments", "SYN114", "Experiments")]
    [InlineData("ILaw Own()", "string Own()", "SYN115", "Own")]
    [InlineData("ILaw Own()", "ILaw Own(TrainingSample a, TrainingSample b)", "SYN115", "Own")]
    [InlineData("ILaw Own()", "ILaw Own<T>()", "SYN115", "Own")]
    [InlineData("[UseClassifier(\"logistic\", Label = \"l\")]", "[UseClassifier(\"logistic\"), UseClassifier(\"logistic\")]", "SYN116", "\"logistic\"")]
    [InlineData("Plot(\"Count\"", "Plot(\"count\"", "SYN118", "\"count\"")]
    [InlineData("\"Accuracy\")", "\"Name\")", "SYN118", "\"Name\"")]
    [InlineData("Histogram(\"gamma\"", "Histogram(\"rule\"", "SYN118", "\"rule\"")]
    [InlineData("Series = \"rule\"", "Series = \"refusal\"", "SYN118", "\"refusal\"")]
    [InlineData("(\"a\", \"b\")", "(\"a\", \"a\")", "SYN203", "\"a\"")]
    [InlineData("(\"a\", \"b\")", "(\"a\", null!)", "SYN204", "null!")]
    [InlineData("(Level.Low)", "(Level.Low, (Level)3)", "SYN204", "(Level)3")]
    [InlineData("public int Count { get; init; }", "public int Count { init { } }", "SYN205", "Count")]
    [InlineData("[Axis<int>(1, 2)] public int Count", "[Axis<char>('a')] public char Count", "SYN206", "Count")]
    [InlineData("\"Values\"", "\"Nowhere\"", "SYN207", "\"Nowhere\"")]
    [InlineData("List<int> Values = [1]", "HashSet<int> Values = [1]", "SYN207", "\"Values\"")]
    [InlineData("List<int> Values", "List<long> Values", "SYN201", "Listed")]
    [InlineData("[Skip] bool Odd => false", "[Skip] bool Odd => false; [Skip] bool Even => false", "SYN210", "Even")]
    [InlineData("\"smote:k=5\"", "\"\"", "SYN320", "\"\"")]
    [InlineData("\"smote:k=5\"", "\":k=5\"", "SYN320", "\":k=5\"")]
    [InlineData("\"smote:k=5\"", "\"Smote\"", "SYN320", "\"Smote\"")]
    [InlineData("\"smote:k=5\"", "\"smote:k=5,k=6\"", "SYN320", "\"smote:k=5,k=6\"")]
    [InlineData("\"smote:k=5\"", "\"smote:k={Count\"", "SYN320", "\"smote:k={Count\"")]
    [InlineData("\"smote:k=5\"", "\"smote:k=Count}\"", "SYN320", "\"smote:k=Count}\"")]
    [InlineData("\"smote:k=5\"", "\"smote:k={}\"", "SYN321", "\"smote:k={}\"")]
    [InlineData("\"smote:k=5\"", "PluginIds.Smote", "SYN322", "UseGenerator(PluginIds.Smote)")]
    [InlineData("[Axis<int>(1, 2)]", "[Axis<int>(1, 2.5)]", "SYN322", "Axis<int>(1, 2.5)")]
    [InlineData("SweepSize(0, 4, 20)", "SweepSize(-1, 4, 20)", "SYN402", "-1")]
    [InlineData("SweepSize(0, 4, 20)", "SweepSize(0, double.PositiveInfinity, 20)", "SYN402", "double.PositiveInfinity")]
    [InlineData("SweepSize(0, 4, 20)", "SweepSize(5, 4, 20)", "SYN402", "4")]
    [InlineData("Vtss(0, 2, 11)", "Vtss(double.NaN, 2, 11)", "SYN402", "double.NaN")]
    [InlineData("FixedSize(1)", "FixedSize(double.NaN)", "SYN403", "double.NaN")]
    [InlineData("BestOfDraws(1, 5)", "BestOfDraws(double.NaN, 5)", "SYN403", "double.NaN")]
    [InlineData("BestOfDraws(1, 5)", "BestOfDraws(-0.5, 5)", "SYN403", "-0.5")]
    [InlineData("BestOfDraws(1, 5)", "BestOfDraws(count: 1)", "SYN406", "BestOfDraws(count: 1)")]
    [InlineData("FixedSize(1)", "FixedSize(1, Label = \"none\")", "SYN405", "FixedSize(1, Label = \"none\")")]
    public void It_is_reported(string from, string to, string id, string squiggle)
    {
        Study.ShouldContain(from);
        Driver.Run(Study.Replace(from, to, StringComparison.Ordinal)).ShouldReport(id, squiggle);
    }

    [Fact]
    public void Redraws_are_chosen_among_on_validation_rows() => Driver.Run(
        Study.Replace("[ValidationData] ", "", StringComparison.Ordinal).Replace("Vtss(0, 2, 11), ", "", StringComparison.Ordinal)).ShouldReport("SYN404", "BestOfDraws(1, 5)");

    [Fact]
    public void Rho_must_not_be_NaN() =>
        Driver.Run("[Objective(Loss.Log, double.NaN)]\n" + Sources.Small).ShouldReport("SYN502", "double.NaN");

    [Theory]
    [InlineData("Repetitions = 1, ", "")]
    [InlineData(", Seed = 1", "")]
    [InlineData("SampleSource Train", "Unknown Train")]
    [InlineData("[TrainingData]", "[Axis] public Unknown A { get; init; } [Axis<Unknown>()] public int B { get; init; } [TrainingData]")]
    [InlineData("[TrainingData]", "[AxisFrom(\"L\")] public Unknown A { get; init; } [Measure] double M(Unknown u) => 0; [TrainingData]")]
    [InlineData("[TrainingData]", "[Generator] Unknown Law() => null; [Measure] Unknown M() => 0; [TrainingData]")]
    public void What_the_compiler_already_says_is_not_said_again(string from, string to)
    {
        var run = Driver.Run(Sources.Small.Replace(from, to, StringComparison.Ordinal));
        run.Findings.ShouldBeEmpty();
        run.Files.Keys.ShouldBe(["Experiments.g.cs"]);
    }

    [Fact]
    public void A_nested_experiment_is_refused() =>
        Driver.Run("static partial class Outer {\n" + Sources.Small + "\n}").ShouldReport("SYN102", "Small");
}
