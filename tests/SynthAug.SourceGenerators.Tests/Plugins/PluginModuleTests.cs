using System.Reflection;
using SynthAug.SourceGenerators.Tests.Driving;

namespace SynthAug.SourceGenerators.Tests.Plugins;

/// <summary>Emitted modules, compiled, loaded and used as the host uses them.</summary>
public sealed class PluginModuleTests
{
    internal const string Probe = """
        namespace Plugs;

        public enum Metric { Euclidean, CityBlock, Manhattan = CityBlock }

        public sealed record ProbeOptions
        {
            [Option("Nearest neighbours", Min = 1, Max = 50)] public int K { get; init; } = 2 + 3;
            [Option("Rows at most")] public long MaxRows { get; init; } = 1L << 40;
            [Option("Penalty \"ridge\"", Min = 0)] public double L2 { get; init; } = 1.0 / 3;
            [Option("With a constant")] public bool Intercept { get; init; } = true;
            [Option("How far is far")] public Metric Metric { get; init; } = Metric.CityBlock;
            [Option("File")] public string Path { get; init; } = "a b";
            public int NotAnOption { get; init; } = 7;
        }

        [GeneratorPlugin("probe", "Copies <its> options")]
        public sealed class Probe(ProbeOptions options) : ISyntheticGenerator
        {
            public ProbeOptions Options => options;
            public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => throw new RefusalException("a probe");
        }
        """;

    private const string Plain = """
        [ClassifierPlugin("plain", "Nothing to set")]
        class Plain : IClassifier
        {
            public IModel Fit(in FitInput input, PluginContext context) => throw new RefusalException("plain");
        }
        """;

    [Fact]
    public void A_plugin_is_described_with_defaults_read_from_its_options()
    {
        var module = Modules(Probe).ShouldHaveSingleItem();
        module.ShouldBeAssignableTo<GeneratorModule>();
        var sheet = module.Description;
        (sheet.Id, sheet.Kind, sheet.Summary).ShouldBe(("probe", PluginKind.Generator, "Copies <its> options"));
        sheet.Options.Select(o => (o.Name, o.Type, o.Default)).ShouldBe([
            ("k", OptionType.Whole, "5"), ("max-rows", OptionType.Whole, "1099511627776"), ("l2", OptionType.Real, "0.3333333333333333"),
            ("intercept", OptionType.Switch, "true"), ("metric", OptionType.Choice, "city-block"), ("path", OptionType.Text, "a b")]);
        sheet.Options.Select(o => (o.Min, o.Max)).Take(3).ShouldBe([
            (1, 50), (double.NegativeInfinity, double.PositiveInfinity), (0, double.PositiveInfinity)]);
        sheet.Options[2].Summary.ShouldBe("Penalty \"ridge\"");
        sheet.Options[4].Choices.ShouldBe(["euclidean", "city-block"]);
        module.Description.ShouldBeSameAs(sheet);
    }

    [Fact]
    public void Options_are_bound_by_name_and_the_rest_keeps_its_default()
    {
        var module = (GeneratorModule)Modules(Probe).Single();
        Shown(module.Create(PluginArguments.Parse("probe:metric=euclidean,k=9,path=x,intercept=false,max-rows=12,l2=0.25")))
            .ShouldBe("ProbeOptions { K = 9, MaxRows = 12, L2 = 0.25, Intercept = False, Metric = Euclidean, Path = x, NotAnOption = 7 }");
        Shown(module.Create(PluginArguments.Parse("probe")))
            .ShouldBe("ProbeOptions { K = 5, MaxRows = 1099511627776, L2 = 0.3333333333333333, Intercept = True, Metric = CityBlock, Path = a b, "
                + "NotAnOption = 7 }");

        static string Shown(ISyntheticGenerator made) => made.GetType().GetProperty("Options")!.GetValue(made)!.ToString()!;
    }

    [Theory]
    [InlineData("probe:k=0")]
    [InlineData("probe:k=51")]
    [InlineData("probe:metric=taxi")]
    [InlineData("probe:neighbours=3")]
    public void A_wrong_option_is_bad_usage(string text) =>
        Should.Throw<PluginUsageException>(() => Modules(Probe).Single().Check(PluginArguments.Parse(text)));

