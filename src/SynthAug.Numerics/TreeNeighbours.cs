using System.Numerics;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Search in a <see cref="NeighbourTree{T}"/>, leaf by leaf: a query looks into its own leaf, then up the tree at the other children of each node
/// above it, and down into those whose box is not farther than the farthest neighbour so far. Only for finite rows.
/// </summary>
internal readonly unsafe struct TreeNeighbours<T>(NeighbourTree<T> tree, double* rows, int d, int k, int* neighbours)
    where T : struct, ILanes<T>
{
    private readonly double* _rows = rows;
    private readonly int* _neighbours = neighbours;

    // More parts than threads: they are not equally dear.
    public void Find(int threads)
    {
        if (threads == 1)
        {
            Find(0, tree.LeafCount);
            return;
        }

        var (search, leaves, parts) = (this, tree.LeafCount, 16L * threads);
        Parallel.For(0, parts, new() { MaxDegreeOfParallelism = threads }, part => search.Find((int)(part * leaves / parts), (int)((part + 1) * leaves / parts)));
    }

    // The lists of all rows in these leaves.
    private void Find(int firstLeaf, int endLeaf)
    {
        var distances = new double[k];
        fixed (double* nearest = distances)
        {
            for (var leaf = firstLeaf; leaf < endLeaf; leaf++)
            {
                var ids = tree.Ids(leaf);
                for (var i = 0; i < NeighbourTree<T>.LeafSize && ids[i] >= 0; i++)
                {
                    var lists = new NeighbourLists(k, nearest, _neighbours + (long)ids[i] * k);
                    lists.Clear(0, 1);
                    new Query(tree, _rows + (long)ids[i] * d, d, ids[i], lists).Run(leaf);
                }
            }
        }
    }

    private readonly ref struct Query(NeighbourTree<T> tree, double* row, int d, int id, NeighbourLists nearest)
    {
        private readonly double* _row = row;

        public void Run(int leaf)
        {
            Scan(leaf);
            for (int level = 0, node = leaf; level < tree.LevelCount; level++, node /= NeighbourTree<T>.Fanout)
                Visit(level, node / NeighbourTree<T>.Fanout, 1u << (node % NeighbourTree<T>.Fanout));
        }

        // The children of a node that are near enough, but those of the mask.
        private void Visit(int level, int parent, uint not)
        {
            var distances = stackalloc double[NeighbourTree<T>.Fanout];
            var box = ColumnDistance.Of<T, ColumnDistance.ToBox>(tree.Boxes(level, parent), 2 * NeighbourTree<T>.Fanout, _row, d);
            box.Store(distances);
            var near = ~(T.TopBits(T.LessThan(T.All(nearest.Farthest(0)), box)) | not) & byte.MaxValue;
            for (; near != 0; near &= near - 1)
            {
                var child = BitOperations.TrailingZeroCount(near);
                var node = parent * NeighbourTree<T>.Fanout + child;
                if (distances[child] > nearest.Farthest(0) || node >= tree.NodeCount(level)) continue;
                if (level == 0) Scan(node);
                else Visit(level - 1, node, 0);
            }
        }

        private void Scan(int leaf)
        {
            var distances = stackalloc double[T.Count];
            var points = tree.Points(leaf);
            var ids = tree.Ids(leaf);
            for (var first = 0; first < NeighbourTree<T>.LeafSize; first += T.Count)
            {
                var distance = ColumnDistance.Of<T, ColumnDistance.ToPoint>(points + first, NeighbourTree<T>.LeafSize, _row, d);
                var near = ~T.TopBits(T.LessThan(T.All(nearest.Farthest(0)), distance)) & byte.MaxValue;
                if (near == 0) continue;
                distance.Store(distances);
                for (; near != 0; near &= near - 1)
                {
                    var i = BitOperations.TrailingZeroCount(near);
                    var other = ids[first + i];
                    if (other >= 0 && other != id) nearest.Offer(0, other, distances[i]);
                }
            }
        }
    }
}
