using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Hosting;
using SynthAug.Numerics;

namespace Simulations.Tests;

/// <summary>The first repetitions of some cells of a simulation, with the declared seed: the same numbers as in a whole run.</summary>
internal sealed class SimulationRun
{
    private static readonly Lazy<PluginLoadReport> Plugins = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]));

    private readonly List<ResultRow> _rows = [];
    private readonly List<string> _measures;

    private SimulationRun(List<string> measures) => _measures = measures;

    public static SimulationRun Of(string name, int repetitions, params (string Axis, string Value)[] cell)
    {
        var runner = Experiments.All.Single(r => r.Descriptor.Name == name);
        var plan = ExperimentPlan.Create(runner, Plugins.Value.Catalog, new() { Repetitions = repetitions });
        var trials = Enumerable.Range(0, plan.TrialCount)
            .Where(t => cell.All(c => plan.Cells[t / repetitions].Axes.Any(a => (a.Name, a.Text) == c))).ToArray();
        trials.Length.ShouldBe(repetitions, "one cell is meant");
        var run = new SimulationRun([.. plan.MeasureColumns]);
        var sink = new Sink();
        Sweep.Run(plan, trials, sink, threads: Environment.ProcessorCount).FirstFailure.ShouldBeNull();
        foreach (var result in sink.Results.Values) run._rows.AddRange(result.Rows);
        return run;
    }

    /// <summary>The values that there are, by repetition.</summary>
    public double[] Values(string measure) => [.. _rows.Select(r => r.Measures[_measures.IndexOf(measure)]).Where(v => !double.IsNaN(v))];

    public Estimate Mean(string measure) => Estimate.Of(Values(measure));

    private sealed class Sink : ITrialSink
    {
        public SortedDictionary<int, TrialResult> Results { get; } = [];

        public void Append(TrialResult result) => Results.Add(result.Trial, result);
    }
}
