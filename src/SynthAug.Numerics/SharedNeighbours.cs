using System.Runtime.Intrinsics.X86;
using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>
/// One search over a set of rows that serves many parts of it, such as folds, each with columns scaled in its own way. Of every row it keeps more neighbours than are asked for: those of them that
/// are in the part hold its nearest as a rule, and where that is not certain the row is searched for among all.
/// </summary>
public sealed unsafe class SharedNeighbours
{
    // With four fifths of the rows in a part and scales that differ by some hundredths, two rows of a hundred are uncertain.
    private const int KeptEach = 3;

    // Of so many rows one uncertain: beyond, all pairs cost less.
    private const int MostUncertain = 16;

    private const int Ahead = 4, Line = 64;

    private readonly int[] _candidates;
    private readonly double[] _distances;
    private readonly int _count, _kept;

    /// <param name="rows">n × d.</param>
    /// <param name="k">The most neighbours that will be asked for, 1 ≤ k &lt; n.</param>
    /// <param name="threads">At most so many at once.</param>
    public SharedNeighbours(ReadOnlyRows rows, int k, int threads = 1)
    {
        (_count, _kept) = (rows.Count, Math.Min(KeptEach * k + 1, rows.Count - 1));
        _candidates = new int[checked(_count * _kept)];
        NearestNeighbours.Find(rows, _kept, _candidates, threads);
        _distances = new double[_candidates.Length];
        for (var i = 0; i < _distances.Length; i++) _distances[i] = Math.Sqrt(Kernels.SquaredDistance(rows[i / _kept], rows[_candidates[i]]));
    }

    /// <summary>What <see cref="NearestNeighbours.Find"/> gives of a part, to the same bits.</summary>
    /// <param name="part">m × d: row i is row <paramref name="ids"/>[i] of the set, but for a factor and a shift of every column.</param>
    /// <param name="ids">Length m, each once.</param>
    /// <param name="least">The least of the factors of those columns that are not constant in the part, &gt; 0.</param>
    /// <param name="rounding">More than what rounding may do to a distance, in the set or in the part.</param>
    /// <param name="k">1 ≤ k &lt; m, no more than was said.</param>
    /// <param name="neighbours">m × k, written.</param>
    /// <param name="threads">At most so many at once.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public void Find(ReadOnlyRows part, ReadOnlySpan<int> ids, double least, double rounding, int k, Span<int> neighbours, int threads = 1)
    {
        if (k < 1 || k >= part.Count || k > _kept) throw new ArgumentException($"k = {k} neighbours cannot be had from {part.Count} rows of which {_kept} are kept each.", nameof(k));
        Require.Length(ids.Length, part.Count, nameof(ids));
        Require.Length(neighbours.Length, checked(part.Count * k), nameof(neighbours));
        var uncertain = Lanes512.IsSupported ? Certain<Lanes512>(part, ids, least, rounding, k, neighbours)
            : Lanes256.IsSupported ? Certain<Pair<Lanes256>>(part, ids, least, rounding, k, neighbours)
            : Certain<EightPlain>(part, ids, least, rounding, k, neighbours);
        if (uncertain.Count > part.Count / MostUncertain) NearestNeighbours.Find(part, k, neighbours, threads);
        else AmongAll(part, uncertain, k, neighbours);
    }

    // The rows that are left: one that is no candidate may be as near as the last neighbour.
    private List<int> Certain<T>(ReadOnlyRows part, ReadOnlySpan<int> ids, double least, double rounding, int k, Span<int> neighbours) where T : struct, ILanes<T>
    {
        var places = new int[_count];
        Array.Fill(places, -1);
        for (var i = 0; i < ids.Length; i++) places[ids[i]] = i;
        var uncertain = new List<int>();
        var d = part.Dimension;
        var nearest = stackalloc double[k];
        fixed (double* rows = part.Values)
        fixed (int* found = neighbours)
        {
            for (var i = 0; i < ids.Length; i++)
            {
                if (i + Ahead < ids.Length) Prefetch(ids[i + Ahead]);
                var list = new NeighbourLists(k, nearest, found + (long)i * k);
                list.Clear(0, 1);
                var candidates = _candidates.AsSpan(ids[i] * _kept, _kept);
                var distances = _distances.AsSpan(ids[i] * _kept, _kept);
                // From the next candidate on all are at least as far in the set, and so in the part.
                var next = 0;
                for (; next < candidates.Length && !IsNearer(nearest[k - 1], distances[next]); next++)
                {
                    var place = places[candidates[next]];
                    if (place >= 0) list.Offer(0, place, Reduction.Of<T, Reduction.SquaredDifference>(rows + (long)i * d, rows + (long)place * d, d));
                }

                if (next == candidates.Length && _kept < _count - 1 && !IsNearer(nearest[k - 1], distances[^1])) uncertain.Add(i);
            }
        }

        return uncertain;

        bool IsNearer(double squaredDistance, double distanceInSet)
        {
            var atLeast = least * (distanceInSet - rounding) - rounding;
            return atLeast > 0 && squaredDistance < atLeast * atLeast;
        }
    }

    // A part has the set's rows in any order: to wait for each takes longer than what is done with it.
    private void Prefetch(int row)
    {
        if (!Sse.IsSupported) return;
        var candidates = _candidates.AsSpan(row * _kept, _kept);
        var distances = _distances.AsSpan(row * _kept, _kept);
        fixed (int* who = candidates)
        fixed (double* far = distances)
        {
            for (var j = 0; j < _kept; j += Line / sizeof(int)) Sse.Prefetch0(who + j);
            for (var j = 0; j < _kept; j += Line / sizeof(double)) Sse.Prefetch0(far + j);
            Sse.Prefetch0(far + _kept - 1);
        }
    }

    private static void AmongAll(ReadOnlyRows part, List<int> queries, int k, Span<int> neighbours)
    {
        var distances = new double[part.Count];
        var nearest = stackalloc double[k];
        fixed (int* found = neighbours)
        {
            foreach (var query in queries)
            {
                Kernels.SquaredDistances(part[query], part, distances);
                var list = new NeighbourLists(k, nearest, found + (long)query * k);
                list.Clear(0, 1);
                for (var i = 0; i < distances.Length; i++)
                    if (i != query && !(distances[i] > nearest[k - 1])) list.Offer(0, i, distances[i]);
            }
        }
    }
}
