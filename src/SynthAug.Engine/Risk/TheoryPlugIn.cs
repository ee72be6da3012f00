using SynthAug.Engine.Tuning;

namespace SynthAug.Engine.Risk;

/// <summary>The tuner's plug-in size by Theorem 2: <see cref="PlugInSize"/> on the training rows of each fit.</summary>
/// <param name="external">True of a generator that did not learn from the rows, which cannot be seen from here; null for none.</param>
public sealed class TheoryPlugIn(Predicate<ISyntheticGenerator>? external = null) : IPlugInSize
{
    public double Gamma(PlugInTask task, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(context);
        return Of(task, context.Cancellation).Required.Best.Gamma;
    }

    /// <summary>The whole answer: the curve, the gate, or why there is none.</summary>
    public Answer<PlugInSize> Of(PlugInTask task, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (task.Classifier is not IRiskMinimiser { Loss: var loss }) return NoAnswer.NoGradients;
        var regime = task.Share.Of(() => Regime.Of(loss, task.Training, task.Rho, task.Key.Fork("regime")));
        if (regime.Test is not { } test) return regime.Missing!;
        var push = GeneratorPush.Of(regime.Fit!, task.Training, task.Generator, task.Key.Fork("push"), task.Room.Of(static () => new RandomHalves()), cancellation: cancellation);
        if (!push.IsKnown) return push.Missing;
        double[] gammas = [0, .. task.Gammas.Where(gamma => gamma > 0).Distinct().Order()];
        return PlugInSize.Of(test, push.Value, gammas, external?.Invoke(task.Generator) ?? false);
    }

    private sealed record Regime(WeightedFit? Fit, RegimeTest? Test, NoAnswer? Missing)
    {
        public static Regime Of(IDifferentiableLoss loss, TrainingSample training, double rho, StreamKey key)
        {
            var fit = WeightedFit.Of(loss, training, rho);
            if (!fit.IsKnown) return new(null, null, fit.Missing);
            var test = RegimeTest.Of(fit.Value, key);
            return new(fit.Value, test.Value, test.Missing);
        }
    }
}
