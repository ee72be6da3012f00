using System.Diagnostics;
using System.Globalization;
using SynthAug.App.Plugins;
using SynthAug.App.Terminal;
using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Experiments;

namespace SynthAug.App.Runs;

/// <summary>Runs what is not in the store yet, then writes the files from the store.</summary>
internal sealed class RunCommand(AppServices services, RunRequest request)
{
    /// <param name="experiments">All that the program knows: the page shows what the store has of them.</param>
    public int Run(IReadOnlyList<ExperimentRunner> experiments, IReadOnlyList<ExperimentRunner> selected, PluginSet plugins, CancellationToken cancellation)
    {
        var (started, clock) = (DateTimeOffset.UtcNow, Stopwatch.StartNew());
        var plans = Planning.Plan(selected, plugins, request);
        OutFolder.Prepare(request.Out);
        using var store = RunStore.Open(request.Store);
        var environment = RunEnvironment.Now();
        // Begun together: a refused fingerprint of the last one is said before the first one has run for an hour.
        var begun = plans.Select(plan => Begin(store, plan, environment)).ToArray();
        for (var i = 0; i < begun.Length; i++) RunSweep(plans[i], begun[i], cancellation);
        return request.Shard is null ? Finish() : FinishShard();

        int Finish()
        {
            var all = StoredResults.All(store, experiments, services);
            var done = plans.Select(plan => Written(plan, all.First(r => r.Descriptor.Name == plan.Descriptor.Name))).ToArray();
            var report = ResultFiles.WriteReport(request.Out, all);
            RunManifest.Write(request.Out, request, plugins, done, environment, started, clock.Elapsed);
            var results = done.Select(d => d.Results).ToArray();
            ResultOutput.Write(services, request.Json, request.Store, request.Out, [.. done.SelectMany(d => d.Files), report, RunManifest.File], results);
            return ResultOutput.Failures(services, results);
        }

        WrittenExperiment Written(ExperimentPlan plan, ExperimentResults results) => new(plan, results, ResultFiles.Write(request.Out, results));

        int FinishShard()
        {
            var results = plans.Select(plan => StoredResults.Read(store, plan.Runner)).ToArray();
            if (request.Json)
                services.Output.Write(RunDocument.Text(request.Store, request.Out, [], results));
            else
                foreach (var result in results)
                    services.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Descriptor.Name}: {result.Done} of {result.Schema.TrialCount} trials are in {request.Store} (shard {request.Shard})"));
            return ResultOutput.Failures(services, results);
        }
    }

    private StoredExperiment Begin(RunStore store, ExperimentPlan plan, RunEnvironment environment)
    {
        if (request.Fresh) store.Discard(plan.Descriptor.Name);
        return store.Begin(ResultSchema.Of(plan), environment.ToDictionary());
    }

    private void RunSweep(ExperimentPlan plan, StoredExperiment stored, CancellationToken cancellation)
    {
        var name = plan.Descriptor.Name;
        var (mine, missing) = (0, new List<int>());
        for (var trial = 0; trial < plan.TrialCount; trial++)
        {
            if (request.Shard?.Holds(trial) == false) continue;
            mine++;
            if (!stored.IsDone(trial)) missing.Add(trial);
        }

        if (missing.Count < mine && !request.Quiet)
            services.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {mine - missing.Count} of {mine} trials are in {request.Store} already"));
        using var line = request.Quiet ? null : new SweepLine(services, name);
        try
        {
            Sweep.Run(plan, missing, stored, request.Threads, line, cancellation);
        }
        catch (OperationCanceledException e)
        {
            line?.Dispose();
            throw new AppException(
                string.Create(CultureInfo.InvariantCulture, $"stopped; {stored.DoneCount} of {plan.TrialCount} trials of {name} are in {request.Store}, run again to continue"),
                ExitCode.Cancelled,
                e);
        }
    }
}
