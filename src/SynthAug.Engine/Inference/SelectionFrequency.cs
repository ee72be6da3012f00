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
    // Resamples at a time share the reading of the losses, a block of rows at a time; both fit the second-level cache.
    private const int Batch = 16, Block = 256;

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
        int[] sizes = [.. Enumerable.Range(0, curve.Count).Where(i => curve[i] is not null)];
        var wins = new int[curve.Count];
        if (sizes.Length > 0)
        {
            RowLosses[] losses = [.. sizes.Select(i => curve[i]!)];
            var grouped = groups is null ? null : new GroupDraw(groups);
            var majority = new ClassSums([.. losses.Select(l => l.Majority)]);
            var minority = new ClassSums([.. losses.Select(l => l.Minority)]);
            for (var first = 0; first < resamples; first += Batch)
            {
                var count = Math.Min(Batch, resamples - first);
                for (var b = 0; b < count; b++)
                {
                    random.AtRow(first + b);
                    do
                    {
                        if (grouped is null)
                        {
                            majority.Draw(b, random);
                            minority.Draw(b, random);
                        }
                        else
                        {
                            grouped.Draw(majority.Counts(b), minority.Counts(b), random);
                        }
                    }
                    while (majority.Total(b) == 0 || minority.Total(b) == 0);
                }

                majority.Sum(count);
                minority.Sum(count);
                for (var b = 0; b < count; b++)
                {
                    var best = Least(majority, minority, b, rho);
                    if (best >= 0) wins[sizes[best]]++;
                }
            }
        }

        return new([.. wins.Select(count => (double)count / resamples)], resamples);
    }

    private static int Least(ClassSums majority, ClassSums minority, int resample, double rho)
    {
        var (a, b) = (rho / majority.Total(resample), (1 - rho) / minority.Total(resample));
        var sums0 = majority.Sums(resample);
        var sums1 = minority.Sums(resample);
        var (best, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < sums0.Length; i++)
        {
            var loss = a * sums0[i] + b * sums1[i];
            if (loss < least) (best, least) = (i, loss);
        }

        return best;
    }

    /// <summary>One class's rows: how often each is in each resample of a batch, and every size's sum of losses over them.</summary>
    private sealed class ClassSums(double[][] losses)
    {
        private readonly int _rows = losses[0].Length;
        private readonly ushort[] _counts = new ushort[Batch * losses[0].Length];
        private readonly double[] _sums = new double[Batch * losses.Length], _part = new double[losses.Length];
        private readonly double[] _block = new double[Block * losses.Length], _weights = new double[Block];

        public Span<ushort> Counts(int resample) => _counts.AsSpan(resample * _rows, _rows);

        public ReadOnlySpan<double> Sums(int resample) => _sums.AsSpan(resample * losses.Length, losses.Length);

        public long Total(int resample)
        {
            var total = 0L;
            foreach (var count in Counts(resample)) total += count;
            return total;
        }

        public void Draw(int resample, RandomStream random)
        {
            var counts = Counts(resample);
            counts.Clear();
            Span<double> uniforms = stackalloc double[Block];
            for (var drawn = 0; drawn < counts.Length; drawn += Block)
            {
                var part = uniforms[..Math.Min(Block, counts.Length - drawn)];
                random.FillUniform(part);
                foreach (var uniform in part) counts[(int)(uniform * counts.Length)]++;
            }
        }

        public void Sum(int resamples)
        {
            Array.Clear(_sums);
            for (var first = 0; first < _rows; first += Block)
            {
                var count = Math.Min(Block, _rows - first);
                for (var i = 0; i < losses.Length; i++) losses[i].AsSpan(first, count).CopyTo(_block.AsSpan(i * count));
                var block = new ReadOnlyRows(_block.AsSpan(0, losses.Length * count), count);
                var weights = _weights.AsSpan(0, count);
                for (var b = 0; b < resamples; b++)
                {
                    var counts = Counts(b).Slice(first, count);
                    for (var i = 0; i < counts.Length; i++) weights[i] = counts[i];
                    Kernels.MatVec(block, weights, 0, _part);
                    Kernels.Axpy(1, _part, _sums.AsSpan(b * losses.Length, losses.Length));
                }
            }
        }
    }

    // Two strata keep the number of groups that judge the minority what it is.
    private sealed class GroupDraw
    {
        private readonly RowGroups _groups;
        private readonly int[] _withMinority, _without;
        private readonly ushort[] _counts;

        public GroupDraw(RowGroups groups)
        {
            _groups = groups;
            _withMinority = [.. groups.Minority.Distinct().Order()];
            _without = [.. groups.Majority.Distinct().Except(_withMinority).Order()];
            _counts = new ushort[groups.Count];
        }

        public void Draw(Span<ushort> majority, Span<ushort> minority, RandomStream random)
        {
            Array.Clear(_counts);
            for (var i = 0; i < _withMinority.Length; i++) _counts[_withMinority[random.NextIndex(_withMinority.Length)]]++;
            for (var i = 0; i < _without.Length; i++) _counts[_without[random.NextIndex(_without.Length)]]++;
            for (var i = 0; i < majority.Length; i++) majority[i] = _counts[_groups.Majority[i]];
            for (var i = 0; i < minority.Length; i++) minority[i] = _counts[_groups.Minority[i]];
        }
    }
}
