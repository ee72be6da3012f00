using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// Losses of several rules on the judging rows drawn with replacement: each class as many as it has, or, with groups, the groups that hold minority rows and
/// those that hold none. The same draw judges all rules.
/// </summary>
internal static class ResampledLosses
{
    // Resamples at a time share the reading of the losses, a block of rows at a time; both fit the second-level cache.
    private const int Batch = 16, Block = 256;

    /// <param name="rules">At least one; held-out losses of the same rows.</param>
    /// <param name="rho">Weight of the majority.</param>
    /// <param name="random">Resample b draws from its row b: more resamples continue the same sequence.</param>
    /// <param name="resamples">B ≥ 1.</param>
    /// <param name="groups">Rows that belong together.</param>
    /// <returns>B × rules.</returns>
    public static FeatureMatrix Of(IReadOnlyList<RowLosses> rules, double rho, RandomStream random, int resamples, RowGroups? groups)
    {
        var result = new FeatureMatrix(resamples, rules.Count);
        var grouped = groups is null ? null : new GroupDraw(groups);
        var majority = new ClassSums([.. rules.Select(l => l.Majority)]);
        var minority = new ClassSums([.. rules.Select(l => l.Minority)]);
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
                var losses = result.Writable[first + b];
                losses.Clear();
                Kernels.Axpy(rho / majority.Total(b), majority.Sums(b), losses);
                Kernels.Axpy((1 - rho) / minority.Total(b), minority.Sums(b), losses);
            }
        }

        return result;
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
