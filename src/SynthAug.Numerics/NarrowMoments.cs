using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// <see cref="PrefixMoments"/> of up to three columns, where a chain a sum would wait four cycles for each row. The rows are taken as one long sequence f: f(p)·f(p + k) is a product
/// of columns k apart, or, across the end of a row, nothing. Positions go round in blocks of up to 32, each with a chain of its own, so a register holds products of eight
/// positions and no column is sorted out before the sums are asked for. A row's place in its block is its index, so cuts do not change a bit here either.
/// </summary>
internal static unsafe class NarrowMoments
{
    public const int MostColumns = 3;

    private const int Group = 8;

    /// <summary>Chains: a block for each distance of columns, one for Σ x, and how far the last block is filled.</summary>
    public static int Length(int d) => (d + 1) * Block(d) + Group;

    public static void Add<T>(double* x, int d, double* chains, int rows) where T : struct, ILanes<T>
    {
        if (d == 3) Add<T, TileThree>(x, d, chains, rows * d);
        else Add<T, TileFour>(x, d, chains, rows * d);
    }

    /// <summary>totals += what the chains hold, in the form of <see cref="PrefixMoments"/>.</summary>
    public static void Fold(double* chains, int d, double* totals, int stride)
    {
        var block = Block(d);
        for (var k = 0; k < d; k++, chains += block)
        {
            for (var j = 0; j + k < d; j++) totals[(j + k) * stride + j] += Fold(chains + j, d, block);
        }

        for (var j = 0; j < d; j++) totals[d * stride + j] += Fold(chains + j, d, block);
    }

    /// <summary>Where the chains of Σ x are.</summary>
    public static Range Moment(int d) => (d * Block(d))..((d + 1) * Block(d));

    private static int Block(int d) => d == 3 ? 3 * Group : 4 * Group;

    private static double Fold(double* chain, int d, int block)
    {
        var sum = 0.0;
        for (var p = 0; p < block; p += d) sum += chain[p];
        return sum;
    }

    private static void Add<T, TGroups>(double* x, int d, double* chains, int length)
        where T : struct, ILanes<T>
        where TGroups : ITileSize
    {
        var block = TGroups.Value * Group;
        var filled = chains + (d + 1) * block;

        // Positions count from the start of a block that began with an earlier call.
        var from = (int)*filled;
        x -= from;
        var end = from + length;
        if (from > 0 || end < block + d)
        {
            Part<T>(x, from, Math.Min(end, block), d, chains, block);
            x += block;
            end -= block;
        }

        // Whole blocks look d − 1 positions beyond their end.
        var blocks = (end - d) / block;
        if (blocks > 0)
        {
            // Of one column next is the column itself, and both write the same.
            var next = Math.Min(1, d - 1);
            SquaresAndNext<T, TGroups>(x, next, blocks, chains, chains + next * block, chains + d * block);
            for (var k = 2; k < d; k++) Products<T, TGroups>(x, k, blocks, chains + k * block);
            x += (long)blocks * block;
            end -= blocks * block;
        }

        for (; end > 0; x += block, end -= block) Part<T>(x, 0, Math.Min(end, block), d, chains, block);
        *filled = end == 0 ? 0 : end + block;
    }

    // Positions from … end − 1 of one block; nothing else is read.
    private static void Part<T>(double* x, int from, int end, int d, double* chains, int block) where T : struct, ILanes<T>
    {
        for (var k = 0; k <= d; k++, chains += block)
        {
            for (var p = from / T.Count * T.Count; p < end; p += T.Count)
            {
                var mask = T.FirstLanes((k < d ? end - k : end) - p) ^ T.FirstLanes(Math.Min(from, k < d ? end - k : end) - p);
                var (first, sum) = (T.LoadMasked(x + p, mask), T.Load(chains + p));
                (k < d ? T.Fma(first, T.LoadMasked(x + p + k, mask), sum) : sum + first).Store(chains + p);
            }
        }
    }

    // Together, so that a row is loaded once: the products of neighbours wait for loads across the ends of cache lines.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SquaresAndNext<T, TGroups>(double* x, int next, int blocks, double* squares, double* products, double* sums)
        where T : struct, ILanes<T>
        where TGroups : ITileSize
    {
        for (var lane = 0; lane < Group; lane += T.Count, x += T.Count, squares += T.Count, products += T.Count, sums += T.Count)
        {
            T s0 = T.Load(squares), s1 = T.Load(squares + Group), s2 = T.Load(squares + 2 * Group), s3 = default;
            T p0 = T.Load(products), p1 = T.Load(products + Group), p2 = T.Load(products + 2 * Group), p3 = default;
            T t0 = T.Load(sums), t1 = T.Load(sums + Group), t2 = T.Load(sums + 2 * Group), t3 = default;
            if (TGroups.Value > 3) (s3, p3, t3) = (T.Load(squares + 3 * Group), T.Load(products + 3 * Group), T.Load(sums + 3 * Group));
            var at = x;
            for (var n = 0; n < blocks; n++, at += TGroups.Value * Group)
            {
                T a = T.Load(at), b = T.Load(at + Group), c = T.Load(at + 2 * Group);
                s0 = T.Fma(a, a, s0);
                s1 = T.Fma(b, b, s1);
                s2 = T.Fma(c, c, s2);
                p0 = T.Fma(a, T.Load(at + next), p0);
                p1 = T.Fma(b, T.Load(at + Group + next), p1);
                p2 = T.Fma(c, T.Load(at + 2 * Group + next), p2);
                t0 += a;
                t1 += b;
                t2 += c;
                if (TGroups.Value <= 3) continue;
                var d = T.Load(at + 3 * Group);
                s3 = T.Fma(d, d, s3);
                p3 = T.Fma(d, T.Load(at + 3 * Group + next), p3);
                t3 += d;
            }

            s0.Store(squares);
            s1.Store(squares + Group);
            s2.Store(squares + 2 * Group);
            p0.Store(products);
            p1.Store(products + Group);
            p2.Store(products + 2 * Group);
            t0.Store(sums);
            t1.Store(sums + Group);
            t2.Store(sums + 2 * Group);
            if (TGroups.Value <= 3) continue;
            s3.Store(squares + 3 * Group);
            p3.Store(products + 3 * Group);
            t3.Store(sums + 3 * Group);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Products<T, TGroups>(double* x, int k, int blocks, double* products)
        where T : struct, ILanes<T>
        where TGroups : ITileSize
    {
        for (var lane = 0; lane < Group; lane += T.Count, x += T.Count, products += T.Count)
        {
            T s0 = T.Load(products), s1 = T.Load(products + Group), s2 = T.Load(products + 2 * Group), s3 = default;
            if (TGroups.Value > 3) s3 = T.Load(products + 3 * Group);
            var at = x;
            for (var n = 0; n < blocks; n++, at += TGroups.Value * Group)
            {
                s0 = T.Fma(T.Load(at), T.Load(at + k), s0);
                s1 = T.Fma(T.Load(at + Group), T.Load(at + Group + k), s1);
                s2 = T.Fma(T.Load(at + 2 * Group), T.Load(at + 2 * Group + k), s2);
                if (TGroups.Value > 3) s3 = T.Fma(T.Load(at + 3 * Group), T.Load(at + 3 * Group + k), s3);
            }

            s0.Store(products);
            s1.Store(products + Group);
            s2.Store(products + 2 * Group);
            if (TGroups.Value > 3) s3.Store(products + 3 * Group);
        }
    }
}