    [Theory]
    [InlineData("3000000000")]
    [InlineData("-3000000000")]
    public void An_int_option_refuses_what_an_int_cannot_hold(string value)
    {
        var module = Modules(Probe.Replace(", Min = 1, Max = 50", "", StringComparison.Ordinal)).Single();
        Should.Throw<PluginUsageException>(() => module.Check(PluginArguments.Parse("probe:k=" + value))).Message.ShouldContain(value);
        module.Check(PluginArguments.Parse("probe:k=-2147483648"));
    }

    [Fact]
    public void An_option_that_says_it_is_the_penalty_is_described_so_and_no_other()
    {
        var module = Modules(Probe.Replace("\", Min = 0)]", "\", Min = 0, IsPenalty = true)]", StringComparison.Ordinal)).Single();
        module.Description.Options.Where(o => o.IsPenalty).Select(o => o.Name).ShouldBe(["l2"]);
        Modules(Probe).Single().Description.Options.ShouldNotContain(o => o.IsPenalty);
    }

    [Fact]
    public void A_plugin_without_options_still_refuses_one()
    {
        var module = (ClassifierModule)Modules(Plain).ShouldHaveSingleItem();
        module.Description.Options.ShouldBeEmpty();
        module.Create(PluginArguments.Parse("plain")).ShouldNotBeNull();
        Should.Throw<PluginUsageException>(() => module.Create(PluginArguments.Parse("plain:x=1"))).Message.ShouldContain("'x'");
    }

    [Fact]
    public void Nested_internal_and_keyword_named_classes_get_modules_of_their_own()
    {
        const string source = """
            namespace Plugs.@class;

            static class Family
            {
                internal class Settings(int @default = 4) { [Option("d")] public int @default { get; init; } = @default; }

                [ClassifierPlugin("first", "one")]
                internal sealed class One(Settings settings) : IClassifier
                {
                    public One() : this(new Settings(1)) { }
                    public IModel Fit(in FitInput input, PluginContext context) => throw new RefusalException(settings.@default + "");
                }

                [GeneratorPlugin("first", "an id is unique among its kind")]
                internal sealed class Two : ISyntheticGenerator
                {
                    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => throw new RefusalException("two");
                }
            }
            """;
        var modules = Modules(source).ToDictionary(m => m.GetType().Name);
        modules.Keys.ShouldBe(["FamilyOneModule", "FamilyTwoModule"], ignoreOrder: true);
        modules["FamilyOneModule"].Description.Options.ShouldHaveSingleItem().Default.ShouldBe("4");
    }

    [Fact]
    public void Classes_that_differ_in_case_only_get_files_of_their_own()
    {
        var twin = Plain.Replace("Plain", "PLAIN", StringComparison.Ordinal).Replace("\"plain\"", "\"twin\"", StringComparison.Ordinal);
        Modules(Plain + twin).Select(m => m.Description.Id).ShouldBe(["plain", "twin"], ignoreOrder: true);
        var files = Driver.Run(Plain + twin).Files.Keys;
        files.ShouldBe(Driver.Run(twin + Plain).Files.Keys, ignoreOrder: true);
        Driver.Run(Plain).Files.Keys.ShouldBe(["Plain.Classifier.g.cs"]);
    }

    [Fact]
    public void Inherited_options_come_first()
    {
        const string Own = "public sealed record ProbeOptions";
        var source = Probe.Replace(Own, $$"""public record Shared { [Option("s")] public int Shared1 { get; init; } } {{Own}} : Shared""", StringComparison.Ordinal);
        Modules(source).Single().Description.Options[0].Name.ShouldBe("shared1");
    }

    [Fact]
    public void The_emitted_module_reads_well() => Driver.Run(Probe).ShouldCompile().Files["Plugs.Probe.Generator.g.cs"].ShouldMatchSnapshot();

    private static List<PluginModule> Modules(string source) =>
        [.. Driver.Run(source).Load().GetCustomAttributes<PluginModuleAttribute>().Select(a => (PluginModule)Activator.CreateInstance(a.Module)!)];
}
