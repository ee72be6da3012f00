namespace SynthAug;

/// <summary>Declares an experiment; the class must be partial. Its name is the class name.</summary>
/// <param name="title">The claim or question, one line.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExperimentAttribute(string title) : Attribute
{
    public string Title { get; } = title;

    /// <summary>Repetitions of each cell.</summary>
    public required int Repetitions { get; init; }

    /// <summary>The root of all randomness.</summary>
    public required ulong Seed { get; init; }
}

/// <summary>A generator plugin.</summary>
/// <param name="specification"><c>id:option=value,option=value</c>; <c>{Axis}</c> stands for the axis's value in a cell.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class UseGeneratorAttribute(string specification) : Attribute
{
    public string Specification { get; } = specification;

    /// <summary>What result tables call it; the specification when left out.</summary>
    public string? Label { get; init; }
}

/// <summary>A classifier plugin.</summary>
/// <param name="specification"><c>id:option=value,option=value</c>; <c>{Axis}</c> stands for the axis's value in a cell.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class UseClassifierAttribute(string specification) : Attribute
{
    public string Specification { get; } = specification;

    /// <summary>What result tables call it; the specification when left out.</summary>
    public string? Label { get; init; }
}

/// <summary>What tuned rules minimise on validation rows. Default without this attribute: balanced log-loss.</summary>
/// <param name="loss">Loss of one row.</param>
/// <param name="rho">ρ, weight of the majority, in (0, 1) (paper, Remark 1).</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ObjectiveAttribute(Loss loss, double rho = 0.5) : Attribute
{
    public Loss Loss { get; } = loss;

    public double Rho { get; } = rho;
}

/// <summary>Stock measures on the test rows.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ScoresAttribute(Score scores) : Attribute
{
    public Score Scores { get; } = scores;
}
