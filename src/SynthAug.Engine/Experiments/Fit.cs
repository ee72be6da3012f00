namespace SynthAug;

/// <summary>One fitted model in its context: what a measure may look at.</summary>
public readonly ref struct Fit
{
    public required IModel Model { get; init; }

    public required TrainingSample Training { get; init; }

    public ValidationSample? Validation { get; init; }

    public TestSample? Test { get; init; }

    /// <summary>Label of the generator; empty for a rule that adds no rows.</summary>
    public required string Generator { get; init; }

    public required string Classifier { get; init; }

    /// <summary>Label of the size rule.</summary>
    public required string Rule { get; init; }

    /// <summary>γ: the synthetic size as a multiple of its target ((1−ρ)/ρ)·n0 − n1 (n0 − n1 when balanced); NaN when nothing is added by rule.</summary>
    public required double Gamma { get; init; }

    /// <summary>ñ, rows.</summary>
    public required int SyntheticSize { get; init; }

    public required int Repetition { get; init; }
}
