using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>All pairs of not too many rows: floats score them, and the few of each query that may be among the k nearest get their exact distance and are ranked by it.</summary>
internal readonly unsafe struct RankedNeighbours<TScore, TEight>
    where TScore : struct, ISingles<TScore>
    where TEight : struct, ILanes<TEight>
{
    // Ranked by counting who is before whom, all pairs and no branch.
    private const int Few = 16;

    private readonly double* _rows, _distances;
    private readonly float* _scores;
    private readonly int* _candidates, _words, _found;
    private readonly ulong* _passed;
    private readonly int _count, _d, _k;

    private RankedNeighbours(double* rows, int count, int d, int k, int* found, double* memory)
    {
        (_count, _d, _k) = (count, d, k);
        _rows = rows;
        _found = found;
        _scores = (float*)memory;
        _passed = (ulong*)(_scores + ScoreRoom(count));
        _distances = (double*)(_passed + count);
        _words = (int*)(_distances + count);
        _candidates = _words + count;
    }

    private static int ScoreRoom(int count) => (count + 64) * TScore.Count;

    /// <param name="found">n × k, written.</param>
    /// <returns>False when floats cannot score these rows.</returns>
    public static bool TryFind(double* rows, int count, int d, int k, int* found)
    {
        var scores = new NeighbourScores<TScore>(rows, count, d, k + 1);
        var hasScale = scores.HasScale;
        if (hasScale)
        {
            var memory = NativeMemory.AlignedAlloc((nuint)ScoreRoom(count) * sizeof(float) + (nuint)count * (2 * sizeof(double) + ((nuint)TScore.Count + 1) * sizeof(int)), 64);
            var search = new RankedNeighbours<TScore, TEight>(rows, count, d, k, found, (double*)memory);
            for (var first = 0; first < count; first += TScore.Count) search.Find(first, scores.Score(first / TScore.Count, search._scores));
            NativeMemory.AlignedFree(memory);
        }

        // No using: for a free in a finally block published code needs a stub compiled at run time.
        scores.Dispose();
        return hasScale;
    }

    [SkipLocalsInit]
    private void Find(int first, TScore least)
    {
        // Rows of a word of masks.
        var together = 64 / TScore.Count;
        var lengths = stackalloc int[TScore.Count];
        new Span<int>(lengths, TScore.Count).Clear();
        var count = 0;
        for (var row = 0; row < _count; row += together)
        {
            ulong passed = 0;
            for (var i = 0; i < together; i++) passed |= TScore.Signs(TScore.Load(_scores + (row + i) * TScore.Count) - least) << (i * TScore.Count);
            _passed[count] = ~passed;
            _words[count] = row;
            count += passed != ulong.MaxValue ? 1 : 0;
        }

        for (var i = 0; i < count; i++)
        {
            for (var passed = _passed[i]; passed != 0; passed &= passed - 1)
            {
                var bit = BitOperations.TrailingZeroCount(passed);
                int query = bit % TScore.Count, row = _words[i] + bit / TScore.Count;
                _candidates[query * _count + lengths[query]] = row;
                lengths[query] += row == first + query || row >= _count ? 0 : 1;
            }
        }

        var here = Math.Min(TScore.Count, _count - first);
        for (var query = 0; query < here; query++) Rank(first + query, _candidates + query * _count, lengths[query]);
    }

    // Candidates by their index.
    [SkipLocalsInit]
    private void Rank(int query, int* candidates, int count)
    {
        var row = _rows + (long)query * _d;
        for (var i = 0; i < count; i++)
            _distances[i] = Reduction.Of<TEight, Reduction.SquaredDifference>(row, _rows + (long)candidates[i] * _d, _d);
        var found = _found + (long)query * _k;
        if (count > Few)
        {
            var nearest = stackalloc double[_k];
            var lists = new NeighbourLists(_k, nearest, found);
            lists.Clear(0, 1);
            for (var i = 0; i < count; i++) lists.Offer(0, candidates[i], _distances[i]);
            return;
        }

        var ranks = stackalloc int[Few];
        var ranked = stackalloc int[Few];
        for (var i = 0; i < count; i++)
        {
            var rank = i;
            for (var before = 0; before < i; before++)
            {
                var isNearer = _distances[i] < _distances[before] ? 1 : 0;
                ranks[before] += isNearer;
                rank -= isNearer;
            }

            ranks[i] = rank;
        }

        for (var i = 0; i < count; i++) ranked[ranks[i]] = candidates[i];
        for (var i = 0; i < _k; i++) found[i] = ranked[i];
    }
}
