using SynthAug.Numerics;

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
        var (majority, minority) = (new double[shape.Majority.Length], new double[shape.Minority.Length]);
        var grouped = groups is null ? null : new GroupDraw(groups);
        for (var b = 0; b < resamples; b++)
        {
            random.AtRow(b);
            do
            {
                if (grouped is null)
                {
                    Draw(majority, random);
                    Draw(minority, random);
                }
                else
                {
                    grouped.Draw(majority, minority, random);
                }
            }
            while (Kernels.Sum(majority) == 0 || Kernels.Sum(minority) == 0);

            var best = Least(curve, rho, majority, minority);
            if (best >= 0) wins[best]++;
        }

        return new([.. wins.Select(count => (double)count / resamples)], resamples);
    }

    private static int Least(IReadOnlyList<RowLosses?> curve, double rho, double[] majority, double[] minority)
    {
        var (a, b) = (rho / Kernels.Sum(majority), (1 - rho) / Kernels.Sum(minority));
        var (best, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < curve.Count; i++)
        {
            if (curve[i] is not { } losses) continue;
            var loss = a * Kernels.Dot(majority, losses.Majority) + b * Kernels.Dot(minority, losses.Minority);
            if (loss < least) (best, least) = (i, loss);
        }

        return best;
    }

    private static void Draw(double[] weights, RandomStream random)
    {
        Array.Clear(weights);
        for (var i = 0; i < weights.Length; i++) weights[random.NextIndex(weights.Length)]++;
    }

    // Two strata keep the number of groups that judge the minority what it is.
    private sealed class GroupDraw
    {
        private readonly RowGroups _groups;
        private readonly int[] _withMinority, _without;
        private readonly double[] _weights;

        public GroupDraw(RowGroups groups)
        {
            _groups = groups;
            _withMinority = [.. groups.Minority.Distinct().Order()];
            _without = [.. groups.Majority.Distinct().Except(_withMinority).Order()];
            _weights = new double[groups.Count];
        }

        public void Draw(double[] majority, double[] minority, RandomStream random)
        {
            Array.Clear(_weights);
            for (var i = 0; i < _withMinority.Length; i++) _weights[_withMinority[random.NextIndex(_withMinority.Length)]]++;
            for (var i = 0; i < _without.Length; i++) _weights[_without[random.NextIndex(_without.Length)]]++;
            for (var i = 0; i < majority.Length; i++) majority[i] = _weights[_groups.Majority[i]];
            for (var i = 0; i < minority.Length; i++) minority[i] = _weights[_groups.Minority[i]];
        }
    }
}
