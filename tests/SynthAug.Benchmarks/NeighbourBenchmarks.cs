using BenchmarkDotNet.Attributes;
using SynthAug.Numerics;

namespace SynthAug.Benchmarks;

/// <summary>Five neighbours of every row: what a SMOTE fit costs.</summary>
public class NeighbourBenchmarks
{
    private FeatureMatrix _points = new(0, 1);
    private int[] _neighbours = [];

    // One for each way of searching: few rows, hundreds, thousands, and a tree where there are five columns.
    [Params(50, 500, 5000, 50_000)]
    public int Rows { get; set; }

    [Params(5, 20)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        _points = NeighbourRun.Normal(Rows, Dimension);
        _neighbours = new int[Rows * 5];
    }

    [Benchmark]
    public void Find() => NearestNeighbours.Find(_points.Rows, 5, _neighbours);
}
