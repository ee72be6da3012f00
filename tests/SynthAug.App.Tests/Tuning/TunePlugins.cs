using SynthAug.Numerics;

namespace SynthAug.App.Tests.Tuning;

/// <summary>Repeats minority rows and says which.</summary>
internal sealed class CopyGenerator : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(sample.Minority);

    private sealed class Fitted(FeatureMatrix rows) : ITracedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            for (var i = 0; i < destination.Count; i++) rows[Parent(firstRow + i, context)].CopyTo(destination[i]);
        }

        public void Trace(Span<RowParents> parents, long firstRow, PluginContext context)
        {
            for (var i = 0; i < parents.Length; i++) parents[i] = new(Parent(firstRow + i, context), RowParents.None);
        }

        private int Parent(long row, PluginContext context) => context.Random.AtRow(row).NextIndex(rows.RowCount);
    }
}

internal sealed class RefusingGenerator : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => throw new RefusalException("not with these rows");
}

/// <summary>
/// Log-odds along the difference of the class means, with the log ratio of the classes' weights as intercept. Its slope is multiplied by a function
/// of γ, so a test can place the minimum of the curve.
/// </summary>
internal class LineClassifier(Func<double, double>? strength = null, ScoreScale scale = ScoreScale.LogOdds, bool usesSynthetic = true) : IClassifier
{
    public IModel Fit(in FitInput input, PluginContext context)
    {
        var (majority, w0) = Mean(input.Real.Majority.Rows, input.MajorityWeights, new([], input.Real.Dimension));
        var (minority, w1) = Mean(input.Real.Minority.Rows, input.MinorityWeights, usesSynthetic ? input.Synthetic : new([], input.Real.Dimension));
        var gamma = (double)input.Synthetic.Count / (input.Real.Majority.RowCount - input.Real.Minority.RowCount);
        var factor = strength?.Invoke(gamma) ?? 1;
        if (double.IsNaN(factor)) throw new RefusalException($"no fit at γ = {gamma:R}");
        var middle = 0.0;
        var slope = new double[majority.Length];
        for (var j = 0; j < slope.Length; j++)
        {
            slope[j] = factor * (minority[j] - majority[j]);
            middle += slope[j] * (minority[j] + majority[j]) / 2;
        }

        return new LineModel(slope, (strength is null ? ExactMath.Log(w1 / w0) : 0) - middle, scale);
    }

    private static (double[] Mean, double Weight) Mean(ReadOnlyRows rows, ReadOnlySpan<double> weights, ReadOnlyRows more)
    {
        var (mean, total) = (new double[rows.Dimension], 0.0);
        for (var i = 0; i < rows.Count + more.Count; i++)
        {
            var weight = i < rows.Count && weights.Length > 0 ? weights[i] : 1;
            Kernels.Axpy(weight, i < rows.Count ? rows[i] : more[i - rows.Count], mean);
            total += weight;
        }

        for (var j = 0; j < mean.Length; j++) mean[j] /= total;
        return (mean, total);
    }

    private sealed class LineModel(double[] slope, double intercept, ScoreScale scale) : IModel
    {
        public ScoreScale Scale => scale;

        public void Score(ReadOnlyRows rows, Span<double> scores) => Kernels.MatVec(rows, slope, intercept, scores);
    }
}

internal sealed class WeightedLineClassifier : LineClassifier, IWeightedClassifier;

/// <summary>Says which loss it minimises, as the regime wants to know.</summary>
internal sealed class LogisticLineClassifier : LineClassifier, IRiskMinimiser
{
    public IDifferentiableLoss Loss { get; } = new LogisticLoss(intercept: true);
}

/// <summary>Minority rows moved along the first column.</summary>
internal sealed class PushedGenerator : ISyntheticGenerator
{
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => new Fitted(new CopyGenerator().Fit(sample, context));

    private sealed class Fitted(IFittedGenerator copies) : IFittedGenerator
    {
        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            copies.Generate(destination, firstRow, context);
            for (var i = 0; i < destination.Count; i++) destination[i][0] += 1;
        }
    }
}

internal sealed class TestGeneratorModule(string id, Func<ISyntheticGenerator> create) : GeneratorModule
{
    public override PluginDescription Description { get; } =
        new(id, PluginKind.Generator, "", [new("level", OptionType.Whole, "1", 0, 9, [], "")]);

    public override ISyntheticGenerator Create(PluginArguments arguments)
    {
        new OptionBinder(Description, arguments).Int64(0);
        return create();
    }
}

internal sealed class TestClassifierModule(string id, Func<IClassifier> create) : ClassifierModule
{
    public override PluginDescription Description { get; } = new(id, PluginKind.Classifier, "", []);

    public override IClassifier Create(PluginArguments arguments)
    {
        _ = new OptionBinder(Description, arguments);
        return create();
    }
}

internal static class TunePlugins
{
    public static readonly PluginModule[] Modules =
    [
        new TestGeneratorModule("copy", () => new CopyGenerator()),
        new TestGeneratorModule("refuses", () => new RefusingGenerator()),
        new TestGeneratorModule("pushed", () => new PushedGenerator()),
        new TestClassifierModule("logistic-line", () => new LogisticLineClassifier()),
        new TestClassifierModule("line", () => new WeightedLineClassifier()),
        // Slopes far below the best one: more strength is always a smaller loss.
        new TestClassifierModule("least-at-5", () => new LineClassifier(gamma => 0.1 / (1 + (gamma - 5) * (gamma - 5)))),
        new TestClassifierModule("runs-away", () => new LineClassifier(gamma => 0.1 * gamma / (1 + gamma))),
        new TestClassifierModule("flat", () => new LineClassifier(_ => 0.1, usesSynthetic: false)),
        new TestClassifierModule("refuses-above-1", () => new LineClassifier(gamma => gamma > 1.01 ? double.NaN : 0.1 * gamma)),
        new TestClassifierModule("ranks", () => new LineClassifier(scale: ScoreScale.Ranking)),
    ];

    public static readonly PluginCatalog Catalog = new(Modules);
}
