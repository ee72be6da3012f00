using BenchmarkDotNet.Attributes;
using SynthAug.Engine;
using SynthAug.Hosting;

namespace SynthAug.Benchmarks;

/// <summary>One repetition of every cell through the engine: drawing, fitting, tuning and measuring, without the store and the report.</summary>
public class TrialBenchmarks
{
    private PluginLoadReport? _plugins;
    private ExperimentPlan? _plan;
    private int[] _trials = [];

    [ParamsSource(nameof(Works))]
    public string Work { get; set; } = "";

    public static IEnumerable<string> Works => Experiments.All.Select(e => e.Descriptor.Name);

    [GlobalSetup]
    public void Plan()
    {
        _plugins = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
        _plan = ExperimentPlan.Create(Experiments.All.Single(e => e.Descriptor.Name == Work), _plugins.Catalog, new() { Repetitions = 1 });
        _trials = [.. Enumerable.Range(0, _plan.TrialCount)];
    }

    [GlobalCleanup]
    public void Unload() => _plugins?.Dispose();

    [Benchmark]
    public SweepOutcome Repetition() => Sweep.Run(_plan!, _trials, new Nowhere(), threads: 1);

    private sealed class Nowhere : ITrialSink
    {
        public void Append(TrialResult result)
        {
        }
    }
}
