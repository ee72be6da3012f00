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

    /// <summary>The losses behind <see cref="Names"/>, in their order.</summary>
    internal static ReadOnlySpan<Loss> Losses(Score scores) => (scores.HasFlag(Score.BalancedLogLoss), scores.HasFlag(Score.BalancedError)) switch
    {
        (true, true) => [Loss.Log, Loss.ZeroOne],
        (true, false) => [Loss.Log],
        (false, true) => [Loss.ZeroOne],
        _ => [],
    };

    /// <summary>Writes the scores asked for, in the order of <see cref="Names"/>; ρ weights them as the objective says. NaN where a score is not defined on the model's scale.</summary>
    internal static void Write(Score scores, IModel model, TestSample test, double rho, HeldOutLoss loss, Span<double> values)
    {
        var next = 0;
        foreach (var of in Losses(scores))
        {
            try
            {
                values[next] = loss.Of(model, test, new(of, rho));
            }
            catch (RefusalException)
            {
                values[next] = double.NaN;
            }

            next++;
        }
    }
}
