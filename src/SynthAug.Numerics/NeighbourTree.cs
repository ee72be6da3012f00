using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// A k-d tree of finite rows, eight children a node. All leaves but the last are full, so row p of the tree's order lies in leaf p / LeafSize and the
/// node of leaf l at level h is l / 8ʰ (level 0 are the leaves): no pointers. A leaf holds its rows as columns, a node the boxes of its children.
/// </summary>
internal sealed unsafe class NeighbourTree<T> : IDisposable where T : struct, ILanes<T>
{
    public const int LeafSize = 16, Fanout = 8;

    private const int MostLevels = 11;

    private readonly double* _rows, _points;
    private readonly double*[] _boxes = new double*[MostLevels];
    private readonly int[] _nodes = new int[MostLevels];
    private readonly int* _ids;
    private readonly int _count, _d;

    public NeighbourTree(double* rows, int count, int d)
    {
        (_count, _d) = (count, d);
        _rows = rows;
        var leaves = (count + LeafSize - 1) / LeafSize;
        _points = Allocate((long)leaves * LeafSize * d);
        new Span<double>(Points(leaves - 1), LeafSize * d).Clear();
        _ids = (int*)NativeMemory.Alloc((nuint)leaves * LeafSize, sizeof(int));
        for (var i = 0; i < leaves * LeafSize; i++) _ids[i] = i < count ? i : -1;
        for (var nodes = leaves; ; nodes = (nodes + Fanout - 1) / Fanout)
        {
            _nodes[LevelCount] = nodes;
            if (nodes == 1) break;
            var length = (nodes + Fanout - 1) / Fanout * 2 * Fanout * d;
            var boxes = _boxes[LevelCount++] = Allocate(length);
            // An empty box is infinitely far from everything.
            for (var i = 0; i < length; i++) boxes[i] = i % (2 * Fanout) < Fanout ? double.PositiveInfinity : double.NegativeInfinity;
        }

        new MedianSplit<T>(rows, d, _ids, LeafSize).Split(count);
        for (var leaf = 0; leaf < leaves; leaf++) FillLeaf(leaf);
        for (var level = 1; level < LevelCount; level++)
        {
            for (var node = 0; node < _nodes[level]; node++) FillBox(level, node);
        }
    }

    public int LeafCount => _nodes[0];

    /// <summary>Levels below the root: the root's children are the nodes of level LevelCount − 1.</summary>
    public int LevelCount { get; }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_points);
        NativeMemory.Free(_ids);
        foreach (var boxes in _boxes) NativeMemory.AlignedFree(boxes);
    }

    public int NodeCount(int level) => _nodes[level];

    /// <summary>Rows' indices in the order of the tree; −1 where the last leaf has none.</summary>
    public int* Ids(int leaf) => _ids + (long)leaf * LeafSize;

    /// <summary>Coordinate j of the leaf's rows at j·LeafSize.</summary>
    public double* Points(int leaf) => _points + (long)leaf * LeafSize * _d;

    /// <summary>Boxes of the eight nodes of a level that share a parent: lower edges, then upper ones, in coordinate j at 16j.</summary>
    public double* Boxes(int level, int parent) => _boxes[level] + (long)parent * 2 * Fanout * _d;

    // A load across two cache lines costs two.
    private static double* Allocate(long length) => (double*)NativeMemory.AlignedAlloc((nuint)length * sizeof(double), 64);

    private void FillLeaf(int leaf)
    {
        var points = new Span<double>(Points(leaf), LeafSize * _d);
        var ids = new ReadOnlySpan<int>(Ids(leaf), LeafSize);
        for (var i = 0; i < LeafSize && ids[i] >= 0; i++)
        {
            for (var j = 0; j < _d; j++) points[j * LeafSize + i] = _rows[(long)ids[i] * _d + j];
        }

        if (LevelCount == 0) return;
        var box = Boxes(0, leaf / Fanout) + leaf % Fanout;
        var length = Math.Min(LeafSize, _count - leaf * LeafSize);
        for (var j = 0; j < _d; j++, box += 2 * Fanout) Widen(box, points.Slice(j * LeafSize, length), points.Slice(j * LeafSize, length));
    }

    private void FillBox(int level, int node)
    {
        var box = Boxes(level, node / Fanout) + node % Fanout;
        var children = Boxes(level - 1, node);
        for (var j = 0; j < _d; j++, box += 2 * Fanout, children += 2 * Fanout) Widen(box, new(children, Fanout), new(children + Fanout, Fanout));
    }

    private static void Widen(double* box, ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        foreach (var value in low) box[0] = Math.Min(box[0], value);
        foreach (var value in high) box[Fanout] = Math.Max(box[Fanout], value);
    }
}
