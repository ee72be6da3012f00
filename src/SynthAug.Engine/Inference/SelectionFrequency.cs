namespace SynthAug.Engine.Inference;

/// <summary>
/// How often each size would have been chosen on other held-out rows: the share of resamples in which it has the least loss. The fits stay as they are, so this is about the rows
/// that judge; a share is not the chance to be best.
/// </summary>
/// <param name="Frequencies">One entry a size, summing to 1; 0 where refused.</param>
/// <param name="Resamples">B: a share p has standard error √(p(1−p)/B).</param>
public sealed record SelectionFrequency(IReadOnlyList<double> Frequencies, int Resamples)
{
    /// <summary>Draws <see cref="ResampledRows"/>. O(B·n·sizes).</summary>
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
        int[] sizes = [.. Enumerable.Range(0, curve.Count).Where(i => curve[i] is not null)];
        var wins = new int[curve.Count];
        if (sizes.Length > 0)
        {
            RowLosses[] rules = [.. sizes.Select(i => curve[i]!)];
            using var rows = new ResampledRows(rules[0].Majority.Length, rules[0].Minority.Length, random, resamples, groups);
            var counts = new int[rules.Length];
            new ResampledLeast(rules, rho).Count(rows, counts);
            for (var i = 0; i < counts.Length; i++) wins[sizes[i]] = counts[i];
        }

        return new([.. wins.Select(count => (double)count / resamples)], resamples);
    }
}
