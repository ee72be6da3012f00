using SynthAug.Engine.Inference;
using SynthAug.Engine.Tests.Experiments;
using SynthAug.Engine.Tuning;
using static SynthAug.Engine.Tests.Tuning.TuningFixture;

namespace SynthAug.Engine.Tests.Tuning;

/// <summary>What a candidate may cost: its scores, and nothing else of the size of the data.</summary>
public class ScaleTests
{
    private const int Majority = 3000, Minority = 600, Dimension = 40;

    private static readonly MatrixParts Parts = MatrixParts.CrossValidated(Normal(Majority, 0, 1, Dimension), Normal(Minority, 1, 2, Dimension), 3, 1, seed: 3);

    [Fact]
    public void Ten_times_the_candidates_add_no_memory_of_the_size_of_the_rows_to_a_trial()
    {
        var (few, many) = (TrialBytes(20), TrialBytes(200));
        // 180 candidates more, each a model of 40 numbers; one copy of the rows that it is fitted on would be 768,000 bytes.
        ((many - few) / 180).ShouldBeLessThan(8_000);
        few.ShouldBeLessThan(Majority * Dimension * sizeof(double));
    }

    [Fact]
    public void A_fit_keeps_one_number_for_each_row_and_repeat()
    {
        var shape = new HeldOutShape(Parts, 0.5);
        var before = GC.GetAllocatedBytesForCurrentThread();
        new ScoreStore(shape).Reserve(Fits(50));
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 50).ShouldBeInRange((Majority + Minority) * sizeof(double), (Majority + Minority) * sizeof(double) + 1000);
    }

    [Fact]
    public void Trials_at_a_time_are_as_many_as_fit_the_memory_and_never_none()
    {
        // Rows twice and the largest pool twice, and a redraw: (2 · 3,600 + 2 · 2 · 2,400 + 2,400) rows of 40 numbers.
        var bytes = WorkspaceSize.Bytes(Parts, [FitId.None("mean"), FitId.Path("echo", "mean", 2)], target: 2400);
        bytes.ShouldBe(8.0 * 40 * 19_200);
        // A plug-in size keeps every row's gradient, and halves of the rows.
        WorkspaceSize.Bytes(Parts, [FitId.Path("echo", "mean", 2), new(FitKind.PlugIn, "echo", "mean", 0)], target: 2400).ShouldBe(8.0 * 40 * (19_200 + 7_200));
        WorkspaceSize.Threads(16, bytes, 3.9 * bytes).ShouldBe(3);
        WorkspaceSize.Threads(2, bytes, 3.9 * bytes).ShouldBe(2);
        WorkspaceSize.Threads(16, bytes, bytes / 2).ShouldBe(1);
    }

    [Fact]
    public void Trials_are_kept_where_all_of_them_fit_half_a_gigabyte()
    {
        // 3 trials of 40 columns and 3,600 rows, and of each generator 2 · 2,400 more.
        WorkspaceSize.KeepsTrials(Parts, 1, Fits(3), target: 2400).ShouldBeTrue();
        var most = ((1L << 26) / 120.0 - 3600) / 2;
        WorkspaceSize.KeepsTrials(Parts, 1, Fits(3), most - 1).ShouldBeTrue();
        WorkspaceSize.KeepsTrials(Parts, 1, Fits(3), most + 1).ShouldBeFalse();
        WorkspaceSize.KeepsTrials(Parts, 2, Fits(3), most - 1).ShouldBeFalse();
    }

    [Fact]
    public async Task Kept_trials_fit_a_generator_once_and_give_the_bits_of_trials_made_anew()
    {
        var (kept, keptFits) = await TwoPassesAsync(1, keepsTrials: true);
        var (anew, anewFits) = await TwoPassesAsync(1, keepsTrials: false);
        var (shared, sharedFits) = await TwoPassesAsync(2, keepsTrials: true);
        kept.ShouldBe(anew);
        shared.ShouldBe(anew);
        (keptFits, anewFits).ShouldBe((3, 6));
        sharedFits.ShouldBeInRange(3, 6);

        async Task<(double[] Scores, int Fits)> TwoPassesAsync(int threads, bool keepsTrials)
        {
            var fitted = 0;
            var counting = new FakeGeneratorModule("counting", _ => new Counting(() => Interlocked.Increment(ref fitted)));
            var settings = Settings with { Generators = ["counting"] };
            var store = new ScoreStore(new(Parts, 0.5));
            var plugins = new TuningPlugins(settings, new([.. Catalog.Modules, counting]));
            using var sweep = new TrialSweep(stop => new(Parts, plugins, settings, null, stop), null, default);
            foreach (var pass in (FitId[][])[[.. Fits(3, "counting")], [.. Fits(7, "counting")]]) await Task.Run(() => sweep.Run(new(store.Reserve(pass)), store, "pass", threads, keepsTrials));
            return ([.. Fits(7, "counting").SelectMany(fit => Enumerable.Range(0, 3).SelectMany(fold => store[fit].Fold(0, fold, minority: true).ToArray()))], fitted);
        }
    }

    // Keeps the trial's buffers, as it may.
    private sealed class Counting(Action fitted) : ISyntheticGenerator
    {
        public IFittedGenerator Fit(TrainingSample sample, PluginContext context)
        {
            fitted();
            return new EchoGenerator().Fit(sample, context);
        }
    }

    private static IEnumerable<FitId> Fits(int count, string generator = "echo") => Enumerable.Range(1, count).Select(i => FitId.Path(generator, "mean", 2.0 * i / count));

    // The second of two trials: the first one grows the workspace.
    private static long TrialBytes(int candidates)
    {
        var store = new ScoreStore(new(Parts, 0.5));
        var plan = new FitPlan(store.Reserve(Fits(candidates)));
        var worker = new TrialWorker(Parts, new TuningPlugins(Settings, Catalog), Settings, null, CancellationToken.None);
        worker.Run(0, plan, store);
        var before = GC.GetAllocatedBytesForCurrentThread();
        worker.Run(1, plan, store);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
