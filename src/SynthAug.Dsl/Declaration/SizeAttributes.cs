namespace SynthAug;

/// <summary>One synthetic size: γ times the balancing target. γ = 1 is naive balancing.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class FixedSizeAttribute(double gamma) : Attribute
{
    public double Gamma { get; } = gamma;

    public string? Label { get; init; }
}

/// <summary>Every γ of an equally spaced grid, both ends included.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class SweepSizeAttribute(double from, double to, int count) : Attribute
{
    public double From { get; } = from;

    public double To { get; } = to;

    public int Count { get; } = count;

    public string? Label { get; init; }
}

/// <summary>Validation-Tuned Synthetic Size (paper, Algorithm 1). Needs <c>[ValidationData]</c>.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class VtssAttribute : Attribute
{
    /// <summary>Starts with 21 values on [0, 2] and doubles its reach while the minimum is on the upper edge.</summary>
    public VtssAttribute()
    {
    }

    /// <summary>Exactly this grid, both ends included.</summary>
    public VtssAttribute(double from, double to, int count)
    {
        From = from;
        To = to;
        Count = count;
    }

    public double From { get; }

    public double To { get; }

    /// <summary>0 for the widening grid.</summary>
    public int Count { get; }

    /// <summary>Nested prefixes of one pool (default), or fresh draws as Algorithm 1 is printed.</summary>
    public DrawMode Draws { get; init; }

    public string? Label { get; init; }
}

/// <summary>
/// The control of a tuned size: one γ, its rows drawn <paramref name="count"/> times, the draw of least validation loss kept. A rule that compares fresh draws
/// also picks the luckiest of them; this one does nothing else. Needs <c>[ValidationData]</c>. Default label <c>best-of(γ,count)</c>.
/// </summary>
/// <param name="gamma">≥ 0; 1 is naive balancing.</param>
/// <param name="count">≥ 2; as many as the tuned rule has candidates.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class BestOfDrawsAttribute(double gamma = 1, int count = 21) : Attribute
{
    public double Gamma { get; } = gamma;

    public int Count { get; } = count;

    public string? Label { get; init; }
}

/// <summary>The raw data, ñ = 0. Default label <c>none</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NoAugmentationAttribute : Attribute
{
    public string? Label { get; init; }
}

/// <summary>The raw fit with the prior's log-odds shifted to balance. Default label <c>prior-shift</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PriorShiftAttribute : Attribute
{
    public string? Label { get; init; }
}

/// <summary>Class weights in the fit instead of rows. Default label <c>class-weight</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ClassWeightAttribute : Attribute
{
    public string? Label { get; init; }
}
