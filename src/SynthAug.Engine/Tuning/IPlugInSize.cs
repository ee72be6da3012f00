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
public sealed record PlugInTask(TrainingSample Training, ISyntheticGenerator Generator, IClassifier Classifier, double Rho, IReadOnlyList<double> Gammas, StreamKey Key)
{
    /// <summary>The same one for all generators of one training part, classifier and ρ.</summary>
    public PlugInShare Share { get; init; } = new();

    /// <summary>Memory that stays from one training part to the next; its content does not.</summary>
    public PlugInShare Room { get; init; } = new();
}

/// <summary>What is made once, for the first who asks. Belongs to one thread.</summary>
public sealed class PlugInShare
{
    private object? _value;

    public T Of<T>(Func<T> make) where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        return (T)(_value ??= make());
    }
}
