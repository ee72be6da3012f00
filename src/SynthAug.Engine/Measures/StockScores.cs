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
    internal static ScoreTask Task(Score scores, double rho) => new(
        (scores.HasFlag(Score.BalancedLogLoss), scores.HasFlag(Score.BalancedError)) switch
        {
            (true, true) => [new(Loss.Log, rho), new(Loss.ZeroOne, rho)],
            (true, false) => [new(Loss.Log, rho)],
            (false, true) => [new(Loss.ZeroOne, rho)],
            _ => [],
        },
        Factor: 1);
}

/// <param name="Objectives">One a score.</param>
/// <param name="Factor">Of every score.</param>
internal readonly record struct ScoreTask(Objective[] Objectives, double Factor)
{
    /// <summary>For a test part that is one of several: a class's mean loss counts by its share.</summary>
    public ScoreTask Weighted(double majority, double minority)
    {
        if (Objectives.Length == 0) return this;
        var rho = Objectives[0].Rho;
        var factor = rho * majority + (1 - rho) * minority;
        return new([.. Objectives.Select(objective => objective with { Rho = rho * majority / factor })], factor);
    }
}

/// <summary>Computes them for one worker.</summary>
internal sealed class TestScores(HeldOutLoss loss)
{
    /// <summary>Writes the scores asked for, in the order of <see cref="StockScores.Names"/>. NaN where a score is not defined on the model's scale.</summary>
    public void Write(IModel model, TestSample test, in ScoreTask task, Span<double> values)
    {
        values = values[..task.Objectives.Length];
        if (values.IsEmpty) return;
        try
        {
            loss.Of(model, test, task.Objectives, values);
        }
        catch (RefusalException)
        {
            for (var i = 0; i < values.Length; i++) values[i] = OrMissing(model, test, task.Objectives[i]);
        }

        foreach (ref var value in values) value *= task.Factor;
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
