using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Experiments;

/// <summary>Resamples minority rows and adds a shift: the least a generator can be.</summary>
internal sealed class EchoGenerator(double shift = 0) : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(sample.Minority, shift);

    private sealed class Fitted(FeatureMatrix rows, double shift) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            for (var i = 0; i < destination.Count; i++)
            {
                rows[context.Random.AtRow(firstRow + i).NextIndex(rows.RowCount)].CopyTo(destination[i]);
                foreach (ref var value in destination[i]) value += shift;
            }
        }
    }
}

internal sealed class FailingGenerator(Func<Exception> fault, bool atFit) : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => atFit ? throw fault() : new Fitted(fault);

    private sealed class Fitted(Func<Exception> fault) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context) => throw fault();
    }
}

/// <summary>Writes all rows but the last: a short count must not pass as data.</summary>
internal sealed class ShortGenerator : ISyntheticGenerator, IFittedGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => this;

    public void Generate(Rows destination, long firstRow, PluginContext context)
    {
        for (var i = 0; i < destination.Count - 1; i++) destination[i].Fill(1);
    }
}

/// <summary>
/// Log-odds along the difference of the class means, with the log ratio of the class weights as intercept: closed form, takes weights, has no path solver.
/// </summary>
internal sealed class MeanClassifier(int refuseAbove = int.MaxValue, int lostAbove = int.MaxValue) : IWeightedClassifier
{
    public IModel Fit(in FitInput input, PluginContext context)
    {
        if (input.Synthetic.Count > refuseAbove) throw new RefusalException($"too many synthetic rows ({input.Synthetic.Count})");
        var d = input.Real.Dimension;
        var (majority, w0) = Mean(input.Real.Majority.Rows, input.MajorityWeights, new([], d));
        var (minority, w1) = Mean(input.Real.Minority.Rows, input.MinorityWeights, input.Synthetic);
        var (slope, middle) = (new double[d], 0.0);
        for (var j = 0; j < d; j++)
        {
            slope[j] = minority[j] - majority[j];
            middle += slope[j] * (minority[j] + majority[j]) / 2;
        }

        if (input.Synthetic.Count > lostAbove) slope[^1] = double.NaN;
        return new MeanModel(slope, ExactMath.Log(w1 / w0) - middle);
    }

    private static (double[] Mean, double Weight) Mean(ReadOnlyRows rows, ReadOnlySpan<double> weights, ReadOnlyRows more)
    {
        var (mean, total) = (new double[rows.Dimension], 0.0);
        for (var i = 0; i < rows.Count + more.Count; i++)
        {
            var weight = i < rows.Count && weights.Length > 0 ? weights[i] : 1;
            var row = i < rows.Count ? rows[i] : more[i - rows.Count];
            Kernels.Axpy(weight, row, mean);
            total += weight;
        }

        for (var j = 0; j < mean.Length; j++) mean[j] /= total;
        return (mean, total);
    }

    private sealed class MeanModel(double[] slope, double intercept) : ILinearModel
    {
        public ScoreScale Scale => ScoreScale.LogOdds;

        public ReadOnlySpan<double> Coefficients => slope;

        public double Intercept => intercept;

        public void Score(ReadOnlyRows rows, Span<double> scores) => Kernels.MatVec(rows, slope, intercept, scores);
    }
}

/// <summary><see cref="MeanClassifier"/> with a path of plain fits; counts what is scored together.</summary>
internal sealed class MeanPath : IPathClassifier
{
    private readonly MeanClassifier _plain = new();

    private static int s_together;

    /// <summary>Rows that all solvers scored along a path since the last reading.</summary>
    public static int TakeTogether() => Interlocked.Exchange(ref s_together, 0);

    public IModel Fit(in FitInput input, PluginContext context) => _plain.Fit(input, context);

    public IPathSolver CreatePathSolver() => new Solver(_plain);

    private sealed class Solver(MeanClassifier plain) : IPathSolver
    {
        private readonly List<IModel> _models = [];
        private TrainingSample? _real;

        public IModel this[int candidate] => _models[candidate];

        public void Load(TrainingSample real, PluginContext context) => _real = real;

        public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
        {
            _models.Clear();
            foreach (var size in sizes) _models.Add(plain.Fit(new() { Real = _real!, Synthetic = pool.Prefix(size) }, context));
        }

        public void ScoreAll(ReadOnlyRows rows, Span<double> scores)
        {
            Interlocked.Add(ref s_together, rows.Count);
            for (var i = 0; i < _models.Count; i++) _models[i].Score(rows, scores.Slice(i * rows.Count, rows.Count));
        }
    }
}

