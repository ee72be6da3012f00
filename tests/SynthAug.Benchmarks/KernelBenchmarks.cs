using BenchmarkDotNet.Attributes;
using SynthAug.Numerics;

namespace SynthAug.Benchmarks;

/// <summary>The loops under every trial, on rows that fit the second-level cache.</summary>
public class KernelBenchmarks
{
    private const int Rows = 1000;
    private readonly RandomStream _random = new(StreamKey.FromSeed(1));
    private FeatureMatrix _points = new(0, 1);
    private double[] _packed = [];
    private double[] _factor = [];
    private double[] _workspace = [];
    private double[] _vector = [];

    [Params(5, 20)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        _points = NeighbourRun.Normal(Rows, Dimension);
        _packed = new double[Gram.PackedLength(Dimension)];
        Gram.Add(_points.Rows, _packed);
        _factor = new double[_packed.Length];
        _workspace = new double[Cholesky.WorkspaceLength(Dimension)];
        _vector = new double[Dimension];
    }

    [Benchmark]
    public void Normals() => _random.FillNormal(_points.Writable, 0);

    [Benchmark]
    public void Uniforms() => _random.FillUniform(_points.Writable, 0);

    [Benchmark]
    public void Signs() => _random.FillSign(_points.Writable, 0);

    [Benchmark]
    public double GramOfRows()
    {
        _factor.AsSpan().Clear();
        Gram.Add(_points.Rows, _factor);
        return _factor[0];
    }

    [Benchmark]
    public bool FactorAndSolve()
    {
        _packed.CopyTo(_factor, 0);
        var factored = Cholesky.TryFactor(_factor, Dimension, _workspace);
        _vector.AsSpan().Fill(1);
        Cholesky.Solve(_factor, Dimension, _vector);
        return factored;
    }
}
