using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tests.Experiments;

public class SizeRuleTests
{
    private static ExperimentDescriptor With(params SizeRule[] rules) => TestExperiment.Plain with { Rules = rules };

    [Theory]
    [InlineData(0.5, 5, 2)]
    [InlineData(1.5, 5, 8)]
    [InlineData(1, 5, 5)]
    [InlineData(0, 1900, 0)]
    [InlineData(0.30000000000000004, 5, 2)]
    public void A_size_is_rounded_half_to_even(double gamma, double target, int size) => SyntheticTarget.Size(gamma, target).ShouldBe(size);

    [Theory]
    [InlineData(0.5, 90)]
    [InlineData(0.25, 290)]
    [InlineData(0.95, 0)]
    public void The_target_follows_rho_and_is_never_negative(double rho, double target) => SyntheticTarget.Of(100, 10, rho).ShouldBe(target, 1e-12);

    [Fact]
    public void Vtss_takes_the_first_minimiser_of_its_grid()
    {
        var grid = new SizeGrid(0, 3, 13);
        var rows = new TestExperiment(With(new SweepSizeRule("sweep", grid), new VtssRule("vtss", grid, Widening: false, DrawMode.Nested))).Run();
        foreach (var trial in rows.Chunk(14))
        {
            var (sweep, vtss) = (trial[..13], trial[13]);
            var best = sweep.MinBy(r => r.Measures[2]);
            vtss.Gamma.ShouldBe(best.Gamma);
            vtss.SyntheticSize.ShouldBe(best.SyntheticSize);
            vtss.Measures.ShouldBe(best.Measures);
        }

        rows.Where(r => r.Rule == "vtss").Select(r => r.Gamma).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_tie_goes_to_the_smaller_size()
    {
        // With as many rows in both classes the target is 0: every candidate is the raw fit.
        var rows = new TestExperiment(With(new VtssRule("vtss", new(0.5, 2, 4), Widening: false, DrawMode.Nested))) { Majority = 12 }.Run();
        rows.ShouldAllBe(r => r.Gamma == 0.5 && r.SyntheticSize == 0);
    }

    [Fact]
    public void A_widening_rule_leaves_the_edge_and_finds_what_a_wide_grid_finds()
    {
        // Synthetic rows beyond the minority push the line away from the majority; only many more of them push it back.
        var widening = With(new VtssRule("vtss", VtssRule.StartOfWidening, Widening: true, DrawMode.Nested), new FixedSizeRule("naive", 1)) with
        {
            Generators = [new("echo", "echo:shift=1")],
            Objective = new(Loss.ZeroOne),
        };
        List<ResultRow> Run(SizeRule rule) => new TestExperiment(widening with { Rules = [rule] }) { Shifts = [1] }.Run();
        var rows = new TestExperiment(widening) { Shifts = [1] }.Run();
        RowText.Of(rows.Where(r => r.Rule == "naive")).ShouldBe(RowText.Of(Run(new FixedSizeRule("naive", 1))));
        var chosen = rows.Where(r => r.Rule == "vtss").ToList();
        chosen.ShouldContain(r => r.Gamma > 2);

        // What the search must come to: ten more candidates at each doubling, as long as the best one is the last.
        var grids = new List<SizeGrid> { VtssRule.StartOfWidening };
        for (var to = 2.0; to < VtssRule.WideningCap; to *= 2) grids.Add(new(to * 1.1, 2 * to, 10));
        var all = grids.Select(g => Run(new SweepSizeRule("s", g)).ToLookup(r => r.Repetition)).ToList();
        foreach (var row in chosen)
        {
            var seen = all[0][row.Repetition].ToList();
            for (var g = 1; g < all.Count && seen.MinBy(r => r.Measures[2]).Gamma == seen[^1].Gamma; g++) seen.AddRange(all[g][row.Repetition]);
            var best = seen.MinBy(r => r.Measures[2]);
            row.SyntheticSize.ShouldBe(best.SyntheticSize);
            row.Measures.ShouldBe(best.Measures);
        }
    }

    [Theory]
    [InlineData(DrawMode.Nested)]
    [InlineData(DrawMode.Fresh)]
    public void A_loss_without_a_minimum_runs_to_the_cap_and_stops(DrawMode draws)
    {
        var descriptor = With(new VtssRule("vtss", VtssRule.StartOfWidening, Widening: true, draws)) with { Classifiers = [new("slow", "slow")] };
        new TestExperiment(descriptor) { Shifts = [1] }.Run().ShouldAllBe(r => r.Gamma == VtssRule.WideningCap && r.SyntheticSize == 32 * 48);
        var narrow = descriptor with { Rules = [new VtssRule("vtss", VtssRule.StartOfWidening, Widening: false, draws)] };
        new TestExperiment(narrow) { Shifts = [1] }.Run().ShouldAllBe(r => r.Gamma == 2);
    }

    [Fact]
    public void Fresh_draws_differ_from_nested_ones_except_where_nothing_is_drawn()
    {
        var grid = new SizeGrid(0.5, 1, 2);
        var rows = new TestExperiment(With(
            new VtssRule("nested", grid, Widening: false, DrawMode.Nested), new VtssRule("fresh", grid, Widening: false, DrawMode.Fresh))).Run();
        var pairs = rows.Chunk(2).ToList();
        pairs.ShouldAllBe(p => p[0].Rule == "nested" && p[1].Rule == "fresh" && p[1].Refusal == null);
        pairs.ShouldAllBe(p => p[0].Measures[0] != p[1].Measures[0]);
    }

    [Fact]
    public void A_best_of_draws_keeps_the_draw_of_least_validation_loss_at_its_one_size()
    {
        // Draws are keyed by their index: the first two of three are the two of a best of two.
        static BestOfDrawsRule Best(int count) => new($"best of {count}", 0.5, count);
        var rows = new TestExperiment(With(new FixedSizeRule("once", 0.5), Best(2), Best(3), Best(20))) { Majority = 61 }.Run();
        rows.ShouldAllBe(r => r.Gamma == 0.5 && r.SyntheticSize == 24 && r.Refusal == null);
        var trials = rows.Chunk(4).ToList();
        foreach (var trial in trials)
        {
            trial[2].Measures[2].ShouldBeLessThanOrEqualTo(trial[1].Measures[2]);
            trial[3].Measures[2].ShouldBeLessThanOrEqualTo(trial[2].Measures[2]);
            if (trial[2].Measures[2] == trial[1].Measures[2]) trial[2].Measures.ShouldBe(trial[1].Measures);
            trial[1].Measures[0].ShouldNotBe(trial[0].Measures[0]);
        }

        trials.ShouldContain(t => t[3].Measures[2] < t[1].Measures[2]);
    }

    [Fact]
    public void Redraws_leave_the_numbers_of_other_rules_alone()
    {
        var vtss = new VtssRule("fresh", new(0.5, 1, 2), Widening: false, DrawMode.Fresh);
        var naive = new FixedSizeRule("naive", 1);
        var alone = new TestExperiment(With(naive, vtss)).Run();
        var beside = new TestExperiment(With(naive, new BestOfDrawsRule("best", 1, 5), vtss)).Run();
        RowText.Of(beside.Where(r => r.Rule != "best")).ShouldBe(RowText.Of(alone));
    }

    [Fact]
    public void A_prior_shift_moves_the_raw_intercept_by_the_log_ratio_and_nothing_else()
    {
        var rows = new TestExperiment(With(new NoAugmentationRule("none"), new PriorShiftRule("prior-shift"))).Run();
        foreach (var pair in rows.Chunk(2))
        {
            pair[1].Measures[0].ShouldBe(pair[0].Measures[0]);
            (pair[1].Measures[1] - pair[0].Measures[1]).ShouldBe(Math.Log(60.0 / 12), 1e-12);
            pair.ShouldAllBe(r => r.Generator.Length == 0 && double.IsNaN(r.Gamma) && r.SyntheticSize == 0);
        }
    }

    [Fact]
    public void Class_weights_give_both_classes_the_same_total()
    {
        // The fake classifier's intercept holds log(W1/W0): equal totals take the prior out exactly as the shift does.
        var rows = new TestExperiment(With(new PriorShiftRule("prior-shift"), new ClassWeightRule("class-weight"))).Run();
        foreach (var pair in rows.Chunk(2))
        {
            pair[1].Measures[0].ShouldBe(pair[0].Measures[0], 1e-12);
            pair[1].Measures[1].ShouldBe(pair[0].Measures[1], 1e-12);
        }
    }

    [Fact]
    public void A_fixed_test_set_is_one_draw_for_all_repetitions_of_a_cell()
    {
        var descriptor = With(new NoAugmentationRule("none")) with { Scores = Score.BalancedLogLoss, FixedTest = true, Measures = [] };
        var fixedRows = new FixedModel(descriptor).Run();
        fixedRows.Take(3).Select(r => r.Measures[0]).Distinct().Count().ShouldBe(1);
        fixedRows.Select(r => r.Measures[0]).Distinct().Count().ShouldBe(2);
        new FixedModel(descriptor with { FixedTest = false }).Run().Select(r => r.Measures[0]).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void Test_scores_of_a_path_are_those_of_its_models_and_come_together_when_most_are_asked_for()
    {
        var grid = new SizeGrid(0, 2, 5);
        var tuned = new VtssRule("vtss", grid, Widening: false, DrawMode.Nested);
        // All five candidates are reported, or two at most. Validation rows: 40 a class; test rows: 30 a class, for each of two scores.
        Check(With(new SweepSizeRule("sweep", grid), tuned), 80 + 2 * 60);
        Check(With(new FixedSizeRule("none", 0), tuned), 80);

        static void Check(ExperimentDescriptor rules, int rowsTogether)
        {
            var descriptor = rules with { Scores = Score.BalancedLogLoss | Score.BalancedError, Repetitions = 1 };
            var alone = new TestExperiment(descriptor) { Shifts = [1] }.Run();
            _ = MeanPath.TakeTogether();
            var onPath = new TestExperiment(descriptor with { Classifiers = [new("mean", "mean-path")] }) { Shifts = [1] }.Run();
            MeanPath.TakeTogether().ShouldBe(rowsTogether);
            onPath.Count.ShouldBe(alone.Count);
            for (var i = 0; i < alone.Count; i++) onPath[i].Measures.ShouldBe(alone[i].Measures);
        }
    }

    /// <summary>Trains on constants, so only the test rows can move the score.</summary>
    private sealed class FixedModel(ExperimentDescriptor descriptor) : ExperimentRunner
    {
        private readonly TestExperiment _inner = new(descriptor);

        public override ExperimentDescriptor Descriptor => descriptor;

        public override int GridSize => _inner.GridSize;

        public override object CreateCell(int index) => _inner.CreateCell(index);

        public override void WriteAxes(object cell, IAxisWriter writer) => _inner.WriteAxes(cell, writer);

        public override SampleSource Training(object cell) => SampleSource.From((buffer, _) =>
        {
            buffer.Majority.Reshape(2, 2);
            buffer.Majority.Writable.Values.Clear();
            buffer.Minority.Reshape(1, 2);
            buffer.Minority.Writable.Values.Fill(1);
        });

        public override SampleSource Validation(object cell) => _inner.Validation(cell);

        public override SampleSource Test(object cell) => _inner.Test(cell);

        public List<ResultRow> Run()
        {
            var plan = ExperimentPlan.Create(this, Fakes.Catalog);
            var sink = new ListSink();
            Sweep.Run(plan, [.. Enumerable.Range(0, plan.TrialCount)], sink, 2);
            return sink.Rows;
        }
    }
}
