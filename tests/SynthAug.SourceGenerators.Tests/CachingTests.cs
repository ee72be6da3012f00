using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SynthAug.SourceGenerators.Tests.Driving;
using SynthAug.SourceGenerators.Tests.Experiments;
using SynthAug.SourceGenerators.Tests.Plugins;

namespace SynthAug.SourceGenerators.Tests;

/// <summary>Edit scripts: what an edit costs, by the reasons that the steps give.</summary>
public sealed class CachingTests
{
    private const string Source = Sources.LocalSymmetry;

    private static readonly string Other = Sources.Small;

    private static readonly string Plugin = PluginModuleTests.Probe;

    // What follows a model; the findings' steps may move with the text, as long as nothing is emitted.
    private static readonly string[] Emitting =
        [Steps.ExperimentModels, Steps.SweepPlans, Steps.Registry, Steps.PluginModels];

    public static TheoryData<string, string, string> QuietEdits => new()
    {
        { "text below", "MeanShift(double shift", "MeanShift(  double shift" },
        { "text above", "namespace Study;", "namespace Study;\n\n// a line\n" },
        { "a method's body", "Population.ExcessRisk(model);", "2 * Population.ExcessRisk(model);" },
        { "a comment that is no summary", "[SweepSize", "// swept\n[SweepSize" },
        { "a member that is none of ours", "MeanShift Population =>", "int Unused => 0;\n    MeanShift Population =>" },
    };

    public static TheoryData<string, string, string> Changes => new()
    {
        { "a seed", "Seed = 5", "Seed = 6" },
        { "a grid", "SweepSize(0, 4, 20)", "SweepSize(0, 4, 21)" },
        { "a summary", "only the oracle of", "just the oracle of" },
        { "an enum member", "Laplace, Rademacher", "Laplace, Uniform" },
        { "a measure's parameter", "ExcessRisk(ILinearModel model) => Population.ExcessRisk(model)", "ExcessRisk(IModel model) => model.GetHashCode()" },
        { "an axis", "NoiseShape Noise { get; init; }", "NoiseShape Shape { get; init; } NoiseShape Noise => Shape" },
    };

    [Fact]
    public void A_new_unrelated_file_emits_nothing()
    {
        var result = After(c => c.AddSyntaxTrees(Driver.Parse("class Unrelated;", "Unrelated.cs")));
        StepGuards.AssertNothingEmittedAgain(result);
        Reasons(result, Emitting).ShouldAllBe(r => r == IncrementalStepRunReason.Cached);
    }

    [Theory]
    [MemberData(nameof(QuietEdits))]
    public void A_quiet_edit_emits_nothing(string edit, string from, string to)
    {
        var result = After(Edited(from, to));
        StepGuards.Emissions(result).ShouldAllBe(r => StepGuards.IsQuiet(r), edit);
        Reasons(result, Emitting).ShouldAllBe(r => StepGuards.IsQuiet(r), edit);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_changed_value_emits_its_own_experiment_again_and_no_other(string edit, string from, string to)
    {
        // The plot would name a column that is gone.
        var result = After(Edited(from, to), Source.Replace(", Facet = nameof(Noise)", "", StringComparison.Ordinal));
        Reasons(result, [Steps.SweepPlans]).ShouldBe([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], ignoreOrder: true, edit);
        Reasons(result, [Steps.PluginModels, Steps.Registry]).ShouldAllBe(r => StepGuards.IsQuiet(r), edit);
        StepGuards.Emissions(result).Count(r => !StepGuards.IsQuiet(r)).ShouldBe(1, edit);
    }

    [Fact]
    public void A_renamed_experiment_emits_the_list_again()
    {
        var result = After(Edited("partial class LocalSymmetry", "partial class Symmetry"));
        Reasons(result, [Steps.Registry]).ShouldBe([IncrementalStepRunReason.Modified]);
    }

    [Fact]
    public void A_changed_option_emits_its_own_module_again_and_no_experiment()
    {
        var result = After(c => Replaced(c, "Plugin.cs", "Max = 50", "Max = 60"));
        Reasons(result, [Steps.PluginModels]).ShouldBe([IncrementalStepRunReason.Modified]);
        Reasons(result, [Steps.SweepPlans, Steps.Registry]).ShouldAllBe(r => StepGuards.IsQuiet(r));
    }

    [Fact]
    public void A_moved_finding_is_reported_at_its_new_place_and_emits_nothing()
    {
        var bad = Source.Replace("Repetitions = 100", "Repetitions = 0", StringComparison.Ordinal);
        var result = After(Edited("namespace Study;", "namespace Study;\n\n// a line\n"), bad);
        var line = result.Diagnostics.ShouldHaveSingleItem().Location.GetLineSpan().StartLinePosition.Line;
        line.ShouldBe(bad.Split('\n').TakeWhile(l => !l.Contains("Repetitions = 0", StringComparison.Ordinal)).Count() + 3);
        Reasons(result, Emitting).ShouldAllBe(r => StepGuards.IsQuiet(r));
    }

    [Fact]
    public void Cancellation_flies()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Should.Throw<OperationCanceledException>(() => Driver.Create().RunGenerators(Driver.Compile(Source), cancelled.Token));
    }

    [Fact]
    public void Order_of_files_changes_no_emitted_text()
    {
        var forth = Driver.Create().RunGenerators(Compile(Source)).GetRunResult();
        var back = Driver.Create().RunGenerators(Reversed(Compile(Source))).GetRunResult();
        Texts(back).ShouldBe(Texts(forth), ignoreOrder: true);

        static CSharpCompilation Reversed(CSharpCompilation c) => c.RemoveAllSyntaxTrees().AddSyntaxTrees(c.SyntaxTrees.Reverse());
        static IEnumerable<string> Texts(GeneratorDriverRunResult result) => result.GeneratedTrees.Select(t => t.FilePath + "\n" + t);
    }

    [Fact]
    public void Emitted_text_has_no_carriage_return_even_from_a_source_that_has()
    {
        var run = Driver.Run(Source.Replace("\n", "\r\n", StringComparison.Ordinal));
        run.ShouldCompile();
        foreach (var text in run.Files.Values) text.ShouldNotContain('\r');
        run.Files.ShouldBe(Driver.Run(Source).Files, ignoreOrder: true);
    }

    private static GeneratorDriverRunResult After(Func<CSharpCompilation, CSharpCompilation> edit, string source = Source)
    {
        var before = Compile(source);
        var driver = Driver.Create().RunGenerators(before);
        var result = driver.RunGenerators(edit(before)).GetRunResult();
        StepGuards.AssertHoldsNoCompilerObject(result);
        return result;
    }

    private static CSharpCompilation Compile(string source) =>
        Driver.Compile(source).AddSyntaxTrees(Driver.Parse(Other, "Other.cs"), Driver.Parse(Plugin, "Plugin.cs"));

    private static Func<CSharpCompilation, CSharpCompilation> Edited(string from, string to) => c => Replaced(c, "Source.cs", from, to);

    private static CSharpCompilation Replaced(CSharpCompilation compilation, string path, string from, string to)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == path);
        tree.ToString().ShouldContain(from);
        return compilation.ReplaceSyntaxTree(tree, Driver.Parse(tree.ToString().Replace(from, to, StringComparison.Ordinal), path));
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorDriverRunResult result, string[] steps)
    {
        IncrementalStepRunReason[] reasons = [.. StepGuards.Outputs(result).Where(o => steps.Contains(o.Step)).Select(o => o.Reason)];
        reasons.ShouldNotBeEmpty();
        return reasons;
    }
}
