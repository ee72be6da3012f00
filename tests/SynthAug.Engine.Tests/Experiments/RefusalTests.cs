using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tests.Experiments;

public class RefusalTests
{
    private static List<ResultRow> Run(string generator, string classifier, params SizeRule[] rules) => new TestExperiment(TestExperiment.Plain with
    {
        Generators = [new("sound", "echo"), new("g", generator)],
        Classifiers = [new("c", classifier)],
        Rules = rules,
        Repetitions = 1,
    })
    { Shifts = [1] }.Run();

    [Theory]
    [InlineData("refuses", "mean", "not with these rows")]
    [InlineData("throws", "mean", "InvalidOperationException: broken plugin")]
    [InlineData("short", "mean", "Synthetic row 47, column 0 is not a finite number.")]
    [InlineData("short", "mean-stream", "Synthetic row 47, column 0 is not a finite number.")]
    public void A_generator_at_fault_becomes_a_row_of_each_rule_and_leaves_the_others_alone(string generator, string classifier, string reason)
    {
        var rows = Run(generator, classifier,
            new FixedSizeRule("naive", 1), new VtssRule("vtss", new(0, 1, 2), Widening: false, DrawMode.Nested), new BestOfDrawsRule("best", 1, 2));
        rows.Where(r => r.Generator == "g").Select(r => (r.Rule, r.Refusal)).ShouldBe([("naive", reason), ("vtss", reason), ("best", reason)]);
        rows.Where(r => r.Generator == "g").ShouldAllBe(r => r.Measures.All(double.IsNaN));
        rows.Where(r => r.Generator == "sound").ShouldAllBe(r => r.Refusal == null && r.Measures.All(double.IsFinite));
    }

    [Fact]
    public void A_refusing_generator_fills_a_row_for_each_swept_size()
    {
        var rows = Run("refuses", "mean", new SweepSizeRule("sweep", new(0, 2, 5))).Where(r => r.Generator == "g").ToList();
        rows.Select(r => r.Gamma).ShouldBe([0, 0.5, 1, 1.5, 2]);
        rows.ShouldAllBe(r => r.Refusal != null);
    }

    [Fact]
    public void A_classifier_that_refuses_some_sizes_is_refused_there_and_only_there()
    {
        var rows = Run("echo", "mean-small", new SweepSizeRule("sweep", new(0, 2, 5)), new VtssRule("vtss", new(0, 2, 5), Widening: false, DrawMode.Nested))
            .Where(r => r.Generator == "sound").ToList();
        rows.Where(r => r.Rule == "sweep").Select(r => r.Refusal).ShouldBe([null, null, null, "too many synthetic rows (72)", "too many synthetic rows (96)"]);
        rows.Single(r => r.Rule == "vtss").SyntheticSize.ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public void A_model_without_numbers_becomes_a_row_that_says_so()
    {
        var rows = Run("echo", "mean-lost", new SweepSizeRule("sweep", new(0, 2, 5)), new VtssRule("vtss", new(0, 2, 5), Widening: false, DrawMode.Nested))
            .Where(r => r.Generator == "sound").ToList();
        const string Reason = "The classifier left column 1 a coefficient that is not a finite number.";
        rows.Where(r => r.Rule == "sweep").Select(r => r.Refusal).ShouldBe([null, null, null, Reason, Reason]);
        rows.Single(r => r.Rule == "vtss").SyntheticSize.ShouldBeLessThanOrEqualTo(50);
    }

    [Fact]
    public void A_loss_that_the_scores_cannot_give_is_a_refusal_of_the_tuned_rule()
    {
        var rows = new TestExperiment(TestExperiment.Plain with
        {
            Objective = new(Loss.Squared),
            Rules = [new VtssRule("vtss", new(0, 1, 2), Widening: false, DrawMode.Nested)],
            Measures = [],
        })
        { Shifts = [1] }.Run();
        rows.ShouldAllBe(r => r.Refusal!.StartsWith("Squared loss needs a regression on labels"));
        rows.ShouldAllBe(r => double.IsNaN(r.Gamma));
    }

    [Fact]
    public void Unknown_plugins_options_and_placeholders_are_known_before_the_first_trial()
    {
        static string Message(string generator) => Should.Throw<PluginUsageException>(
            () => new TestExperiment(TestExperiment.Plain with { Generators = [new("g", generator)] }).Plan()).Message;

        Message("smot").ShouldBe("No generator 'smot'; there are echo, refuses, short, throws.");
        Message("echo:shfit=1").ShouldBe("Plugin 'echo' has no option 'shfit'; it has shift.");
        Message("echo:shift=much").ShouldBe("Option 'shift' of plugin 'echo' is 'much'; it must be a finite number.");
        Message("echo:shift={Sift}").ShouldBe("'{Sift}' in 'echo:shift={Sift}' names no axis; there are Shift.");
    }

    [Fact]
    public void Two_cells_of_one_name_are_known_before_the_first_trial() =>
        Should.Throw<DeclarationException>(() => new TestExperiment { Shifts = [1, 2, 1] }.Plan()).Message
            .ShouldBe("Test has two cells with Shift=1; keep one of the axis values.");

    [Fact]
    public void A_placeholder_takes_the_axis_value_of_its_cell()
    {
        var rows = new TestExperiment(TestExperiment.Plain with { Generators = [new("g", "echo:shift={Shift}")], Rules = [new FixedSizeRule("naive", 1)] }).Run();
        var same = new TestExperiment(TestExperiment.Plain with { Generators = [new("g", "echo:shift=1")], Rules = [new FixedSizeRule("naive", 1)] }).Run();
        RowText.Of(rows.Take(3)).ShouldBe(RowText.Of(same.Take(3)));
        rows[3].Measures[0].ShouldNotBe(same[3].Measures[0]);
    }

    [Fact]
    public void The_fingerprint_knows_seed_rules_and_plugins_but_not_repetitions()
    {
        var plain = new TestExperiment().Plan().Fingerprint;
        new TestExperiment().Plan(new() { Repetitions = 99 }).Fingerprint.ShouldBe(plain);
        new TestExperiment().Plan(new() { Seed = 8 }).Fingerprint.ShouldNotBe(plain);
        new TestExperiment(TestExperiment.Plain with { Generators = [new("echo", "echo:shift=1")] }).Plan().Fingerprint.ShouldNotBe(plain);
        new TestExperiment(TestExperiment.Plain with { Rules = [new FixedSizeRule("sweep", 1)] }).Plan().Fingerprint.ShouldNotBe(plain);
    }
}
