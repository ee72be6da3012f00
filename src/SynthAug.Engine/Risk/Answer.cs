using System.Diagnostics.CodeAnalysis;

namespace SynthAug.Engine.Risk;

/// <summary>Why the local theory has no answer on these rows.</summary>
public enum NoAnswerReason
{
    /// <summary>The classifier does not minimise a loss with gradients.</summary>
    NoGradients,

    /// <summary>A class has too few rows for a covariance, or for two halves.</summary>
    TooFewRows,

    /// <summary>Columns repeat each other, or there are fewer rows than coefficients.</summary>
    Collinear,

    /// <summary>The classes are separated by a line, or nearly: the weighted risk has no minimiser.</summary>
    Separated,

    /// <summary>A row decides a coefficient alone: without it the fit does not exist, and its noise cannot be estimated.</summary>
    Leverage,

    /// <summary>The generator would not fit or draw.</summary>
    GeneratorRefused,

    /// <summary>The augmented risk has no curvature, at any size asked for.</summary>
    NoCurvature,
}

/// <summary>Not an error but a result: the reason, and a sentence for the reader.</summary>
public sealed record NoAnswer(NoAnswerReason Reason, string Text)
{
    internal static NoAnswer NoGradients { get; } =
        new(NoAnswerReason.NoGradients, "Not available: the classifier does not say which loss it minimises, so there are no gradients to read.");
}

/// <summary>A value, or why there is none.</summary>
public readonly struct Answer<T> where T : class
{
    private Answer(T? value, NoAnswer? missing) => (Value, Missing) = (value, missing);

    public T? Value { get; }

    public NoAnswer? Missing { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Missing))]
    public bool IsKnown => Value is not null;

    /// <summary>The value.</summary>
    /// <exception cref="RefusalException">There is none; the message is the reason's sentence.</exception>
    public T Required => Value ?? throw new RefusalException(Missing!.Text);

    public static implicit operator Answer<T>(T value) => new(value, null);

    public static implicit operator Answer<T>(NoAnswer missing) => new(null, missing);
}
