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
}

/// <summary>Computes them for one worker.</summary>
/// <param name="rho">ρ: weights the classes as the objective says.</param>
internal sealed class TestScores(Score scores, double rho, HeldOutLoss loss)
{
    private readonly Objective _logLoss = new(Loss.Log, rho), _error = new(Loss.ZeroOne, rho);

    /// <summary>Writes the scores asked for, in the order of <see cref="StockScores.Names"/>. NaN where a score is not defined on the model's scale.</summary>
    public void Write(IModel model, TestSample test, Span<double> values)
    {
        var next = 0;
        if (scores.HasFlag(Score.BalancedLogLoss)) values[next++] = OrMissing(model, test, _logLoss);
        if (scores.HasFlag(Score.BalancedError)) values[next] = OrMissing(model, test, _error);
    }

    private double OrMissing(IModel model, TestSample test, Objective of)
    {
        try
        {
            return loss.Of(model, test, of);
        }
        catch (RefusalException)
        {
            return double.NaN;
        }
    }
}
