using SynthAug.Engine.Measures;

namespace SynthAug.Engine;

/// <summary>The measures that every experiment can ask for, on test rows.</summary>
public static class StockScores
{
    public static IEnumerable<string> Names(Score scores)
    {
        if (scores.HasFlag(Score.BalancedLogLoss)) yield return Column.BalancedLogLoss;
        if (scores.HasFlag(Score.BalancedError)) yield return Column.BalancedError;
    }

    /// <summary>Writes the scores asked for, in the order of <see cref="Names"/>; ρ weights them as the objective says. NaN where a score is not defined on the model's scale.</summary>
    /// <param name="shares">Factors of the two classes' mean losses, for a test part that is one of several; null for 1.</param>
    internal static void Write(
        Score scores, IModel model, TestSample test, (double Majority, double Minority)? shares, double rho, HeldOutLoss loss, Span<double> values)
    {
        var next = 0;
        if (scores.HasFlag(Score.BalancedLogLoss)) values[next++] = OrMissing(Loss.Log);
        if (scores.HasFlag(Score.BalancedError)) values[next] = OrMissing(Loss.ZeroOne);

        double OrMissing(Loss of)
        {
            try
            {
                if (shares is null) return loss.Of(model, test, new(of, rho));
                var (majority, minority) = (rho * shares.Value.Majority, (1 - rho) * shares.Value.Minority);
                return (majority + minority) * loss.Of(model, test, new(of, majority / (majority + minority)));
            }
            catch (RefusalException)
            {
                return double.NaN;
            }
        }
    }
}
