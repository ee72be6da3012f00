namespace SynthAug;

/// <summary>The rows to fit on: a <see cref="SampleSource"/> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TrainingDataAttribute : Attribute;

/// <summary>The held-out rows that tuned rules look at: a <see cref="SampleSource"/> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidationDataAttribute : Attribute;

/// <summary>The held-out rows that measures and scores look at: a <see cref="SampleSource"/> property.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TestDataAttribute : Attribute
{
    /// <summary>One draw for all repetitions of a cell.</summary>
    public bool Fixed { get; init; }
}

/// <summary>An in-class generator: a method that returns an <see cref="ILaw"/> and may take the <see cref="TrainingSample"/>. Its name is its label.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GeneratorAttribute : Attribute
{
    public string? Label { get; init; }
}

/// <summary>
/// A measure: a method that returns double and takes any of {<see cref="IModel"/> or a capability of it, <see cref="TrainingSample"/>,
/// <see cref="ValidationSample"/>, <see cref="TestSample"/>, <see cref="Fit"/>}, by type. Its name is its column.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MeasureAttribute : Attribute;

/// <summary>
/// A claim and the test behind it: a static method that takes the finished <see cref="ResultView"/> and returns a <see cref="ClaimOutcome"/>.
/// The report says the claim, whether the run supports it, and the evidence.
/// </summary>
/// <param name="text">One sentence in your own words.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClaimAttribute(string text) : Attribute
{
    public string Text { get; } = text;
}
