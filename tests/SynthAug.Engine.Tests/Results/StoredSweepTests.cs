using SynthAug.Engine.Results;
using SynthAug.Engine.Tests.Experiments;

namespace SynthAug.Engine.Tests.Results;

/// <summary>From a plan to files, by way of the store.</summary>
public sealed class StoredSweepTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sweep_in_two_halves_on_four_threads_gives_the_bytes_of_one_on_one()
    {
        var plan = new TestExperiment().Plan();
        var all = Enumerable.Range(0, plan.TrialCount).ToList();

        Run("straight", plan, all, threads: 1);
        Run("broken", plan, [.. all.Where(trial => trial % 2 == 1).Reverse()], threads: 4);
        Run("broken", plan, all, threads: 4);

        File.ReadAllBytes(_folder["broken.rows.csv"]).ShouldBe(File.ReadAllBytes(_folder["straight.rows.csv"]));
        File.ReadAllBytes(_folder["broken.summary.csv"]).ShouldBe(File.ReadAllBytes(_folder["straight.summary.csv"]));
        File.ReadLines(_folder["straight.rows.csv"]).First().ShouldBe(
            "Shift,repetition,generator,classifier,rule,gamma,synthetic_size,refusal,Slope,Intercept,ValidationLoss");
        File.ReadLines(_folder["straight.rows.csv"]).Count().ShouldBe(1 + 2 * 3 * 5);
    }

    [Fact]
    public void Another_seed_is_another_run()
    {
        using var store = RunStore.InMemory();
        store.Begin(ResultSchema.Of(new TestExperiment().Plan()), new Dictionary<string, string>());
        var other = ResultSchema.Of(new TestExperiment().Plan(new() { Seed = 8, Repetitions = 9 }));
        Should.Throw<RunStoreException>(() => store.Begin(other, new Dictionary<string, string>())).Message.ShouldContain("(seed: 7, now 8)");
    }

    private void Run(string name, ExperimentPlan plan, IReadOnlyList<int> trials, int threads)
    {
        using var store = RunStore.Open(_folder[$"{name}.db"]);
        var experiment = store.Begin(ResultSchema.Of(plan), new Dictionary<string, string>());
        Sweep.Run(plan, [.. trials.Where(trial => !experiment.IsDone(trial))], experiment, threads);
        ResultCsv.WriteRows(_folder[$"{name}.rows.csv"], experiment.Schema, experiment.ReadTrials());
        ResultCsv.WriteSummary(_folder[$"{name}.summary.csv"], experiment.Schema, Summary.Of(experiment.Schema, experiment.ReadTrials()));
    }
}
