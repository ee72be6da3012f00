namespace SynthAug.SourceGenerators.Tests;

internal static partial class RuleExamples
{
    private const string Green = """
        enum Metric { Near, Far }

        sealed record ThingOptions
        {
            [Option("one", Min = 1)] public int One { get; init; } = 1;
            [Option("two")] public Metric Two { get; init; }
        }

        [GeneratorPlugin("thing", "a thing")]
        sealed class Thing(ThingOptions options) : ISyntheticGenerator
        {
            public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => throw new RefusalException(options + "");
        }

        [GeneratorPlugin("other", "another")]
        sealed class Other : ISyntheticGenerator
        {
            public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => throw new RefusalException("other");
        }
        """;

    private static IEnumerable<(string Id, RuleExample Example)> Plugins() =>
    [
        ("SYN301", RuleExample.Edit(Green, "\"thing\"", "\"Thing\"", "\"Thing\"")),
        ("SYN302", RuleExample.Edit(Green, "\"other\"", "\"thing\"", "\"thing\"")),
        ("SYN303", RuleExample.Edit(Green, "public Metric Two", "public Metric one", "one")),
        ("SYN304", RuleExample.Edit(Green, "public int One { get; init; } = 1", "public decimal One { get; init; } = 1", "One")),
        ("SYN305", RuleExample.Edit(Green, "Thing(ThingOptions options)", "Thing(ThingOptions options, int more)", "Thing")),
        ("SYN306", RuleExample.Edit(Green, "class Other : ISyntheticGenerator", "class Other", "Other")),
        ("SYN307", RuleExample.Edit(Green, "sealed class Other", "abstract class Other", "Other")),
        ("SYN308", RuleExample.Edit(Green, "public int One { get; init; }", "public int One { get; }", "One")),
        ("SYN309", RuleExample.Edit(Green, "Min = 1", "Min = 1, Max = 0", "Option(\"one\", Min = 1, Max = 0)")),
        ("SYN322", RuleExample.Edit(Green, "\"another\"", "Elsewhere.Text", "GeneratorPlugin(\"other\", Elsewhere.Text)")),
    ];
}
