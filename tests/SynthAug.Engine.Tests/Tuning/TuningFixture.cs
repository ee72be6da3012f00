using SynthAug.Engine.Tests.Experiments;
using SynthAug.Engine.Tuning;

namespace SynthAug.Engine.Tests.Tuning;

/// <summary>Two overlapping normal classes and plugins of closed form.</summary>
internal static class TuningFixture
{
    public static readonly TuningSettings Settings = new() { Generators = ["echo"], Classifiers = ["mean"], Gamma = new(0, 2, 5), Draws = 3 };

    private static readonly OptionDescription Shrink = new("shrink", OptionType.Real, "0.5", 0, 100, [], "") { IsPenalty = true };

    public static readonly PluginCatalog Catalog = new(
    [
        .. Fakes.Catalog.Modules,
        new FakeClassifierModule("ranks", () => new OtherScale()),
        new FakeClassifierModule("rows-only", () => new Shrinking(0)),
        new ShrinkingModule(),
    ]);

    public static FeatureMatrix Normal(int rows, double shift, ulong seed, int dimension = 2)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var values = new double[rows * dimension];
        foreach (ref var value in values.AsSpan()) value = random.NextNormal() + shift;
        return new(values, dimension);
    }

    public static MatrixParts Parts(int majority = 60, int minority = 20, int folds = 4, int repeats = 2) =>
        MatrixParts.CrossValidated(Normal(majority, 0, 1), Normal(minority, 1, 2), folds, repeats, seed: 3);

    public static Task<TuningResult> RunAsync(TuningSettings? settings = null, IHeldOutParts? parts = null, int threads = 2) =>
        Task.Run(() => new Tuner(parts ?? Parts(), settings ?? Settings, Catalog).Run(threads));

    /// <summary>The scores of single fits, without a panel.</summary>
    public static async Task<ScoreStore> FitAsync(TuningSettings settings, IHeldOutParts parts, IPlugInSize? plugIn, params FitId[] fits)
    {
        var store = new ScoreStore(new(parts, settings.Rho));
        var plan = new FitPlan(store.Reserve(fits));
        var plugins = new TuningPlugins(settings, Catalog);
        using var sweep = new TrialSweep(stop => new(parts, plugins, settings, plugIn, stop), null, default);
        await Task.Run(() => sweep.Run(plan, store, "fits", 1));
        return store;
    }

    public static PanelEntry Rule(this TuningResult result, string rule) => result.Panel.Entries.Single(e => e.Rule == rule);

    private sealed class OtherScale : IClassifier
    {
        public IModel Fit(in FitInput input, PluginContext context) => new Model();

        private sealed class Model : IModel
        {
            public ScoreScale Scale => ScoreScale.Ranking;

            public void Score(ReadOnlyRows rows, Span<double> scores) => scores.Clear();
        }
    }

    /// <summary>The mean classifier with its scores divided by 1 + shrink.</summary>
    private sealed class ShrinkingModule : ClassifierModule
    {
        public override PluginDescription Description { get; } = new("shrinks", PluginKind.Classifier, "", [Shrink]);

        public override IClassifier Create(PluginArguments arguments) => new Shrinking(new OptionBinder(Description, arguments).Double(0));
    }

    private sealed class Shrinking(double by) : IClassifier
    {
        public IModel Fit(in FitInput input, PluginContext context) => new Model(new MeanClassifier().Fit(input, context), by);

        private sealed class Model(IModel inner, double by) : IModel
        {
            public ScoreScale Scale => inner.Scale;

            public void Score(ReadOnlyRows rows, Span<double> scores)
            {
                inner.Score(rows, scores);
                foreach (ref var score in scores) score /= 1 + by;
            }
        }
    }
}
