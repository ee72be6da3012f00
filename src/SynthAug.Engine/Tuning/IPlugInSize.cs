namespace SynthAug.Engine.Tuning;

/// <summary>A size worked out from training rows alone, without any held out.</summary>
public interface IPlugInSize
{
    /// <summary>γ ≥ 0 for one training part.</summary>
    /// <exception cref="RefusalException">There is none for this classifier or these rows: the reason stands in the panel.</exception>
    double Gamma(PlugInTask task, PluginContext context);
}

/// <summary>What a plug-in size may look at.</summary>
/// <param name="Training">The rows of one fit, prepared.</param>
/// <param name="Key">For streams of its own.</param>
public sealed record PlugInTask(TrainingSample Training, ISyntheticGenerator Generator, IClassifier Classifier, double Rho, IReadOnlyList<double> Gammas, StreamKey Key);
