using System.Runtime.Intrinsics;
using SynthAug.Numerics;

namespace SynthAug.Engine.Measures;

/// <summary>Losses of single rows from their scores.</summary>
public static class RowLoss
{
    /// <summary>Turns scores into losses, in place.</summary>
    /// <param name="scores">Scores in, losses out.</param>
    /// <param name="scale">What the scores mean.</param>
    /// <param name="minority">True when the rows are of the minority.</param>
    /// <exception cref="RefusalException">The loss is not defined on this scale.</exception>
    public static void FromScores(Span<double> scores, ScoreScale scale, Loss loss, bool minority)
    {
        switch (loss)
        {
            case Loss.Log:
                if (scale != ScoreScale.LogOdds)
                    throw new RefusalException($"Log-loss needs log-odds, the model gives {scale} scores; choose another objective or classifier.");
                if (minority)
                    for (var i = 0; i < scores.Length; i++) scores[i] = -scores[i];
                ExactMath.Softplus(scores, scores);
                break;
            case Loss.Squared:
                var label = scale switch
                {
                    ScoreScale.ZeroOne => minority ? 1.0 : 0.0,
                    ScoreScale.Signed => minority ? 1.0 : -1.0,
                    _ => throw new RefusalException($"Squared loss needs a regression on labels, the model gives {scale} scores; choose another objective or classifier."),
                };
                for (var i = 0; i < scores.Length; i++) scores[i] = (label - scores[i]) * (label - scores[i]);
                break;
            default:
                var line = scale switch
                {
                    ScoreScale.LogOdds or ScoreScale.Signed => 0.0,
                    ScoreScale.ZeroOne => 0.5,
                    _ => throw new RefusalException("The model ranks rows but draws no line between the classes; its error rate is not defined."),
                };
                ZeroOne(scores, line, minority);
                break;
        }
    }

    // Near the line a jump would be guessed wrong for every other row.
    private static void ZeroOne(Span<double> scores, double line, bool minority)
    {
        var lines = Vector256.Create(line);
        for (; scores.Length >= Vector256<double>.Count; scores = scores[Vector256<double>.Count..])
        {
            var score = Vector256.Create<double>(scores);
            var wrong = minority ? Vector256.LessThan(score, lines) : Vector256.GreaterThan(score, lines);
            var loss = Vector256.ConditionalSelect(wrong, Vector256.Create(1.0), Vector256.Equals(score, lines) & Vector256.Create(0.5));
            Vector256.ConditionalSelect(Vector256.Equals(score, score), loss, Vector256.Create(double.NaN)).CopyTo(scores);
        }

        foreach (ref var score in scores)
        {
            var wrong = minority ? score < line : score > line;
            score = double.IsNaN(score) ? double.NaN : score == line ? 0.5 : wrong ? 1 : 0;
        }
    }
}
