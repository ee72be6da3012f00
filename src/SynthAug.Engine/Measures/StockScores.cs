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

    /// <summary>What the scores of <see cref="Names"/> measure, in their order; ρ weights the classes as the objective says.</summary>
    internal static Objective[] Objectives(Score scores, double rho) => (scores.HasFlag(Score.BalancedLogLoss), scores.HasFlag(Score.BalancedError)) switch
    {
        (true, true) => [new(Loss.Log, rho), new(Loss.ZeroOne, rho)],
        (true, false) => [new(Loss.Log, rho)],
        (false, true) => [new(Loss.ZeroOne, rho)],
        _ => [],
    };
}

/// <summary>Computes them for one worker.</summary>
/// <param name="rho">ρ: weights the classes as the objective says.</param>
internal sealed class TestScores(Score scores, double rho, HeldOutLoss loss)
{
    private readonly Objective[] _objectives = StockScores.Objectives(scores, rho);

    /// <summary>Writes the scores asked for, in the order of <see cref="StockScores.Names"/>. NaN where a score is not defined on the model's scale.</summary>
    public void Write(IModel model, TestSample test, Span<double> values)
    {
        for (var i = 0; i < _objectives.Length; i++) values[i] = OrMissing(model, test, _objectives[i]);
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
