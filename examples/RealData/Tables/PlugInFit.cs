using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace RealData;

/// <summary>The plug-in size for SMOTE and logistic regression, and the fit at it, on streams of their own.</summary>
internal static class PlugInFit
{
    private static readonly double[] Gammas = [.. Enumerable.Range(0, 11).Select(i => 0.2 * i)];

    /// <summary>Null where the theory has no answer on these rows.</summary>
    public static PlugInSize? SizeOf(TrainingSample training, ulong repetition)
    {
        var key = Key(repetition);
        if (WeightedFit.Of(new LogisticLoss(intercept: true), training).Value is not { } weighted || RegimeTest.Of(weighted, key).Value is not { } test) return null;
        return GeneratorPush.Of(weighted, training, Plugins.Smote(), key).Value is { } push ? PlugInSize.Of(test, push, Gammas).Value : null;
    }

    public static IModel Fit(TrainingSample training, int size, ulong repetition)
    {
        var context = new PluginContext(new RandomStream(Key(repetition).Fork("rows")), default);
        var rows = new FeatureMatrix(size, training.Dimension);
        if (size > 0) Plugins.Smote().Fit(training, context).Generate(rows.Writable, 0, context);
        return Plugins.Logistic().Fit(new() { Real = training, Synthetic = rows.Rows }, context);
    }

    private static StreamKey Key(ulong repetition) => StreamKey.FromSeed(repetition).Fork("plug-in");
}
