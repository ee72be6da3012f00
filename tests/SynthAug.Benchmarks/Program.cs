using System.Globalization;
using BenchmarkDotNet.Running;
using SynthAug.App;
using SynthAug.Benchmarks;

// run, list, …    the works that tests/peers compares, as experiments
// neighbours N D  one search, timed inside
// micro …         BenchmarkDotNet, with its own options
return args switch
{
    ["neighbours", var rows, var dimension] => NeighbourRun.Print(int.Parse(rows, CultureInfo.InvariantCulture), int.Parse(dimension, CultureInfo.InvariantCulture)),
    ["micro", .. var rest] => BenchmarkSwitcher.FromAssembly(typeof(NeighbourRun).Assembly).Run(rest, new InThisProcess()).Any(s => s.HasCriticalValidationErrors) ? 1 : 0,
    _ => await ExperimentApp.RunAsync(Experiments.All, args),
};
