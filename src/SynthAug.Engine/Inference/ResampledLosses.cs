using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// Losses of several rules on the judging rows drawn with replacement: each class as many as it has, or, with groups, the groups that hold minority rows and
/// those that hold none. The same draw judges all rules.
/// </summary>
internal static class ResampledLosses
{
    // Resamples at a time share the reading of the losses, a block of rows at a time; both fit the second-level cache.
    private const int Batch = 128, Block = 256;

    // Losses of as many rules at a time; the last are filled up by rules without a loss.
    private const int Together = 8;

    // What random numbers are made by: whole blocks of them, and few cut ones.
    private const int Draws = 768;

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
    private sealed class ClassSums(double[][] losses)
    {
        private readonly int _rows = losses[0].Length, _padded = Padded(losses);

        // n draws of n take a row one time on average, and 256 times in no run that was ever made: that would throw.
        private readonly byte[] _counts = GC.AllocateUninitializedArray<byte>(checked(Batch * losses[0].Length));
        private readonly double[] _weights = new double[Batch * Block];
        private readonly double[] _block = new double[Block * Padded(losses)], _sums = new double[Batch * Padded(losses)], _part = new double[Batch * Padded(losses)];

        public Span<byte> Counts(int resample) => _counts.AsSpan(resample * _rows, _rows);

        public ReadOnlySpan<double> Sums(int resample) => _sums.AsSpan(resample * _padded, losses.Length);

        public long Total(int resample) => Kernels.Total(Counts(resample));

        /// <returns>How many were drawn.</returns>
        public int Draw(int resample, RandomStream random)
        {
            var counts = Counts(resample);
            counts.Clear();
            Span<double> uniforms = stackalloc double[Draws];
            Span<int> places = stackalloc int[Draws];
            for (var drawn = 0; drawn < counts.Length; drawn += Draws)
            {
                var part = uniforms[..Math.Min(Draws, counts.Length - drawn)];
                random.FillUniform(part);
                Kernels.Places(part, counts.Length, places[..part.Length]);
                foreach (var place in places[..part.Length]) counts[place]++;
            }

            // Asked once: to ask in every draw takes as long as the draw.
            if (Total(resample) != counts.Length) throw new OverflowException("A row was drawn more often than a byte can count.");
            return counts.Length;
        }

        public void Sum(int resamples)
        {
            Array.Clear(_sums);
            var part = _part.AsSpan(0, resamples * _padded);
            for (var first = 0; first < _rows; first += Block)
            {
                var count = Math.Min(Block, _rows - first);
                for (var i = 0; i < losses.Length; i++) losses[i].AsSpan(first, count).CopyTo(_block.AsSpan(i * count));
                _block.AsSpan(losses.Length * count, (_padded - losses.Length) * count).Clear();
                for (var b = 0; b < resamples; b++) Kernels.Widen(Counts(b).Slice(first, count), _weights.AsSpan(b * count, count));
                Kernels.Dots(new(_weights.AsSpan(0, resamples * count), count), new(_block.AsSpan(0, _padded * count), count), part);
                Kernels.Axpy(1, part, _sums.AsSpan(0, part.Length));
            }
        }

        private static int Padded(double[][] losses) => (losses.Length + Together - 1) / Together * Together;
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
