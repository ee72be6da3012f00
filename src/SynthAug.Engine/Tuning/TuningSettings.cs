using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tuning;

/// <summary>What a tuning run tries, beside its data.</summary>
public sealed record TuningSettings
{
    /// <summary>Plugins by <c>id:option=value,…</c>, distinct.</summary>
    public required IReadOnlyList<string> Generators { get; init; }

    /// <summary>Plugins by <c>id:option=value,…</c>, distinct.</summary>
    public required IReadOnlyList<string> Classifiers { get; init; }

    /// <summary>Γ to start with; 0 is always one of the candidates.</summary>
    public SizeGrid Gamma { get; init; } = VtssRule.StartOfWidening;

    /// <summary>No size but these is tried, wherever the least turns out to be: for sizes that were laid down beforehand.</summary>
    public bool FixedGrid { get; init; }

    /// <summary>ρ, weight of the majority's mean loss, in (0, 1).</summary>
    public double Rho { get; init; } = 0.5;

    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// Only the fits of the curves: rules that need others are left out, and with them the measures and the verdict, which has to know the best rule without rows.
    /// </summary>
    public bool CurveOnly { get; init; }

    /// <summary>t of the class weights ((1−ρ)n0/ρn1)ᵗ that the tuned weight chooses among; 0 (none) and 1 (balanced) are always tried.</summary>
    public IReadOnlyList<double> WeightPowers { get; init; } = [0.25, 0.5, 0.75, 1.25];

    /// <summary>What the penalty of a classifier that has one is multiplied by; 1 is always tried.</summary>
    public IReadOnlyList<double> PenaltyFactors { get; init; } = [0.01, 0.1, 10, 100, 1000];

    /// <summary>
    /// Redraws at γ = 1 that the control chooses among; null for as many as Γ has sizes, 21 at most, since each is a fit of its own; 0 for no control.
    /// </summary>
    public int? Draws { get; init; }

    /// <summary>
    /// The most numbers that a pool of synthetic rows may hold, for each thread: widening stops before it. 2²⁷ are 1 GiB, and a classifier packs them once more. A number of
    /// the settings, not of the machine: what is tried must not depend on where.
    /// </summary>
    public long LargestPool { get; init; } = 1L << 27;

    /// <summary>The share of the minority where the model will be used; null for that of the data.</summary>
    public double? Prevalence { get; init; }

    /// <summary>At which sensitivity is stated, in (0, 1).</summary>
    public double Specificity { get; init; } = 0.9;

    /// <summary>The least gain in nats that counts; null for 0.005, or 0.01 below 100 minority rows.</summary>
    public double? Margin { get; init; }
}
