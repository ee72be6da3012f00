namespace SynthAug;

/// <summary>What a score of a model means. Larger always points to the minority.</summary>
public enum ScoreScale
{
    /// <summary>Order only.</summary>
    Ranking,

    /// <summary>Log-odds of the minority under the training proportions; the rows are split at 0.</summary>
    LogOdds,

    /// <summary>A regression on labels 0 and 1; the rows are split at ½.</summary>
    ZeroOne,

    /// <summary>A regression on labels −1 and +1; the rows are split at 0.</summary>
    Signed,
}

/// <summary>A fitted classifier. Safe to read from several threads while nobody refits it.</summary>
public interface IModel
{
    ScoreScale Scale { get; }

    /// <summary>Scores every row.</summary>
    /// <param name="rows">m × d, row-major.</param>
    /// <param name="scores">Length m; written.</param>
    void Score(ReadOnlyRows rows, Span<double> scores);
}

/// <summary>A model whose score is xᵀw + c.</summary>
public interface ILinearModel : IModel
{
    /// <summary>w, length d. Valid while the model is.</summary>
    ReadOnlySpan<double> Coefficients { get; }

    /// <summary>c; 0 for a model without an intercept.</summary>
    double Intercept { get; }
}
