using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>All pairs: a sieve in floats says which may be near enough, and those get their exact distance.</summary>
internal readonly unsafe struct SievedNeighbours<TSieve, TEight> : INeighbourSearch, IDisposable
    where TSieve : struct, ISingles<TSieve>
    where TEight : struct, ILanes<TEight>
{
    // From so many on the whole block costs less than one at a time: at first all pass.
    private const int Many = 6;

    private const int MostWaiting = 256;

    private readonly double* _rows, _distances;
    private readonly int _count, _d, _groupsInL2;
    private readonly NeighbourLists _lists;
    private readonly NeighbourSieve<TSieve> _sieve;

    public SievedNeighbours(double* rows, int count, int d, int k, int* neighbours)
    {
        _rows = rows;
        _count = count;
        _d = d;
        _distances = (double*)NativeMemory.Alloc((nuint)count * (nuint)k, sizeof(double));
        _lists = new(k, _distances, neighbours);
        _sieve = new(rows, count, d);
        // A query's floats and doubles and its list.
        _groupsInL2 = Math.Max(1, 400_000 / (NeighbourSieve<TSieve>.Queries * 12 * (d + k)));
    }

    public int UnitCount => _sieve.GroupCount;

    public void Dispose()
    {
        _sieve.Dispose();
        NativeMemory.Free(_distances);
    }

    public void Find(int firstUnit, int endUnit)
    {
        var most = (nuint)_sieve.BlocksInL1 * (nuint)Math.Min(_groupsInL2, endUnit - firstUnit);
        var passed = (ulong*)NativeMemory.Alloc(most * (NeighbourSieve<TSieve>.Queries + 1), sizeof(ulong));
        var tiles = (int*)(passed + most * NeighbourSieve<TSieve>.Queries);
        for (var part = firstUnit; part < endUnit; part += _groupsInL2) FindPart(part, Math.Min(part + _groupsInL2, endUnit), passed, tiles);
        NativeMemory.Free(passed);
    }

    // Blocks stay in the first cache for all groups of the part, and what belongs to a query stays in the second for all blocks. Tests come first and
    // offers after them: an offer is a mispredicted branch, and in between it would empty the pipeline. So limits tighten only from chunk to chunk,
    // and the first chunks, where they tighten most, are small.
    [SkipLocalsInit]
    private void FindPart(int firstGroup, int endGroup, ulong* passed, int* tiles)
    {
        const int Queries = NeighbourSieve<TSieve>.Queries;
        var pairs = stackalloc int[2 * MostWaiting];
        var end = Math.Min(_count, endGroup * Queries);
        _lists.Clear(firstGroup * Queries, end);
        for (var query = firstGroup * Queries; query < end; query++) _sieve.Limit(query, double.PositiveInfinity);

        for (int block = 0, length = 1; block < _sieve.BlockCount; block += length)
        {
            length = Math.Min(Math.Clamp(block, 1, _sieve.BlocksInL1), _sieve.BlockCount - block);
            var count = 0;
            for (var group = firstGroup; group < endGroup; group++)
            {
                for (var i = 0; i < length; i++)
                {
                    tiles[2 * count] = group;
                    tiles[2 * count + 1] = block + i;
                    count += _sieve.Test(group, block + i, passed + Queries * count) ? 1 : 0;
                }
            }

            var waiting = 0;
            for (var tile = 0; tile < count; tile++)
            {
                var masks = passed + tile * Queries;
                var any = (masks[0] != 0 ? 1u : 0) | (masks[1] != 0 ? 2u : 0) | (masks[2] != 0 ? 4u : 0)
                    | (masks[3] != 0 ? 8u : 0) | (masks[4] != 0 ? 16u : 0) | (masks[5] != 0 ? 32u : 0);
                for (; any != 0; any &= any - 1)
                {
                    var q = BitOperations.TrailingZeroCount(any);
                    var query = tiles[2 * tile] * Queries + q;
                    var first = tiles[2 * tile + 1] * NeighbourSieve<TSieve>.BlockSize;
                    if (query >= _count) continue;
                    if (BitOperations.PopCount(masks[q]) >= Many) OfferBlock(query, first);
                    else
                    {
                        for (var mask = masks[q]; mask != 0; mask &= mask - 1)
                        {
                            pairs[2 * waiting] = query;
                            pairs[2 * waiting++ + 1] = first + BitOperations.TrailingZeroCount(mask);
                        }

                        if (waiting <= MostWaiting - Many) continue;
                        OfferPairs(pairs, waiting);
                        waiting = 0;
                    }
                }
            }

            OfferPairs(pairs, waiting);
        }
    }

    // All distances, then all offers: a distance need not wait until the branches of the offer before it are known.
    [SkipLocalsInit]
    private void OfferPairs(int* pairs, int count)
    {
        var distances = stackalloc double[MostWaiting];
        for (var i = 0; i < count; i++)
        {
            // Beyond the last row: the row itself, which is no neighbour.
            if (pairs[2 * i + 1] >= _count) pairs[2 * i + 1] = pairs[2 * i];
            distances[i] = Reduction.Of<TEight, Reduction.SquaredDifference>(_rows + (long)pairs[2 * i] * _d, _rows + (long)pairs[2 * i + 1] * _d, _d);
        }

        for (var i = 0; i < count; i++)
        {
            var query = pairs[2 * i];
            if (pairs[2 * i + 1] == query || distances[i] > _lists.Farthest(query)) continue;
            _lists.Offer(query, pairs[2 * i + 1], distances[i]);
            _sieve.Limit(query, _lists.Farthest(query));
        }
    }

    [SkipLocalsInit]
    private void OfferBlock(int query, int first)
    {
        var farthest = _lists.Farthest(query);
        var length = Math.Min(NeighbourSieve<TSieve>.BlockSize, _count - first);
        var distances = stackalloc double[NeighbourSieve<TSieve>.BlockSize];
        Reduction.OfRows<TEight, Reduction.SquaredDifference>(_rows + (long)first * _d, length, _rows + (long)query * _d, _d, distances);
        for (var i = 0; i < length; i++)
        {
            if (distances[i] > farthest || first + i == query) continue;
            _lists.Offer(query, first + i, distances[i]);
            farthest = _lists.Farthest(query);
        }

        _sieve.Limit(query, farthest);
    }
}
