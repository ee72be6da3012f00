using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tests.Experiments;

public class SweepTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Threads_change_no_bit(int threads) => RowText.Of(new TestExperiment().Run(threads)).ShouldBe(RowText.Of(new TestExperiment().Run()));

    [Fact]
    public void The_order_of_trials_changes_no_bit() =>
        RowText.Of(new TestExperiment().Run(order: [5, 0, 3, 1, 4, 2])).ShouldBe(RowText.Of(new TestExperiment().Run()));

    [Fact]
    public void A_seed_of_its_own_changes_the_numbers()
    {
        var rows = new TestExperiment().Run();
        var others = new TestExperiment(TestExperiment.Plain with { Seed = 8 }).Run();
        others.Count.ShouldBe(rows.Count);
        rows.Zip(others).ShouldAllBe(pair => pair.First.Measures[0] != pair.Second.Measures[0]);
    }

    [Theory]
    [InlineData(false, 1, 1)]
    [InlineData(false, 2, 0)]
    [InlineData(true, 1, 0)]
    public void A_pool_that_is_read_once_is_not_stored_and_changes_no_bit(bool widening, int classifiers, int pools)
    {
        var descriptor = TestExperiment.Plain with
        {
            Repetitions = 1,
            Generators = [new("own", null), new("echo", "echo")],
            Rules = [new FixedSizeRule("one", 1), new VtssRule("nested", new(0, 2, 21), widening, DrawMode.Nested)],
        };
        var stored = new TestExperiment(descriptor with { Classifiers = Named("mean-path") }) { Shifts = [1] }.Run();
        _ = MeanStream.TakePools();
        var streamed = new TestExperiment(descriptor with { Classifiers = Named("mean-stream") }) { Shifts = [1] }.Run();
        MeanStream.TakePools().ShouldBe(2 * pools);
        RowText.Of(streamed).ShouldBe(RowText.Of(stored));

        PluginUse[] Named(string id) => [.. Enumerable.Range(0, classifiers).Select(i => new PluginUse($"mean {i}", id))];
    }

    [Fact]
    public void Adding_generators_and_rules_changes_no_other_number()
    {
        var few = new TestExperiment().Run();
        var many = new TestExperiment(TestExperiment.Plain with
        {
            Generators = [new("own", null), new("echo", "echo:shift=0"), new("other", "echo:shift=1")],
            Rules = [new FixedSizeRule("one", 1), .. TestExperiment.Plain.Rules, new NoAugmentationRule("none")],
        }).Run();
        RowText.Of(many.Where(r => r is { Generator: "echo", Rule: "sweep" })).ShouldBe(RowText.Of(few));
        many.Where(r => r.Generator == "own").Select(r => r.Measures[0]).ShouldNotBe(few.Select(r => r.Measures[0]));
    }

    [Fact]
    public void Rows_come_in_the_order_of_generators_classifiers_and_rules_after_the_rules_without_rows()
    {
        var rows = new TestExperiment(TestExperiment.Plain with
        {
            Rules = [new SweepSizeRule("sweep", new(0, 1, 2)), new NoAugmentationRule("none"), new FixedSizeRule("naive", 1)],
            Generators = [new("a", "echo"), new("b", "echo:shift=1")],
            Repetitions = 1,
        })
        { Shifts = [1] }.Run();
        rows.Select(r => $"{r.Generator}/{r.Rule}/{r.SyntheticSize}").ShouldBe(["/none/0", "a/sweep/0", "a/sweep/48", "a/naive/48", "b/sweep/0", "b/sweep/48", "b/naive/48"]);
    }

    [Fact]
    public void Training_rows_differ_between_repetitions_and_cells()
    {
        var slopes = new TestExperiment(TestExperiment.Plain with { Rules = [new NoAugmentationRule("none")] }).Run().Select(r => r.Measures[0]).ToList();
        slopes.Count.ShouldBe(6);
        slopes.Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void A_measure_that_throws_fails_its_trial_and_names_the_cell()
    {
        var plan = new TestExperiment { Fault = () => throw new InvalidOperationException("no such thing") }.Plan();
        var sink = new ListSink();
        var outcome = Sweep.Run(plan, [0, 1, 3], sink, 2);
        outcome.Failed.ShouldBe(3);
        outcome.FirstFailure.ShouldBe("cell Shift=1, repetition 0: InvalidOperationException: no such thing");
        sink.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void Cancelling_keeps_what_is_finished_and_stops()
    {
        using var stop = new CancellationTokenSource();
        var sink = new ListSink { Appended = _ => stop.Cancel() };
        var plan = new TestExperiment(TestExperiment.Plain with { Repetitions = 5000 }).Plan();
        Should.Throw<OperationCanceledException>(() => Sweep.Run(plan, [.. Enumerable.Range(0, plan.TrialCount)], sink, 2, null, stop.Token));
        sink.Results.Count.ShouldBeInRange(1, 500);
        sink.Results.ShouldAllBe(r => r.Rows.Count == 5);
    }

    [Fact]
    public void A_stop_while_the_sink_is_behind_loses_no_finished_trial()
    {
        using var stop = new CancellationTokenSource();
        var measured = 0;
        // The workers fill the channel while the sink sleeps over the first result; then comes the stop.
        var sink = new ListSink
        {
            Appended = result =>
            {
                if (stop.IsCancellationRequested) return;
                Thread.Sleep(300);
                stop.Cancel();
            },
        };
        var experiment = new TestExperiment(TestExperiment.Plain with { Repetitions = 5000 }) { Fault = () => Interlocked.Increment(ref measured) };
        var plan = experiment.Plan();
        Should.Throw<OperationCanceledException>(() => Sweep.Run(plan, [.. Enumerable.Range(0, plan.TrialCount)], sink, 2, null, stop.Token));
        sink.Results.Count.ShouldBeGreaterThan(64);
        // Five fits a trial, each measured once.
        sink.Results.Count.ShouldBe(measured / 5);
    }

    [Fact]
    public void A_sink_that_throws_ends_the_run_with_its_error()
    {
        var sink = new ListSink { Appended = _ => throw new IOException("disk full") };
        Should.Throw<IOException>(() => Sweep.Run(new TestExperiment().Plan(), [0, 1, 2], sink, 2)).Message.ShouldBe("disk full");
    }

    [Fact]
    public void Progress_ends_with_every_trial_done()
    {
        var reports = new List<SweepProgress>();
        var progress = new SynchronousProgress(reports.Add);
        var plan = new TestExperiment().Plan();
        Sweep.Run(plan, [.. Enumerable.Range(0, plan.TrialCount)], new ListSink(), 2, progress);
        reports.Select(r => r.Done).ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        reports[0].Left.ShouldBeNull();
        reports[^1].Left.ShouldBe(TimeSpan.Zero);
    }

    private sealed class SynchronousProgress(Action<SweepProgress> report) : IProgress<SweepProgress>
    {
        public void Report(SweepProgress value) => report(value);
    }
}
