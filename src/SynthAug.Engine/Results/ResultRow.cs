namespace SynthAug.Engine;

/// <summary>One fitted model's figures, or the reason why there are none.</summary>
public readonly record struct ResultRow
{
    public required int Repetition { get; init; }

    /// <summary>Empty for a rule that adds no rows.</summary>
    public required string Generator { get; init; }

    public required string Classifier { get; init; }

    public required string Rule { get; init; }

    /// <summary>The γ used: declared, swept or chosen. NaN for a rule that adds no rows, and where a tuned rule was refused.</summary>
    public required double Gamma { get; init; }

    /// <summary>ñ, rows.</summary>
    public required int SyntheticSize { get; init; }

    /// <summary>Why there are no figures; null when there are.</summary>
    public string? Refusal { get; init; }

    /// <summary>The user's measures, then the stock scores; NaN where one does not apply. All NaN under a refusal.</summary>
    public required double[] Measures { get; init; }
}
