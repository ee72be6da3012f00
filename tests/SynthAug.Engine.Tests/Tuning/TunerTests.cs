using SynthAug.Engine.Inference;
using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tuning;
using static SynthAug.Engine.Tests.Tuning.TuningFixture;

namespace SynthAug.Engine.Tests.Tuning;

public class TunerTests
{
    [Fact]
    public async Task One_thread_and_two_give_the_same_bits()
    {
        var settings = Settings with { Generators = ["echo", "echo:shift=1"], Classifiers = ["mean", "slow"] };
        var (one, two) = (await RunAsync(settings, threads: 1), await RunAsync(settings, threads: 2));
        Bits(two).ShouldBe(Bits(one));
        Bits(await RunAsync(settings with { Seed = 2 }, threads: 2)).ShouldNotBe(Bits(one));

        static long[] Bits(TuningResult result) =>
        [
            .. result.Panel.Entries.SelectMany(e => (double[])[e.Loss.Loss, e.DifferenceToBest.StandardError, .. e.Measures.Select(m => m.Value.Loss)]).Select(BitConverter.DoubleToInt64Bits),
            .. result.Curves.SelectMany(c => c.Points).SelectMany(p => p.Rows!.Minority).Select(BitConverter.DoubleToInt64Bits),
            .. result.Curves.SelectMany(c => c.Frequency.Frequencies).Select(BitConverter.DoubleToInt64Bits),
        ];
    }

    [Fact]
    public async Task The_panel_holds_every_rule_once_a_classifier_or_once_a_generator_and_classifier()
    {
        var result = await RunAsync(Settings with { Generators = ["echo", "echo:shift=1"], Classifiers = ["mean", "slow"] });
        var rules = result.Panel.Entries.CountBy(e => e.Rule).ToDictionary();
        rules[TuningRules.Constant].ShouldBe(1);
        foreach (var rule in (string[])[TuningRules.None, TuningRules.PriorShift, TuningRules.ClassWeight, TuningRules.TunedWeight, TuningRules.TunedOffset, TuningRules.Bootstrap, TuningRules.BootstrapCorrected])
            rules[rule].ShouldBe(2, rule);
        foreach (var rule in (string[])[TuningRules.Naive, TuningRules.NaiveCorrected, TuningRules.Vtss, TuningRules.VtssCorrected, TuningRules.PlugIn, TuningRules.PlugInCorrected, TuningRules.BestOfDraws])
            rules[rule].ShouldBe(4, rule);
        foreach (var entry in result.Panel.Entries.Where(e => e.Refusal is null))
        {
            entry.Measures.Select(m => m.Name).ShouldBeUnique();
            entry.Measures.Count.ShouldBeGreaterThan(8);
        }
    }

    [Fact]
    public async Task Sizes_far_behind_may_be_left_out_of_the_resamples()
    {
        var result = await RunAsync(parts: Parts(600, 200));
        var curve = result.Curves[0];
        var stream = new RandomStream(StreamKey.FromSeed(Settings.Seed).Fork("frequency").Fork(curve.Generator).Fork(curve.Classifier).Fork((ulong)Correction.None));
        RowLosses?[] all = [.. curve.Points.Select(p => p.Rows)];
        curve.Frequency.Frequencies.ShouldBe(SelectionFrequency.Of(all, Settings.Rho, stream, curve.Frequency.Resamples).Frequencies);

        // Some are, and not all that were never chosen.
        var behind = curve.SelectionSet.ToBest.Select(d => d.Loss / d.StandardError).ToArray();
        behind.ShouldContain(z => z > 6);
        behind.ShouldContain(z => z > 1 && z < 6);
    }

    [Theory]
    [InlineData("refuses", "not with these rows")]
    [InlineData("throws", "broken plugin")]
    [InlineData("short", "not a finite number")]
    public async Task A_generator_that_fails_leaves_a_reason_in_its_own_rules_only(string generator, string reason)
    {
        var result = await RunAsync(Settings with { Generators = [generator, "echo"] });
        foreach (var entry in result.Panel.Entries)
        {
            if (entry.Generator == generator && entry.Rule is not (TuningRules.PlugIn or TuningRules.PlugInCorrected))
            {
                entry.Refusal!.ShouldContain(reason);
            }
            else if (entry.Rule is not (TuningRules.PlugIn or TuningRules.PlugInCorrected))
            {
                entry.Refusal.ShouldBeNull(entry.Name);
            }
        }

        result.Curves[0].Refusal!.ShouldContain(reason);
        result.Curves[0].Minimum.ShouldBeNull();
        result.Verdict.ShouldNotBeNull();
    }

    [Fact]
    public async Task The_verdict_knows_both_sides_repeat_by_repeat()
    {
        var verdict = (await RunAsync()).Verdict!;
        foreach (var side in (Contender[])[verdict.WithoutRows, verdict.Adding])
        {
            var repeats = side.Repeats!();
            repeats.Count.ShouldBe(2);
            RowLosses.Mean(repeats).Minority.ShouldBe(side.Losses.Minority, 1e-15);
            RowLosses.Mean(repeats).Majority.ShouldBe(side.Losses.Majority, 1e-15);
        }

        verdict.Adding.Repeats!()[0].Minority[0].ShouldNotBe(verdict.Adding.Losses.Minority[0]);
        (await RunAsync(parts: Parts(repeats: 1))).Verdict!.Adding.Repeats.ShouldBeNull();
    }

