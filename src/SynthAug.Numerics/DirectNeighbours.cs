using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// All pairs of few rows, as many queries as there are lanes at a time: every other row's distances to them, in the order of the rows, sink into k sorted
/// places. Only for finite rows.
/// </summary>
internal static unsafe class DirectNeighbours
{
    /// <summary>Neighbours for which there are registers.</summary>
    public const int MostNeighbours = 8;

    // Distances of so many rows stay in the first-level cache.
    private const int Chunk = 64;

    // Rows that are asked at once whether one of them is near enough: asked one by one, for eight queries, it is a coin that no processor foresees, which takes longer than to sink them all.
    private const int Together = 8;

    /// <param name="found">n × k, written; where a distance is +∞ anything.</param>
    /// <param name="within">n × k squared distances, written; null when nobody asks.</param>
    /// <returns>False when squares overflow: a list may lack neighbours at +∞.</returns>
    public static bool TryFind<T>(double* rows, int count, int d, int k, int* found, double* within = null) where T : struct, ILanes<T>
    {
        var memory = (double*)NativeMemory.AlignedAlloc((nuint)((Chunk + d + 2 * k) * T.Count) * sizeof(double), 64);
        double* distances = memory, nearest = distances + Chunk * T.Count, queries = nearest + 2 * k * T.Count;
        var isWhole = true;
        for (var first = 0; first < count && (isWhole || within is not null); first += T.Count)
        {
            var here = Math.Min(T.Count, count - first);
            // Where there are fewer queries, what was there is worked on and not taken back.
            for (var i = 0; i < here; i++)
            {
                for (var j = 0; j < d; j++) queries[j * T.Count + i] = rows[(long)(first + i) * d + j];
            }

            new Span<double>(nearest, k * T.Count).Fill(double.PositiveInfinity);
            for (var other = 0; other < count; other += Chunk)
            {
                var length = Math.Min(Chunk, count - other);
                Distances<T>(queries, rows + (long)other * d, length, d, distances);
                for (var i = 0; i < here; i++)
                {
                    if ((uint)(first + i - other) < (uint)length) distances[(first + i - other) * T.Count + i] = double.PositiveInfinity;
                }

                Insert<T>(distances, other, length, k, nearest);
            }

            for (var i = 0; i < here; i++)
            {
                isWhole &= double.IsFinite(nearest[(k - 1) * T.Count + i]);
                for (var l = 0; l < k; l++) found[(long)(first + i) * k + l] = (int)((long*)nearest)[(k + l) * T.Count + i];
                for (var l = 0; within is not null && l < k; l++) within[(long)(first + i) * k + l] = nearest[l * T.Count + i];
            }
        }

        NativeMemory.AlignedFree(memory);
        return isWhole;
    }

    private static void Distances<T>(double* queries, double* rows, int count, int d, double* distances) where T : struct, ILanes<T>
    {
        for (var i = 0; i < count; i++, rows += d, distances += T.Count) ColumnDistance.ToPoints<T>(queries, rows, d).Store(distances);
    }

    private static void Insert<T>(double* distances, int first, int count, int k, double* nearest) where T : struct, ILanes<T>
    {
        switch (k)
        {
            case 1: Insert<T, TileOne>(distances, first, count, nearest); break;
            case 2: Insert<T, TileTwo>(distances, first, count, nearest); break;
            case 3: Insert<T, TileThree>(distances, first, count, nearest); break;
            case 4: Insert<T, TileFour>(distances, first, count, nearest); break;
            case 5: Insert<T, TileFive>(distances, first, count, nearest); break;
            case 6: Insert<T, TileSix>(distances, first, count, nearest); break;
            case 7: Insert<T, TileSeven>(distances, first, count, nearest); break;
            default: Insert<T, TileEight>(distances, first, count, nearest); break;
        }
    }

