namespace SynthAug.Numerics;

/// <summary>(xᵀw + c − label)². Example 2 has labels 0 and 1, Section 7.2 has −1 and +1, Example 3 has −½ and +½.</summary>
public sealed class SquaredLoss(double majorityLabel, double minorityLabel, bool intercept) : LinearScoreLoss(intercept)
{
    public static SquaredLoss ZeroOne(bool intercept) => new(0, 1, intercept);

    public static SquaredLoss Signed(bool intercept) => new(-1, 1, intercept);

    public double LabelOf(bool minority) => minority ? minorityLabel : majorityLabel;

    protected override void ToLosses(Span<double> scores, bool minority)
    {
        var label = LabelOf(minority);
        foreach (ref var t in scores) t = (t - label) * (t - label);
    }

    protected override void ToSlopes(Span<double> scores, bool minority)
    {
        var label = LabelOf(minority);
        foreach (ref var t in scores) t = 2 * (t - label);
    }

    protected override void ToCurvatures(Span<double> scores, bool minority) => scores.Fill(2);
}
