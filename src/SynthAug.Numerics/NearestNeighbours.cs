using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>Exact nearest neighbours of every row among the other rows, Euclidean.</summary>
public static unsafe class NearestNeighbours
{
    // Below, a search is done before the threads have started.
    private const int FewestForThreads = 4096;

    /// <summary>
    /// The k nearest other rows of each row, nearest first; equal distances by index. A row is excluded from its own list by index, not
    /// by distance: duplicates are neighbours. A distance is <see cref="Kernels.SquaredDistance"/>; NaN counts as +∞.
    /// </summary>
    /// <param name="rows">n × d.</param>
    /// <param name="k">1 ≤ k &lt; n.</param>
    /// <param name="neighbours">n × k row indices, length n·k; written.</param>
    /// <param name="threads">At most so many at once; the result does not depend on it.</param>
    /// <remarks>All pairs, O(n²·d), in one of three ways, or a tree for many rows of few columns: the same result.</remarks>
    /// <exception cref="ArgumentException">k is out of range, or the length does not fit.</exception>
    public static void Find(ReadOnlyRows rows, int k, Span<int> neighbours, int threads = 1)
    {
        if (k < 1 || k >= rows.Count)
            throw new ArgumentException($"k = {k} neighbours cannot be had from {rows.Count} rows: 1 ≤ k < n.", nameof(k));
        Require.Length(neighbours.Length, checked(rows.Count * k), nameof(neighbours));
        if (Lanes512.IsSupported) Find<Lanes512, Singles512, SinglesPair<Singles512>, Lanes512>(rows, k, neighbours, threads);
        else if (Lanes256.IsSupported) Find<Lanes256, Singles256, Singles256, Pair<Lanes256>>(rows, k, neighbours, threads);
        else Find<Lane, SingleLane, SingleLane, EightPlain>(rows, k, neighbours, threads);
    }

    private static void Find<T, TScore, TSieve, TEight>(ReadOnlyRows rows, int k, Span<int> neighbours, int threads)
        where T : struct, ILanes<T>
        where TScore : struct, ISingles<TScore>
        where TSieve : struct, ISingles<TSieve>
        where TEight : struct, ILanes<TEight>
    {
        if (rows.Count < FewestForThreads) threads = 1;
        var finite = Refuse.AreFinite(rows.Values);
        if (finite && DirectIsFaster(rows.Count, k) && Directly<T>(rows, k, neighbours)) return;
        // For one thread: the others share their work out.
        if (finite && threads == 1 && RankedIsFaster(rows.Count, rows.Dimension, k) && Ranked<TScore, TEight>(rows, k, neighbours)) return;
        if (finite && TreeIsFaster(rows.Count, rows.Dimension)) InTree<TEight>(rows, k, neighbours, threads);
        else AmongAll<T, TSieve, TEight>(rows, k, neighbours, threads);
    }

    /// <summary>By <see cref="DirectNeighbours"/>: finite rows only; false when it cannot tell.</summary>
    internal static bool Directly<T>(ReadOnlyRows rows, int k, Span<int> neighbours) where T : struct, ILanes<T>
    {
        fixed (double* x = rows.Values)
        fixed (int* to = neighbours) return DirectNeighbours.TryFind<T>(x, rows.Count, rows.Dimension, k, to);
    }

    /// <summary>By <see cref="RankedNeighbours{TScore, TEight}"/>: finite rows only; false when it cannot tell.</summary>
    internal static bool Ranked<TScore, TEight>(ReadOnlyRows rows, int k, Span<int> neighbours)
        where TScore : struct, ISingles<TScore>
        where TEight : struct, ILanes<TEight>
    {
        fixed (double* x = rows.Values)
        fixed (int* to = neighbours) return RankedNeighbours<TScore, TEight>.TryFind(x, rows.Count, rows.Dimension, k, to);
    }

    /// <summary>By a <see cref="NeighbourTree{T}"/>: finite rows only.</summary>
    internal static void InTree<T>(ReadOnlyRows rows, int k, Span<int> neighbours, int threads) where T : struct, ILanes<T>
    {
        fixed (double* x = rows.Values)
        fixed (int* to = neighbours)
        {
            using var tree = new NeighbourTree<T>(x, rows.Count, rows.Dimension);
            new TreeNeighbours<T>(tree, x, rows.Dimension, k, to).Find(threads);
        }
    }

    /// <summary>By a <see cref="NeighbourSieve{T}"/>.</summary>
    internal static void AmongAll<T, TSieve, TEight>(ReadOnlyRows rows, int k, Span<int> neighbours, int threads)
        where T : struct, ILanes<T>
        where TSieve : struct, ISingles<TSieve>
        where TEight : struct, ILanes<TEight>
    {
        fixed (double* x = rows.Values)
        fixed (int* to = neighbours)
        {
            using var search = new SievedNeighbours<T, TSieve, TEight>(x, rows.Count, rows.Dimension, k);
            search.Find(to, threads);
        }
    }

    // All measured with normal rows, most with five neighbours, AVX-512.
    private static bool DirectIsFaster(int count, int k) => k <= DirectNeighbours.MostNeighbours && count < LeastRanked(k);

    private static bool RankedIsFaster(int count, int d, int k) => count >= LeastRanked(k) && count <= (d <= 3 ? 200 : 400) * (k + 1);

    // With fewer rows the scores tell few of them apart.
    private static int LeastRanked(int k) => Math.Max(32, 12 * (k + 1));

    // With more columns every query meets most of the leaves.
    private static bool TreeIsFaster(int count, int d) => count >= d switch
    {
        1 => 3000,
        2 => 7000,
        3 => 10_000,
        4 => 14_000,
        5 => 24_000,
        6 => 55_000,
        7 => 100_000,
        _ => int.MaxValue,
    };
}
