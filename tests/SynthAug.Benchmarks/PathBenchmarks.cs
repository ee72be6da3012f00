using BenchmarkDotNet.Attributes;
using SynthAug.Hosting;

namespace SynthAug.Benchmarks;

/// <summary>One path of a classifier plugin: all sizes of Γ over one pool, the real rows loaded before. Figure 6's shape and Figure 8's.</summary>
public class PathBenchmarks
{
    private readonly PluginContext _context = new(new RandomStream(StreamKey.FromSeed(2)));
    private PluginLoadReport? _plugins;
    private IPathSolver? _solver;
    private FeatureMatrix _pool = new(0, 1);
    private int[] _sizes = [];

    [Params("least-squares:intercept=false,labels=signed", "logistic:l2=0")]
    public string Classifier { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        var isLinear = Classifier.StartsWith("least", StringComparison.Ordinal);
        var (dimension, candidates, majority, minority) = isLinear ? (20, 200, 2000, 100) : (5, 17, 4000, 200);
        var arguments = PluginArguments.Parse(Classifier);
        _plugins = PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]);
        _solver = ((IPathClassifier)_plugins.Catalog.Classifier(arguments.Id).Create(arguments)).CreatePathSolver();

        var training = new TrainingSample(Shifted(majority, dimension, 3, 0), Shifted(minority, dimension, 4, 1));
        var largest = 2 * (majority - minority);
        _pool = Shifted(largest, dimension, 5, 1);
        _sizes = [.. Enumerable.Range(0, candidates).Select(i => (int)((long)i * largest / (candidates - 1)))];
        _solver.Load(training, _context);
    }

    [GlobalCleanup]
    public void Unload() => _plugins?.Dispose();

    [Benchmark]
    public void Solve() => _solver!.Solve(_pool.Rows, _sizes, _context);

    private static FeatureMatrix Shifted(int rows, int dimension, ulong seed, double shift)
    {
        var points = new FeatureMatrix(rows, dimension);
        new RandomStream(StreamKey.FromSeed(seed)).FillNormal(points.Writable, 0);
        for (var i = 0; i < rows; i++) points.Writable[i][0] += shift;
        return points;
    }
}
