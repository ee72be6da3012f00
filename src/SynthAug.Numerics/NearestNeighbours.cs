using System.Buffers;
using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>Exact nearest neighbours of every row among the other rows, Euclidean.</summary>
public static unsafe class NearestNeighbours
{
    /// <summary>
    /// The k nearest other rows of each row, nearest first; equal distances by index. A row is excluded from its own list by index, not
    /// by distance: duplicates are neighbours. A distance is <see cref="Kernels.SquaredDistance"/>; NaN counts as +∞.
    /// </summary>
    /// <param name="rows">n × d.</param>
    /// <param name="k">1 ≤ k &lt; n.</param>
    /// <param name="neighbours">n × k row indices, length n·k; written.</param>
    /// <remarks>All pairs, O(n²·d): a blocked product sifts them, and what may be near enough gets its exact distance.</remarks>
    /// <exception cref="ArgumentException">k is out of range, or the length does not fit.</exception>
    public static void Find(ReadOnlyRows rows, int k, Span<int> neighbours)
    {
        if (k < 1 || k >= rows.Count)
            throw new ArgumentException($"k = {k} neighbours cannot be had from {rows.Count} rows: 1 ≤ k < n.", nameof(k));
        Require.Length(neighbours.Length, checked(rows.Count * k), nameof(neighbours));
        var nearest = ArrayPool<double>.Shared.Rent(neighbours.Length);
        Array.Fill(nearest, double.PositiveInfinity, 0, neighbours.Length);
        neighbours.Fill(-1);
        fixed (double* x = rows.Values, distances = nearest)
        fixed (int* indices = neighbours)
        {
            // The sieve may be any width: it decides only what is looked at, never a distance.
            if (Lanes512.IsSupported) Find<Pair<Lanes512>, Lanes512>(x, rows.Count, rows.Dimension, new(k, distances, indices));
            else if (Lanes256.IsSupported) Find<Lanes256, Pair<Lanes256>>(x, rows.Count, rows.Dimension, new(k, distances, indices));
            else Find<Lane, EightPlain>(x, rows.Count, rows.Dimension, new(k, distances, indices));
        }

        ArrayPool<double>.Shared.Return(nearest);
    }

    private static void Find<TSieve, TEight>(double* rows, int count, int d, NeighbourLists lists)
        where TSieve : struct, ILanes<TSieve>
        where TEight : struct, ILanes<TEight>
    {
        using var sieve = new NeighbourSieve<TSieve>(rows, count, d);
        var scores = stackalloc double[NeighbourSieve<TSieve>.Queries * NeighbourSieve<TSieve>.BlockSize];
        for (var chunk = 0; chunk < sieve.BlockCount; chunk += sieve.BlocksInL1)
        {
            var end = Math.Min(chunk + sieve.BlocksInL1, sieve.BlockCount);
            for (var first = 0; first < count; first += NeighbourSieve<TSieve>.Queries)
            {
                var queries = Math.Min(NeighbourSieve<TSieve>.Queries, count - first);
                for (var block = chunk; block < end; block++)
                {
                    sieve.Score(first, block, scores);
                    for (var q = 0; q < queries; q++)
                    {
                        var query = first + q;
                        var hits = sieve.Passing(query, lists.Farthest(query), scores + q * NeighbourSieve<TSieve>.BlockSize);
                        for (; hits != 0; hits &= hits - 1)
                        {
                            var candidate = block * NeighbourSieve<TSieve>.BlockSize + System.Numerics.BitOperations.TrailingZeroCount(hits);
                            if (candidate == query || candidate >= count) continue;
                            lists.Offer(query, candidate, Reduction.Of<TEight, Reduction.SquaredDifference>(
                                rows + (long)query * d, rows + (long)candidate * d, d));
                        }
                    }
                }
            }
        }
    }
}
