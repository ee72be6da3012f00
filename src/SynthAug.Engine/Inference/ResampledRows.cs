using System.Buffers;
using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// The judging rows drawn with replacement, as how often each is drawn, a batch of resamples at a time: each class as many as it has, or, with groups, the groups that hold minority rows and
/// those that hold none.
/// </summary>
internal sealed class ResampledRows : IDisposable
{
    /// <summary>Resamples that share a reading of what is summed over them.</summary>
    public const int Batch = 128;

    private readonly RandomStream _random;
    private readonly GroupDraw? _grouped;
    private readonly OfClass _majority, _minority;

    /// <param name="random">Resample b draws from its row b: more resamples continue the same sequence.</param>
    /// <param name="resamples">B ≥ 1.</param>
    /// <param name="groups">Rows that belong together.</param>
    public ResampledRows(int majority, int minority, RandomStream random, int resamples, RowGroups? groups)
    {
        (_random, Resamples, _grouped) = (random, resamples, groups is null ? null : new GroupDraw(groups));
        (_majority, _minority) = (new(majority, resamples), new(minority, resamples));
    }

    /// <summary>B.</summary>
    public int Resamples { get; }

    /// <summary>How often each row of a class is in each resample of the batch: resamples × rows.</summary>
    public ReadOnlySpan<byte> Counts(bool minority) => (minority ? _minority : _majority).All;

    /// <summary>Of a resample of the batch.</summary>
    public ReadOnlySpan<byte> Counts(bool minority, int resample) => (minority ? _minority : _majority).Counts(resample);

    /// <summary>How many rows a resample of the batch has of a class.</summary>
    public long Drawn(bool minority, int resample) => (minority ? _minority : _majority).Drawn[resample];

    /// <returns>How many resamples the batch from this one has.</returns>
    public int Draw(int first)
    {
        var count = Math.Min(Batch, Resamples - first);
        for (var b = 0; b < count; b++)
        {
            _random.AtRow(first + b);
            if (_grouped is null)
            {
                _majority.Draw(b, _random);
                _minority.Draw(b, _random);
                continue;
            }

            do
            {
                _grouped.Draw(_majority.Counts(b), _minority.Counts(b), _random);
            }
            while (_majority.Total(b) == 0 || _minority.Total(b) == 0);
        }

        return count;
    }

    public void Dispose()
    {
        _majority.Dispose();
        _minority.Dispose();
    }

    private sealed class OfClass(int rows, int resamples) : IDisposable
    {
        private readonly DrawnCounts _draws = new(rows);

        // Memory that the curve before has touched: to touch new takes as long as to fill it.
        private readonly byte[] _counts = ArrayPool<byte>.Shared.Rent(checked(Math.Min(Batch, resamples) * rows));

        public long[] Drawn { get; } = new long[Batch];

        public ReadOnlySpan<byte> All => _counts;

        public Span<byte> Counts(int resample) => _counts.AsSpan(resample * rows, rows);

        public long Total(int resample) => Drawn[resample] = Kernels.Total(Counts(resample));

        public void Draw(int resample, RandomStream random)
        {
            _draws.Draw(random, Counts(resample));
            Drawn[resample] = rows;
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_counts);
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
