using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Hosting;
using SynthAug.Numerics;

namespace PaperFigures.Tests;

/// <summary>Rows of one figure, run as the program runs it: the compiled experiment, the plugin folders beside the tests, the experiment's own seed.</summary>
internal sealed class FigureRun
{
    private static readonly Lazy<PluginLoadReport> Plugins = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]));

    private readonly IReadOnlyList<(CellPlan Cell, ResultRow Row)> _rows;

    private FigureRun(IReadOnlyList<(CellPlan, ResultRow)> rows, IReadOnlyList<string> measures) => (_rows, Measures) = (rows, measures);

    private IReadOnlyList<string> Measures { get; }

    /// <param name="name">The experiment's class.</param>
    /// <param name="repetitions">Fewer than declared, to stay quick: the first of them, with the same numbers.</param>
    /// <param name="cells">Which cells to run; all of them when left out.</param>
    public static FigureRun Of(string name, int repetitions = 100, Func<Axes, bool>? cells = null)
    {
        var runner = Experiments.All.Single(r => r.Descriptor.Name == name);
        var plan = ExperimentPlan.Create(runner, Plugins.Value.Catalog, new() { Repetitions = repetitions });
        var trials = Enumerable.Range(0, plan.TrialCount).Where(t => cells is null || cells(new(plan.Cells[t / repetitions]))).ToArray();
        var sink = new Sink();
        var outcome = Sweep.Run(plan, trials, sink, threads: Environment.ProcessorCount);
        outcome.FirstFailure.ShouldBeNull();
        outcome.RefusedRows.ShouldBe(0);
        return new(
            [.. sink.Results.Values.SelectMany(result => result.Rows.Select(row => (plan.Cells[result.Trial / repetitions], row)))], plan.MeasureColumns);
    }

    /// <summary>The rows of the cells in which an axis has this value.</summary>
    public FigureRun In(string axis, object value) =>
        new([.. _rows.Where(r => new Axes(r.Cell)[axis] == FormattableString.Invariant($"{value}"))], Measures);

    public FigureRun Where(Func<ResultRow, bool> rows) => new([.. _rows.Where(r => rows(r.Row))], Measures);

    public FigureRun Rule(string rule) => Where(row => row.Rule == rule);

    public FigureRun At(double gamma) => Where(row => Math.Abs(row.Gamma - gamma) < 1e-9);

    public double[] Gammas => [.. _rows.Select(r => r.Row.Gamma)];

    /// <summary>The measure of each repetition; there is one row of each or none.</summary>
    public double[] Values(string measure)
    {
        var column = Measures.ToList().IndexOf(measure);
        _rows.Select(r => r.Row.Repetition).ShouldBe(Enumerable.Range(0, _rows.Count), $"{measure}: one row a repetition");
        _rows.ShouldNotBeEmpty();
        return [.. _rows.Select(r => r.Row.Measures[column])];
    }

    public Estimate Mean(string measure) => Estimate.Of(Values(measure));

    /// <summary>This less the other on the same draws, over repetitions: the draws' own noise cancels, and the standard error is that of the mean difference.</summary>
    public Estimate Less(FigureRun other, string measure) => Estimate.Of([.. Values(measure).Zip(other.Values(measure), (a, b) => a - b)]);

    public readonly struct Axes(CellPlan cell)
    {
        public string this[string axis] => cell.Axes.Single(a => a.Name == axis).Text;
    }

    private sealed class Sink : ITrialSink
    {
        public SortedDictionary<int, TrialResult> Results { get; } = [];

        public void Append(TrialResult result) => Results.Add(result.Trial, result);
    }
}

internal static class Estimates
{
    /// <summary>The mean in its own standard errors.</summary>
    public static double Z(this Estimate estimate) => estimate.Mean / estimate.StandardError;
}
