namespace SynthAug.Engine.Inference;

/// <summary>
/// How often each size would have been chosen on other held-out rows: the share of resamples in which it has the least loss. The fits stay as they are, so this is about the rows
/// that judge; a share is not the chance to be best.
/// </summary>
/// <param name="Frequencies">One entry a size, summing to 1; 0 where refused.</param>
/// <param name="Resamples">B: a share p has standard error √(p(1−p)/B).</param>
public sealed record SelectionFrequency(IReadOnlyList<double> Frequencies, int Resamples)
{
    /// <summary>Draws each class's rows with replacement, as many as there are; with groups, the groups that hold minority rows and those that hold none. O(B·n·sizes).</summary>
    /// <param name="curve">Held-out losses by ascending γ; null for a size that was refused.</param>
    /// <param name="rho">Weight of the majority.</param>
    /// <param name="random">Resample b draws from its row b: more resamples continue the same sequence.</param>
    /// <param name="resamples">B ≥ 1.</param>
    /// <param name="groups">Rows that belong together.</param>
    public static SelectionFrequency Of(IReadOnlyList<RowLosses?> curve, double rho, RandomStream random, int resamples = 1000, RowGroups? groups = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(resamples, 1);
        var wins = new int[curve.Count];
        if (curve.FirstOrDefault(static c => c is not null) is not { } shape) return new(new double[curve.Count], resamples);
        var resample = new RowResample(shape.Majority.Length, shape.Minority.Length, groups);
        for (var b = 0; b < resamples; b++)
        {
            resample.Draw(random, b);
            var best = Least(curve, rho, resample);
            if (best >= 0) wins[best]++;
        }

        return new([.. wins.Select(count => (double)count / resamples)], resamples);
    }

    private static int Least(IReadOnlyList<RowLosses?> curve, double rho, RowResample resample)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < curve.Count; i++)
        {
            if (curve[i] is not { } losses) continue;
            var loss = resample.Loss(losses, rho);
            if (loss < least) (best, least) = (i, loss);
        }

        return best;
    }
}
