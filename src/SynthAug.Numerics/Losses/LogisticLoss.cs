namespace SynthAug.Numerics;

/// <summary>log(1 + eᵗ) − y·t with y = 1 for the minority: the negative log-likelihood of log-odds t (Example 4).</summary>
public sealed class LogisticLoss(bool intercept) : LinearScoreLoss(intercept)
{
    protected override void ToLosses(Span<double> scores, bool minority)
    {
        if (minority) Negate(scores);
        ExactMath.Softplus(scores, scores);
    }

    // σ(t) − y, without the cancellation in σ(t) − 1.
    protected override void ToSlopes(Span<double> scores, bool minority)
    {
        if (minority) Negate(scores);
        ExactMath.Sigmoid(scores, scores);
        if (minority) Negate(scores);
    }

    // σ(t)σ(−t) through −|t|: 1 − σ has no digits left where σ is near 1.
    protected override void ToCurvatures(Span<double> scores, bool minority)
    {
        foreach (ref var t in scores) t = -Math.Abs(t);
        ExactMath.Sigmoid(scores, scores);
        foreach (ref var t in scores) t *= 1 - t;
    }

    private static void Negate(Span<double> values)
    {
        foreach (ref var value in values) value = -value;
    }
}
