using SynthAug.Numerics;

namespace SynthAug.Engine.Results;

/// <summary>One measure of one group — a cell, a generator, a classifier, a rule and, unless the rule chooses it, a γ — over repetitions.</summary>
public sealed record SummaryRow
{
    /// <summary>Index in the plan.</summary>
    public required int Cell { get; init; }

    public required string Generator { get; init; }

    public required string Classifier { get; init; }

    public required string Rule { get; init; }

    /// <summary>NaN for a rule that adds no rows, and for one that chooses its γ.</summary>
    public required double Gamma { get; init; }

    /// <summary>
    /// A measure of the experiment; <c>gamma</c> or <c>synthetic_size</c> as chosen by a tuned rule; or <see cref="Summary.Refused"/>,
    /// the share of trials refused, in a group where there are any.
    /// </summary>
    public required string Measure { get; init; }

    /// <summary>Over repetitions. Refused trials, and those where the measure does not apply, are not counted in its n.</summary>
    public required Estimate Value { get; init; }
}
