using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>Losses of several rules on <see cref="ResampledRows"/>. The same draw judges all rules.</summary>
internal static class ResampledLosses
{
    // A block of rows at a time: one of two dozen rules stays in the first-level cache.
    private const int Block = 128;

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
        using var rows = new ResampledRows(rules[0].Majority.Length, rules[0].Minority.Length, random, resamples, groups);
        var (majority, minority) = (new ClassSums([.. rules.Select(l => l.Majority)]), new ClassSums([.. rules.Select(l => l.Minority)]));
        for (var first = 0; first < resamples; first += ResampledRows.Batch)
        {
            var count = rows.Draw(first);
            majority.Sum(rows, minority: false, count);
            minority.Sum(rows, minority: true, count);
            for (var b = 0; b < count; b++)
            {
                var losses = result.Writable[first + b];
                losses.Clear();
                Kernels.Axpy(rho / rows.Drawn(minority: false, b), majority.Sums(b), losses);
                Kernels.Axpy((1 - rho) / rows.Drawn(minority: true, b), minority.Sums(b), losses);
            }
        }

        return result;
    }

    /// <summary>One class's rows: every rule's sum of losses over each resample of a batch.</summary>
    private sealed class ClassSums(double[][] losses)
    {
        private readonly int _rows = losses[0].Length, _padded = Columns.Padded(losses.Length);
        private readonly double[] _weights = new double[Together * Block];
        private readonly double[] _block = new double[Block * Columns.Padded(losses.Length)], _sums = new double[ResampledRows.Batch * Columns.Padded(losses.Length)];

        public ReadOnlySpan<double> Sums(int resample) => _sums.AsSpan(resample * _padded, losses.Length);

        public void Sum(ResampledRows drawn, bool minority, int count)
        {
            Array.Clear(_sums);
            for (var first = 0; first < _rows; first += Block)
            {
                var rows = Math.Min(Block, _rows - first);
                for (var i = 0; i < losses.Length; i++) Columns.Transpose(new(losses[i].AsSpan(first, rows), rows), _block.AsSpan(i), _padded);
                for (var b = 0; b < count; b += Together)
                {
                    var together = Math.Min(Together, count - b);
                    for (var k = 0; k < together; k++) Kernels.Widen(drawn.Counts(minority, b + k).Slice(first, rows), _weights.AsSpan(k * Block, rows));
                    Columns.AddProducts(_block, _padded, losses.Length, new(_weights.AsSpan(0, together * Block), Block), rows, _sums.AsSpan(b * _padded), _padded);
                }
            }
        }
    }
}