    // Rows come by index: one at the same distance stays behind those before it.
    private static void Insert<T, TK>(double* distances, int first, int count, double* nearest)
        where T : struct, ILanes<T>
        where TK : ITileSize
    {
        var who = nearest + TK.Value * T.Count;
        T d0 = T.Load(nearest), d1 = d0, d2 = d0, d3 = d0, d4 = d0, d5 = d0, d6 = d0, d7 = d0;
        T i0 = T.Load(who), i1 = i0, i2 = i0, i3 = i0, i4 = i0, i5 = i0, i6 = i0, i7 = i0;
        if (TK.Value > 1) (d1, i1) = (T.Load(nearest + T.Count), T.Load(who + T.Count));
        if (TK.Value > 2) (d2, i2) = (T.Load(nearest + 2 * T.Count), T.Load(who + 2 * T.Count));
        if (TK.Value > 3) (d3, i3) = (T.Load(nearest + 3 * T.Count), T.Load(who + 3 * T.Count));
        if (TK.Value > 4) (d4, i4) = (T.Load(nearest + 4 * T.Count), T.Load(who + 4 * T.Count));
        if (TK.Value > 5) (d5, i5) = (T.Load(nearest + 5 * T.Count), T.Load(who + 5 * T.Count));
        if (TK.Value > 6) (d6, i6) = (T.Load(nearest + 6 * T.Count), T.Load(who + 6 * T.Count));
        if (TK.Value > 7) (d7, i7) = (T.Load(nearest + 7 * T.Count), T.Load(who + 7 * T.Count));

        for (int i = 0, end; i < count;)
        {
            end = Math.Min(i + Together, count);
            var farthest = TK.Value switch { 1 => d0, 2 => d1, 3 => d2, 4 => d3, 5 => d4, 6 => d5, 7 => d6, _ => d7 };
            if (end - i == Together && !IsAnyNearer(distances, farthest))
            {
                i = end;
                distances += Together * T.Count;
                continue;
            }

            for (; i < end; i++, distances += T.Count)
            {
                T distance = T.Load(distances), next = distance, index = T.AllBits((ulong)(first + i));
                Sink(distance, ref d0, ref i0, ref next, ref index);
                if (TK.Value > 1) Sink(distance, ref d1, ref i1, ref next, ref index);
                if (TK.Value > 2) Sink(distance, ref d2, ref i2, ref next, ref index);
                if (TK.Value > 3) Sink(distance, ref d3, ref i3, ref next, ref index);
                if (TK.Value > 4) Sink(distance, ref d4, ref i4, ref next, ref index);
                if (TK.Value > 5) Sink(distance, ref d5, ref i5, ref next, ref index);
                if (TK.Value > 6) Sink(distance, ref d6, ref i6, ref next, ref index);
                if (TK.Value > 7) Sink(distance, ref d7, ref i7, ref next, ref index);
            }
        }

        Put(0, d0, i0);
        if (TK.Value > 1) Put(1, d1, i1);
        if (TK.Value > 2) Put(2, d2, i2);
        if (TK.Value > 3) Put(3, d3, i3);
        if (TK.Value > 4) Put(4, d4, i4);
        if (TK.Value > 5) Put(5, d5, i5);
        if (TK.Value > 6) Put(6, d6, i6);
        if (TK.Value > 7) Put(7, d7, i7);

        void Put(int place, T distance, T index)
        {
            distance.Store(nearest + place * T.Count);
            index.Store(who + place * T.Count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsAnyNearer<T>(double* distances, T than) where T : struct, ILanes<T>
    {
        var nearer = T.LessThan(T.Load(distances), than) | T.LessThan(T.Load(distances + T.Count), than)
            | T.LessThan(T.Load(distances + 2 * T.Count), than) | T.LessThan(T.Load(distances + 3 * T.Count), than)
            | T.LessThan(T.Load(distances + 4 * T.Count), than) | T.LessThan(T.Load(distances + 5 * T.Count), than)
            | T.LessThan(T.Load(distances + 6 * T.Count), than) | T.LessThan(T.Load(distances + 7 * T.Count), than);
        return T.TopBits(nearer) != 0;
    }

    // What is farther than the new row moves on by one place.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sink<T>(T distance, ref T held, ref T holder, ref T next, ref T nextHolder) where T : struct, ILanes<T>
    {
        var isNearer = T.LessThan(distance, held);
        (held, next) = (T.Select(isNearer, next, held), T.Select(isNearer, held, next));
        (holder, nextHolder) = (T.Select(isNearer, nextHolder, holder), T.Select(isNearer, holder, nextHolder));
    }
}
