// Prints one "plugin, use, hash" line for every plugin that is shipped and every way the engine uses it, after one line that names the instructions it
// ran on: the same hashes under every switch of the runtime. A new plugin is here by being in its assembly.
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using SynthAug;
using SynthAug.Plugins.Density;
using SynthAug.Plugins.Kernel;
using SynthAug.Plugins.Linear;
using SynthAug.Plugins.Resampling;

Console.WriteLine(Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported && Fma.IsSupported ? "AVX2" : "plain");

var modules = new[] { typeof(Smote), typeof(GaussianFit), typeof(LeastSquares), typeof(KernelLogistic) }
    .SelectMany(t => t.Assembly.GetCustomAttributes<PluginModuleAttribute>())
    .Select(a => (PluginModule)Activator.CreateInstance(a.Module, nonPublic: true)!)
    .OrderBy(m => m.Description.Id, StringComparer.Ordinal)
    .ToArray();
string[] otherOptions =
[
    "smote:k=3", "perturbed:scale=0.5,relative=true", "gaussian-fit:ridge=0.1", "least-squares:intercept=false,labels=signed", "logistic:l2=0.1,intercept=false",
    "kernel-logistic:ridge=0.001", "kernel-logistic:rank=20,bandwidth=2", "kernel-logistic:approximation=exact",
];
var numbers = Sample.Numbers(majority: 70, minority: 11, dimension: 5, seed: 1);
var mixed = Sample.WithCategories(majority: 20, minority: 12, seed: 2);
foreach (var module in modules)
{
    foreach (var text in otherOptions.Prepend(module.Description.Id))
    {
        var arguments = PluginArguments.Parse(text);
        if (arguments.Id != module.Description.Id) continue;
        if (module is GeneratorModule generators)
        {
            ShowGenerator(text, generators.Create(arguments), numbers);
            try
            {
                ShowGenerator($"{text} beside categories", generators.Create(arguments), mixed);
            }
            catch (RefusalException)
            {
                Show($"{text} refuses categories", []);
            }
        }
        else if (module is ClassifierModule classifiers)
        {
            ShowClassifier(text, classifiers.Create(arguments), numbers);
        }
    }
}

static void ShowGenerator(string name, ISyntheticGenerator generator, TrainingSample sample)
{
    var fitted = generator.Fit(sample, Sample.Context());
    var rows = new FeatureMatrix(45, sample.Dimension);
    fitted.Generate(rows.Writable, 0, Sample.Context());
    Show($"{name}, first rows", rows.Rows.Values);
    fitted.Generate(rows.Writable, 1003, Sample.Context());
    Show($"{name}, later rows", rows.Rows.Values);
}

static void ShowClassifier(string name, IClassifier classifier, TrainingSample sample)
{
    var pool = Sample.Numbers(1, 43, sample.Dimension, seed: 3).Minority;
    var held = Sample.Numbers(19, 10, sample.Dimension, seed: 4);
    var scores = new double[held.Majority.RowCount];
    classifier.Fit(new() { Real = sample, Synthetic = pool.Rows.Prefix(9) }, Sample.Context()).Score(held.Majority.Rows, scores);
    Show($"{name}, alone", scores);
    double[] weights = [.. Enumerable.Range(0, sample.Minority.RowCount).Select(i => 0.5 * (i % 4))];
    if (classifier is IWeightedClassifier)
    {
        classifier.Fit(new() { Real = sample, MinorityWeights = weights }, Sample.Context()).Score(held.Majority.Rows, scores);
        Show($"{name}, weighted", scores);
    }

    if (classifier is not IPathClassifier paths) return;
    var solver = paths.CreatePathSolver();
    solver.Load(sample, Sample.Context());
    (solver as ISquaredLossPath)?.LoadHeldOut(new ValidationSample(held.Majority, held.Minority), 0.5);
    // Near each other, so that those which go together do.
    int[] sizes = [0, 3, 8, 13, 17, 21, 26, 30, 35, 43];
    solver.Solve(pool.Rows, sizes, Sample.Context());
    ShowPath($"{name}, path", solver, sizes.Length, held);
    if (solver is IStreamedPathSolver streamed)
    {
        streamed.Solve(new StoredRows(pool), sizes, Sample.Context());
        ShowPath($"{name}, streamed path", solver, sizes.Length, held);
    }

    if (solver is IRefittingSolver refitting)
    {
        refitting.Refit(new() { Synthetic = pool.Rows.Prefix(5), MajorityWeight = 0.7, MinorityWeights = weights }, Sample.Context());
        ShowPath($"{name}, refit", solver, 1, held);
    }
}

static void ShowPath(string name, IPathSolver solver, int candidates, TrainingSample held)
{
    var scores = new double[candidates * held.Majority.RowCount];
    solver.ScoreAll(held.Majority.Rows, scores);
    Show(name, scores);
    if (solver is not ISquaredLossPath squared) return;
    var losses = new double[candidates];
    squared.SquaredLosses(losses);
    Show($"{name}, squared losses", losses);
}

// FNV-1a over the bit patterns.
static void Show(string name, ReadOnlySpan<double> numbers)
{
    var hash = 14695981039346656037;
    foreach (var octet in MemoryMarshal.AsBytes(numbers)) hash = (hash ^ octet) * 1099511628211;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {hash:x16}"));
}

internal sealed class StoredRows(FeatureMatrix rows) : IRowSource
{
    public void Read(Rows destination, long firstRow, PluginContext context) =>
        rows.Rows.Slice((int)firstRow, destination.Count).Values.CopyTo(destination.Values);
}

internal static class Sample
{
    public static PluginContext Context() => new(new RandomStream(StreamKey.FromSeed(9)));

    /// <summary>Standard normal rows; the minority's are shifted by 1.</summary>
    public static TrainingSample Numbers(int majority, int minority, int dimension, ulong seed)
    {
        var stream = new RandomStream(StreamKey.FromSeed(seed));
        var (rows0, rows1) = (new FeatureMatrix(majority, dimension), new FeatureMatrix(minority, dimension));
        stream.FillNormal(rows0.Writable.Values);
        stream.FillNormal(rows1.Writable.Values);
        foreach (ref var value in rows1.Writable.Values) value += 1;
        return new(rows0, rows1);
    }

    /// <summary>Two numbers and three categories.</summary>
    public static TrainingSample WithCategories(int majority, int minority, ulong seed)
    {
        var numbers = Numbers(majority, minority, 2, seed);
        FeatureColumn[] columns = [new("x"), new("y"), .. "abc".Select(c => new FeatureColumn($"z={c}", ColumnKind.OneHot) { Block = 0 })];
        return new(Widen(numbers.Majority), Widen(numbers.Minority), 1, columns);
    }

    private static FeatureMatrix Widen(FeatureMatrix numbers)
    {
        var wide = new FeatureMatrix(numbers.RowCount, 5);
        for (var i = 0; i < numbers.RowCount; i++)
        {
            numbers[i].CopyTo(wide.Writable[i]);
            wide.Writable[i][2 + i * i % 3] = 1;
        }

        return wide;
    }
}