    [Fact]
    public async Task A_classifier_without_log_odds_is_refused_with_one_reason_and_the_others_are_not()
    {
        var result = await RunAsync(Settings with { Classifiers = ["ranks", "mean"] });
        foreach (var entry in result.Panel.Entries.Where(e => e.Classifier == "ranks" && e.Rule is not (TuningRules.ClassWeight or TuningRules.TunedWeight or TuningRules.PlugIn or TuningRules.PlugInCorrected)))
            entry.Refusal!.ShouldContain("log-odds");
        result.Panel.Best!.Classifier.ShouldBe("mean");
        result.ClassifierVerdicts.Select(v => v.Verdict is null).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_size_that_is_refused_leaves_the_others_in_the_choice()
    {
        var result = await RunAsync(Settings with { Classifiers = ["mean-small"] }, Parts(majority: 100));
        result.Curves[0].Points.Count(p => p.Refusal is not null).ShouldBeGreaterThan(0);
        result.Curves[0].Points.Where(p => p.Refusal is null).Max(p => p.Gamma).ShouldBeLessThan(1);
        result.Rule(TuningRules.Vtss).Refusal.ShouldBeNull();
        result.Rule(TuningRules.Naive).Refusal!.ShouldContain("too many synthetic rows");
    }

    [Fact]
    public async Task A_path_widens_while_the_least_is_on_its_edge_up_to_the_cap_or_to_what_a_pool_may_hold()
    {
        var settings = Settings with { Classifiers = ["slow"] };
        var capped = (await RunAsync(settings)).Curves[0];
        capped.Points[^1].Gamma.ShouldBe(VtssRule.WideningCap);
        capped.IsLeastOnUpperEdge.ShouldBeTrue();
        // γ = 8 stands for 320 rows of 2 numbers.
        var stopped = (await RunAsync(settings with { LargestPool = 400 })).Curves[0];
        stopped.Points[^1].Gamma.ShouldBe(4);
        stopped.WideningStop!.ShouldContain("γ up to 8");
        capped.Points.Select(p => p.Gamma).Distinct().Count().ShouldBe(capped.Points.Count);
        // What was fitted before is what a longer path holds.
        foreach (var point in stopped.Points.Where(p => p.Gamma is 0 or 0.5 or 2 or 4))
            capped.Points.Single(p => p.Gamma == point.Gamma).Estimate.ShouldBe(point.Estimate);
    }

    [Fact]
    public async Task A_minimum_inside_is_refined_between_its_neighbours()
    {
        var curve = (await RunAsync()).Curves[0];
        var coarse = (double[])[0, 0.5, 1, 1.5, 2];
        var fine = curve.Points.Select(p => p.Gamma).Except(coarse).ToArray();
        fine.ShouldNotBeEmpty();
        var least = curve.Points.Where(p => coarse.Contains(p.Gamma)).MinBy(p => p.Estimate.Loss)!.Gamma;
        fine.ShouldAllBe(g => Math.Abs(g - least) < 0.5);
        curve.Points.Select(p => p.SyntheticSize).ShouldBeUnique();
    }

    [Fact]
    public void A_wider_grid_doubles_the_reach_up_to_the_cap()
    {
        var grid = CurveSearch.Wider(new(0, 2, 21));
        (grid.From, grid.To, grid.Count).ShouldBe((2.2, 4, 10));
        CurveSearch.Wider(new(0, 24, 21)).To.ShouldBe(32);
        var least = CurveSearch.Wider(new(0, 1, 2));
        (least[0], least.Count).ShouldBe((2, 1));
    }

    [Fact]
    public async Task A_stopped_run_throws_and_a_draw_that_fails_is_the_error()
    {
        Should.Throw<OperationCanceledException>(() => new Tuner(Parts(), Settings, Catalog).Run(2, null, new(canceled: true)));
        (await Should.ThrowAsync<InvalidDataException>(() => RunAsync(parts: new Broken(Parts())))).Message.ShouldBe("no such rows");
    }

    private abstract class Wrapped(IHeldOutParts inner) : IHeldOutParts
    {
        public int MajorityCount => inner.MajorityCount;

        public int MinorityCount => inner.MinorityCount;

        public int Repeats => inner.Repeats;

        public int Folds => inner.Folds;

        public int WholeMajorityCount => inner.WholeMajorityCount;

        public int WholeMinorityCount => inner.WholeMinorityCount;

        public int Dimension => inner.Dimension;

        public Engine.Inference.RowGroups? Groups => null;

        public FoldLayout Layout(int repeat) => inner.Layout(repeat);

        public virtual void Draw(int repeat, int fold, FoldDraw draw) => inner.Draw(repeat, fold, draw);
    }

    private sealed class Broken(IHeldOutParts inner) : Wrapped(inner)
    {
        public override void Draw(int repeat, int fold, FoldDraw draw) => throw new InvalidDataException("no such rows");
    }
}
