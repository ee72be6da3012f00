using SynthAug.Engine.Measures;
using SynthAug.Numerics;

namespace RealData;

/// <summary>A fit with the prior that it was trained under taken out of its log-odds: log((1−ρ)n0 / ρ(n1 + ñ)) added, at ρ = ½.</summary>
internal static class Corrected
{
    /// <summary>0 for rules whose own prior is balanced already.</summary>
    public static double Shift(in Fit fit) => fit.Rule is "prior-shift" or "class-weight" ? 0 : ExactMath.Log((double)fit.Training.Majority.RowCount / (fit.Training.Minority.RowCount + fit.SyntheticSize));

    /// <summary>Balanced log-loss of test rows.</summary>
    public static double LogLoss(in Fit fit) => LogLoss(fit.Model, Shift(fit), fit.Test!);

    public static double LogLoss(IModel model, double shift, LabelledSample sample) => new HeldOutLoss().Of(new Moved(model, shift), sample, new(Loss.Log));

    /// <summary>Log-loss of each row of either class, majority first; both classes as long as they are.</summary>
    public static (double[] Majority, double[] Minority) RowLosses(IModel model, double shift, LabelledSample sample)
    {
        return (Of(sample.Majority, false), Of(sample.Minority, true));

        double[] Of(FeatureMatrix rows, bool minority)
        {
            var scores = new double[rows.RowCount];
            model.Score(rows.Rows, scores);
            for (var i = 0; i < scores.Length; i++)
            {
                // Softplus from the side that does not overflow.
                var z = minority ? -(scores[i] + shift) : scores[i] + shift;
                scores[i] = Math.Max(z, 0) + ExactMath.Log(1 + ExactMath.Exp(-Math.Abs(z)));
            }

            return scores;
        }
    }

    private sealed class Moved(IModel model, double shift) : IModel
    {
        public ScoreScale Scale => model.Scale;

        public void Score(ReadOnlyRows rows, Span<double> scores)
        {
            model.Score(rows, scores);
            foreach (ref var score in scores) score += shift;
        }
    }
}
