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

    private readonly NeighbourScores<TScore> _scores;
    private readonly double* _rows, _distances, _nearest;
    private readonly float* _scored;
    private readonly ulong* _passed;
    private readonly int* _places, _candidates, _found;
    private readonly int _count, _d, _k;

    private RankedNeighbours(NeighbourScores<TScore> scores, double* rows, int count, int d, int k, int* found)
    {
        (_scores, _count, _d, _k) = (scores, count, d, k);
        _rows = rows;
        _found = found;
        // Words of masks are whole.
        nuint room = (nuint)count + 64, lanes = (nuint)TScore.Count;
        _scored = (float*)NativeMemory.AlignedAlloc(room * (lanes * sizeof(float) + sizeof(ulong) + 2 * sizeof(double) + (lanes + 1) * sizeof(int)), 64);
        _passed = (ulong*)(_scored + room * lanes);
        _distances = (double*)(_passed + room);
        _nearest = _distances + room;
        _places = (int*)(_nearest + room);
        _candidates = _places + room;
    }

    /// <param name="found">n × k, written.</param>
    /// <returns>False when floats cannot score these rows.</returns>
    public static bool TryFind(double* rows, int count, int d, int k, int* found)
    {
        // One more than asked for: the query itself.
        var scores = new NeighbourScores<TScore>(rows, count, d, k + 1);
        if (scores.HasScale)
        {
            var search = new RankedNeighbours<TScore, TEight>(scores, rows, count, d, k, found);
            for (var block = 0; block * TScore.Count < count; block++) search.Find(block);
            NativeMemory.AlignedFree(search._scored);
        }

        scores.Free();
        return scores.HasScale;
    }

    [SkipLocalsInit]
    private void Find(int block)
    {
        _scores.Score(block, _scored);
        var words = Pass(block);
        var lengths = stackalloc int[TScore.Count];
        new Span<int>(lengths, TScore.Count).Clear();
        var first = block * TScore.Count;
        for (var i = 0; i < words; i++)
        {
            for (var passed = _passed[i]; passed != 0; passed &= passed - 1)
            {
                var bit = BitOperations.TrailingZeroCount(passed);
                int query = bit % TScore.Count, row = _places[i] + bit / TScore.Count;
                _candidates[(long)query * _count + lengths[query]] = row;
                lengths[query] += row == first + query || row >= _count ? 0 : 1;
            }
        }

        var here = Math.Min(TScore.Count, _count - first);
        for (var query = 0; query < here; query++) Rank(first + query, _candidates + (long)query * _count, lengths[query]);
    }

    // Rows of a word of masks.
    private static int Together => 64 / TScore.Count;

    // Words of the masks of those rows that are not below the least, and the place where each begins; only words with a row.
    private int Pass(int block)
    {
        var least = _scores.Least(block);
        ulong* passed = _passed;
        int* places = _places;
        float* scores = _scored;
        var count = 0;
        for (var row = 0; row < _count; row += Together, scores += 64)
        {
            var below = Below(scores, least);
            passed[count] = ~below;
            places[count] = row;
            count += below != ulong.MaxValue ? 1 : 0;
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Below(float* scores, TScore least)
    {
        if (TScore.Count == 16)
        {
            return TScore.Signs(TScore.Load(scores) - least) | (TScore.Signs(TScore.Load(scores + 16) - least) << 16)
                | (TScore.Signs(TScore.Load(scores + 32) - least) << 32) | (TScore.Signs(TScore.Load(scores + 48) - least) << 48);
        }

        ulong below = 0;
        for (var i = 0; i < 64; i += TScore.Count) below |= TScore.Signs(TScore.Load(scores + i) - least) << i;
        return below;
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
            var lists = new NeighbourLists(_k, _nearest, found);
            lists.Clear(0, 1);
            for (var i = 0; i < count; i++) lists.Offer(0, candidates[i], _distances[i]);
            return;
        }

        var ranks = stackalloc int[Few];
        var ranked = stackalloc int[Few];
        for (var i = 0; i < count; i++)
        {
            var rank = i;
            for (var other = 0; other < i; other++)
            {
                var isNearer = _distances[i] < _distances[other] ? 1 : 0;
                ranks[other] += isNearer;
                rank -= isNearer;
            }

            ranks[i] = rank;
        }

        for (var i = 0; i < count; i++) ranked[ranks[i]] = candidates[i];
        for (var i = 0; i < _k; i++) found[i] = ranked[i];
    }
}
