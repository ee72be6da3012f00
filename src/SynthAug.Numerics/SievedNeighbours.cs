using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// All pairs: a sieve in floats says which may be near enough for one of the two, and those get their exact distance and are offered to both. Every list begins with the nearest of few
/// rows that stand together, so most of what is far never passes.
/// </summary>
internal readonly unsafe struct SievedNeighbours<T, TSieve, TEight> : IDisposable
    where T : struct, ILanes<T>
    where TSieve : struct, ISingles<TSieve>
    where TEight : struct, ILanes<TEight>
{
    private const int Queries = NeighbourSieve<TSieve>.Queries;

    // Parts of rows begin where both a group and a block do, whatever the width.
    private const int Whole = 192;

    // From so many on the whole block costs less than one at a time: at first all pass.
    private const int Many = 6;

    // Offers wait until so many tests have let something through: an offer is a mispredicted branch, and in between it would empty the pipeline. Reaches
    // tighten only with the offers, so not too many.
    private const int MostTiles = 16;

    private const int MostWaiting = 256;

    private readonly NearbyRows<TEight> _rows;
    private readonly double* _distances;
    private readonly int* _found;
    private readonly int _count, _d, _k, _groupsInL2;
    private readonly bool _isBegun;
    private readonly NeighbourLists _lists;
    private readonly NeighbourSieve<TSieve> _sieve;

    public SievedNeighbours(double* rows, int count, int d, int k)
    {
        _rows = new(rows, count, d);
        (_count, _d, _k) = (count, d, k);
        _distances = (double*)NativeMemory.Alloc((nuint)count * (nuint)k, sizeof(double) + sizeof(int));
        _found = (int*)(_distances + (long)count * k);
        _lists = new(k, _distances, _found);
        _sieve = new(_rows.Values, count, d);
        // A query's floats and doubles and its list.
        _groupsInL2 = Math.Max(1, 400_000 / (Queries * 12 * (d + k)));
        _isBegun = _sieve.HasScale;
        if (_isBegun && k <= DirectNeighbours.MostNeighbours) Begin();
        else _lists.Clear(0, count);
        if (_isBegun && k > DirectNeighbours.MostNeighbours) BeginOneByOne();
    }

    public void Dispose()
    {
        _sieve.Dispose();
        NativeMemory.Free(_distances);
        _rows.Dispose();
    }

    /// <param name="neighbours">n × k, written.</param>
    public void Find(int* neighbours, int threads)
    {
        if (threads == 1) Meet(0, 0, 1);
        else MeetInRounds(threads);
        for (var i = 0; i < _count; i++) new ReadOnlySpan<int>(_found + (long)i * _k, _k).CopyTo(new(neighbours + (long)_rows.Ids[i] * _k, _k));
    }

    // Rows that stand together know each other from the beginning. No square overflows where there is a scale: what is at infinity is a free place.
    private void Begin()
    {
        for (var first = 0; first < _count; first += NearbyRows<TEight>.Together)
        {
            var here = Math.Min(NearbyRows<TEight>.Together, _count - first);
            var distances = _distances + (long)first * _k;
            var found = _found + (long)first * _k;
            DirectNeighbours.TryFind<T>(_rows.Values + (long)first * _d, here, _d, _k, found, distances);
            for (var i = 0; i < here * _k; i++) found[i] = double.IsFinite(distances[i]) ? _rows.Ids[first + found[i]] : int.MaxValue;
            for (var i = 0; i < here; i++) _sieve.Reach(first + i, _lists.Farthest(first + i));
        }
    }

    // More neighbours than there are registers for.
    [SkipLocalsInit]
    private void BeginOneByOne()
    {
        var distances = stackalloc double[NearbyRows<TEight>.Together];
        for (var query = 0; query < _count; query++)
        {
            var first = query / NearbyRows<TEight>.Together * NearbyRows<TEight>.Together;
            var here = Math.Min(NearbyRows<TEight>.Together, _count - first);
            Reduction.OfRows<TEight, Reduction.SquaredDifference>(_rows.Values + (long)first * _d, here, _rows.Values + (long)query * _d, _d, distances);
            for (var i = 0; i < here; i++)
                if (first + i != query && !(distances[i] > _lists.Farthest(query))) _lists.Offer(query, _rows.Ids[first + i], distances[i]);
            _sieve.Reach(query, _lists.Farthest(query));
        }
    }

    // A tournament: in a round no part plays twice, so whoever holds two parts may write the lists of both.
    private void MeetInRounds(int threads)
    {
        var search = this;
        var parts = 2 * threads;
        Play(parts, part => search.Meet(part, part, parts));
        for (var round = 0; round < parts - 1; round++)
        {
            var shift = round;
            Play(threads, game =>
            {
                int a = game == 0 ? parts - 1 : (shift + game) % (parts - 1), b = (shift + parts - 1 - game) % (parts - 1);
                search.Meet(Math.Min(a, b), Math.Max(a, b), parts);
            });
        }

        void Play(int games, Action<int> play) => Parallel.For(0, games, new() { MaxDegreeOfParallelism = threads }, play);
    }

    // Every row of the lower part with every row of the upper one, or all pairs of one part.
    private void Meet(int lower, int upper, int parts)
    {
        int firstRow = FirstRow(lower, parts), endRow = FirstRow(lower + 1, parts), firstOther = FirstRow(upper, parts), endOther = FirstRow(upper + 1, parts);
        int firstBlock = firstOther / NeighbourSieve<TSieve>.BlockSize, endBlock = Groups(endOther, NeighbourSieve<TSieve>.BlockSize);
        var endGroup = Groups(endRow, Queries);
        for (var group = firstRow / Queries; group < endGroup; group += _groupsInL2)
            Meet(group, Math.Min(group + _groupsInL2, endGroup), firstBlock, endBlock);
    }

    private int FirstRow(int part, int parts) => (int)Math.Min(_count, (long)Groups(_count, Whole) * part / parts * Whole);

    private static int Groups(int rows, int size) => (rows + size - 1) / size;

    // Blocks stay in the first cache for all groups, and what belongs to a group stays in the second for all blocks.
    [SkipLocalsInit]
    private void Meet(int firstGroup, int endGroup, int firstBlock, int endBlock)
    {
        var passed = stackalloc ulong[MostTiles * Queries];
        var tiles = stackalloc int[MostTiles * 2];
        var count = 0;
        // Blocks before the first group met these rows when they were queries.
        firstBlock = Math.Max(firstBlock, firstGroup * Queries / NeighbourSieve<TSieve>.BlockSize);
        for (var block = firstBlock; block < endBlock; block += _sieve.BlocksInL1)
        {
            var end = Math.Min(block + _sieve.BlocksInL1, endBlock);
            for (var group = firstGroup; group < endGroup; group++)
            {
                for (var at = Math.Max(block, group * Queries / NeighbourSieve<TSieve>.BlockSize); at < end; at++)
                {
                    tiles[2 * count] = group;
                    tiles[2 * count + 1] = at;
                    count += _sieve.Test(group, at, passed + Queries * count) ? 1 : 0;
                    if (count < MostTiles) continue;
                    OfferTiles(passed, tiles, count);
                    count = 0;
                }
            }
        }

        OfferTiles(passed, tiles, count);
    }

    [SkipLocalsInit]
    private void OfferTiles(ulong* passed, int* tiles, int count)
    {
        var pairs = stackalloc int[2 * MostWaiting];
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
                var mask = query < _count ? masks[q] : 0;
                // A pair counts once, where the query is the lower one.
                if (_isBegun && query / NearbyRows<TEight>.Together == first / NearbyRows<TEight>.Together) mask = 0;
                else if (query >= first) mask = query - first < 63 ? mask & (ulong.MaxValue << (query - first + 1)) : 0;
                if (BitOperations.PopCount(mask) >= Many) OfferBlock(query, Math.Max(first, query + 1), first + NeighbourSieve<TSieve>.BlockSize);
                else
                {
                    for (; mask != 0; mask &= mask - 1)
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

    // All distances, then all offers: a distance need not wait until the branches of the offer before it are known.
    [SkipLocalsInit]
    private void OfferPairs(int* pairs, int count)
    {
        var distances = stackalloc double[MostWaiting];
        for (var i = 0; i < count; i++)
        {
            // Beyond the last row: the query itself, which is no neighbour.
            if (pairs[2 * i + 1] >= _count) pairs[2 * i + 1] = pairs[2 * i];
            distances[i] = Reduction.Of<TEight, Reduction.SquaredDifference>(_rows.Values + (long)pairs[2 * i] * _d, _rows.Values + (long)pairs[2 * i + 1] * _d, _d);
        }

        for (var i = 0; i < count; i++)
        {
            if (pairs[2 * i + 1] == pairs[2 * i]) continue;
            Offer(pairs[2 * i], pairs[2 * i + 1], distances[i]);
            Offer(pairs[2 * i + 1], pairs[2 * i], distances[i]);
        }
    }

    [SkipLocalsInit]
    private void OfferBlock(int query, int first, int end)
    {
        var length = Math.Min(end, _count) - first;
        var distances = stackalloc double[NeighbourSieve<TSieve>.BlockSize];
        Reduction.OfRows<TEight, Reduction.SquaredDifference>(_rows.Values + (long)first * _d, length, _rows.Values + (long)query * _d, _d, distances);
        for (var i = 0; i < length; i++)
        {
            Offer(query, first + i, distances[i]);
            Offer(first + i, query, distances[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Offer(int query, int index, double distance)
    {
        if (distance > _lists.Farthest(query)) return;
        _lists.Offer(query, _rows.Ids[index], distance);
        _sieve.Reach(query, _lists.Farthest(query));
    }
}