/// <summary><see cref="MeanPath"/> that reads its rows as they are made, seven at a time; counts the pools that it read.</summary>
internal sealed class MeanStream : IPathClassifier
{
    private static int s_pools;

    /// <summary>Pools that all solvers read since the last reading.</summary>
    public static int TakePools() => Interlocked.Exchange(ref s_pools, 0);

    public IModel Fit(in FitInput input, PluginContext context) => new MeanPath().Fit(input, context);

    public IPathSolver CreatePathSolver() => new Solver(new MeanPath().CreatePathSolver());

    private sealed class Solver(IPathSolver stored) : IStreamedPathSolver
    {
        private int _dimension;

        public IModel this[int candidate] => stored[candidate];

        public void Load(TrainingSample real, PluginContext context)
        {
            _dimension = real.Dimension;
            stored.Load(real, context);
        }

        public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context) => stored.Solve(pool, sizes, context);

        public void Solve(IRowSource pool, ReadOnlySpan<int> sizes, PluginContext context)
        {
            Interlocked.Increment(ref s_pools);
            var rows = new FeatureMatrix(sizes[^1], _dimension);
            for (var first = 0; first < rows.RowCount; first += 7) pool.Read(rows.Writable.Slice(first, Math.Min(7, rows.RowCount - first)), first, context);
            if (!Refuse.AreFinite(rows.Rows.Values)) throw new RefusalException("no numbers");
            stored.Solve(rows.Rows, sizes, context);
        }

        public void ScoreAll(ReadOnlyRows rows, Span<double> scores) => stored.ScoreAll(rows, scores);
    }
}

/// <summary>Comes the closer to the best slope the more synthetic rows there are, whatever they are: its loss has no minimum at a finite size.</summary>
internal sealed class SlowClassifier : IClassifier
{
    public IModel Fit(in FitInput input, PluginContext context) => new Line(input.Synthetic.Count / (input.Synthetic.Count + 1e5));

    private sealed class Line(double slope) : ILinearModel
    {
        private readonly double[] _slopes = [slope, 0];

        public ScoreScale Scale => ScoreScale.LogOdds;

        public ReadOnlySpan<double> Coefficients => _slopes;

        public double Intercept => -slope / 2;

        public void Score(ReadOnlyRows rows, Span<double> scores) => Kernels.MatVec(rows, _slopes, Intercept, scores);
    }
}

internal sealed class FakeGeneratorModule(string id, Func<PluginArguments, ISyntheticGenerator> create, params OptionDescription[] options) : GeneratorModule
{
    public override PluginDescription Description { get; } = new(id, PluginKind.Generator, "", options);

    public override ISyntheticGenerator Create(PluginArguments arguments) => create(arguments);
}

internal sealed class FakeClassifierModule(string id, Func<IClassifier> create) : ClassifierModule
{
    public override PluginDescription Description { get; } = new(id, PluginKind.Classifier, "", []);

    public override IClassifier Create(PluginArguments arguments) => create();
}

internal static class Fakes
{
    private static readonly OptionDescription Shift = new("shift", OptionType.Real, "0", double.NegativeInfinity, double.PositiveInfinity, [], "");

    public static readonly PluginCatalog Catalog = new(
    [
        new FakeGeneratorModule("echo", Echo, Shift),
        new FakeGeneratorModule("refuses", _ => new FailingGenerator(() => new RefusalException("not with these rows"), atFit: true)),
        new FakeGeneratorModule("throws", _ => new FailingGenerator(() => new InvalidOperationException("broken\nplugin"), atFit: false)),
        new FakeGeneratorModule("short", _ => new ShortGenerator()),
        new FakeClassifierModule("mean", () => new MeanClassifier()),
        new FakeClassifierModule("mean-path", () => new MeanPath()),
        new FakeClassifierModule("mean-stream", () => new MeanStream()),
        new FakeClassifierModule("slow", () => new SlowClassifier()),
        new FakeClassifierModule("mean-small", () => new MeanClassifier(refuseAbove: 50)),
        new FakeClassifierModule("mean-lost", () => new MeanClassifier(lostAbove: 50)),
    ]);

    private static EchoGenerator Echo(PluginArguments arguments)
    {
        var module = new PluginDescription("echo", PluginKind.Generator, "", [Shift]);
        return new(new OptionBinder(module, arguments).Double(0));
    }
}
