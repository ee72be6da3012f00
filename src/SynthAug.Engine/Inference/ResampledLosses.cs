using System.Buffers;
using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// Losses of several rules on the judging rows drawn with replacement: each class as many as it has, or, with groups, the groups that hold minority rows and
/// those that hold none. The same draw judges all rules.
/// </summary>
internal static class ResampledLosses
{
    // Resamples of a batch share the reading of the losses, a block of rows at a time: a block of two dozen rules stays in the first-level cache.
    private const int Batch = 128, Block = 128;

    // Counts of so many resamples are numbers at a time.
    private const int Together = 8;

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
        using var majority = new ClassSums([.. rules.Select(l => l.Majority)], resamples);
        using var minority = new ClassSums([.. rules.Select(l => l.Minority)], resamples);
        var (drawn0, drawn1) = (new long[Batch], new long[Batch]);
        for (var first = 0; first < resamples; first += Batch)
        {
            var count = Math.Min(Batch, resamples - first);
            for (var b = 0; b < count; b++)
            {
                random.AtRow(first + b);
                if (grouped is null)
                {
                    (drawn0[b], drawn1[b]) = (majority.Draw(b, random), minority.Draw(b, random));
                    continue;
                }

                do
                {
                    grouped.Draw(majority.Counts(b), minority.Counts(b), random);
                    (drawn0[b], drawn1[b]) = (majority.Total(b), minority.Total(b));
                }
                while (drawn0[b] == 0 || drawn1[b] == 0);
            }

            majority.Sum(count);
            minority.Sum(count);
            for (var b = 0; b < count; b++)
            {
                var losses = result.Writable[first + b];
                losses.Clear();
                Kernels.Axpy(rho / drawn0[b], majority.Sums(b), losses);
                Kernels.Axpy((1 - rho) / drawn1[b], minority.Sums(b), losses);
            }
        }

        return result;
    }

    /// <summary>One class's rows: how often each is in each resample of a batch, and every size's sum of losses over them.</summary>
    private sealed class ClassSums(double[][] losses, int resamples) : IDisposable
    {
        private readonly int _rows = losses[0].Length, _padded = Columns.Padded(losses.Length);
        private readonly DrawnCounts _draws = new(losses[0].Length);

        // Memory that the curve before has touched: to touch new takes as long as to fill it.
        private readonly byte[] _counts = ArrayPool<byte>.Shared.Rent(checked(Math.Min(Batch, resamples) * losses[0].Length));
        private readonly double[] _weights = new double[Together * Block];
        private readonly double[] _block = new double[Block * Columns.Padded(losses.Length)], _sums = new double[Batch * Columns.Padded(losses.Length)];

        public void Dispose() => ArrayPool<byte>.Shared.Return(_counts);

        public Span<byte> Counts(int resample) => _counts.AsSpan(resample * _rows, _rows);

        public ReadOnlySpan<double> Sums(int resample) => _sums.AsSpan(resample * _padded, losses.Length);

        public long Total(int resample) => Kernels.Total(Counts(resample));

        /// <returns>How many were drawn.</returns>
        public int Draw(int resample, RandomStream random)
        {
            _draws.Draw(random, Counts(resample));
            return _rows;
        }

        public void Sum(int count)
        {
            Array.Clear(_sums);
            for (var first = 0; first < _rows; first += Block)
            {
                var rows = Math.Min(Block, _rows - first);
                for (var i = 0; i < losses.Length; i++) Columns.Transpose(new(losses[i].AsSpan(first, rows), rows), _block.AsSpan(i), _padded);
                for (var b = 0; b < count; b += Together)
                {
                    var together = Math.Min(Together, count - b);
                    for (var k = 0; k < together; k++) Kernels.Widen(Counts(b + k).Slice(first, rows), _weights.AsSpan(k * Block, rows));
                    Columns.AddProducts(_block, _padded, losses.Length, new(_weights.AsSpan(0, together * Block), Block), rows, _sums.AsSpan(b * _padded), _padded);
                }
            }
        }
    }

    // Two strata keep the number of groups that judge the minority what it is.
    private sealed class GroupDraw
    {
        private readonly RowGroups _groups;
        private readonly int[] _withMinority, _without;
        private readonly byte[] _counts;

        public GroupDraw(RowGroups groups)
        {
            _groups = groups;
            _withMinority = [.. groups.Minority.Distinct().Order()];
            _without = [.. groups.Majority.Distinct().Except(_withMinority).Order()];
            _counts = new byte[groups.Count];
        }

        public void Draw(Span<byte> majority, Span<byte> minority, RandomStream random)
        {
            Array.Clear(_counts);
            checked
            {
                for (var i = 0; i < _withMinority.Length; i++) _counts[_withMinority[random.NextIndex(_withMinority.Length)]]++;
                for (var i = 0; i < _without.Length; i++) _counts[_without[random.NextIndex(_without.Length)]]++;
            }

            for (var i = 0; i < majority.Length; i++) majority[i] = _counts[_groups.Majority[i]];
            for (var i = 0; i < minority.Length; i++) minority[i] = _counts[_groups.Minority[i]];
        }
    }
}
