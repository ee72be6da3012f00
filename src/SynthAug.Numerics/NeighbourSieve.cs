using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SynthAug.Numerics;

/// <summary>
/// A conservative test "may rows q and r be no farther apart than the larger of their reaches?" in floats: q·r − ½‖q‖² − ½‖r‖² + ½reach² ≥ 0 for
/// rows in their <see cref="NeighbourScale"/>, one multiply-add a coordinate, six rows by two lane groups of others in registers. What rounding can do to a pair is shared
/// out to its rows: c·½reach² and c‖·‖² each, c its bound. When the scale means nothing (NaN, overflow, all rows alike) everything passes.
/// </summary>
internal readonly unsafe struct NeighbourSieve<T> : IDisposable where T : struct, ISingles<T>
{
    public const int Queries = 6;

    private readonly float* _columns, _groups, _halfNorms, _reaches;
    private readonly int _d;
    private readonly double _scale, _relative;

    public NeighbourSieve(double* rows, int count, int d)
    {
        _d = d;
        BlockCount = (count + BlockSize - 1) / BlockSize;
        GroupCount = (count + Queries - 1) / Queries;
        BlocksInL1 = Math.Max(1, 6144 / (BlockSize * d));
        nuint blocks = (nuint)BlockCount * (nuint)BlockSize, groups = (nuint)GroupCount * Queries, most = Math.Max(blocks, groups);
        var bytes = ((blocks + groups) * (nuint)d + 2 * most) * sizeof(float);
        // Zeros where the last block and the last group have no row. A load across two cache lines costs two.
        _columns = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_columns, bytes);
        _halfNorms = _columns + blocks * (nuint)d;
        _reaches = _halfNorms + most;
        _groups = _reaches + most;
        new Span<float>(_reaches, count).Fill(float.PositiveInfinity);
        new Span<float>(_reaches + count, (int)most - count).Fill(float.NegativeInfinity);

        double[] norms = new double[count], mean = new double[d];
        _scale = NeighbourScale.Of(rows, mean, norms);
        _relative = NeighbourScale.Rounding(d);
        if (!HasScale) return;
        NeighbourScale.Lay(rows, count, mean, _scale, _columns, BlockSize, _groups, Queries);
        for (var i = 0; i < count; i++) _halfNorms[i] = (float)((0.5 - _relative) * norms[i] * _scale * _scale);
    }

    /// <summary>Rows in a block; at most 64.</summary>
    public static int BlockSize => 2 * T.Count;

    public int BlockCount { get; }

    /// <summary>Groups of six queries; the last one may have fewer.</summary>
    public int GroupCount { get; }

    public int BlocksInL1 { get; }

    /// <summary>False when everything passes; true only for finite rows none of whose distances overflow.</summary>
    public bool HasScale => _scale != 0;

    public void Dispose() => NativeMemory.AlignedFree(_columns);

    /// <summary>The square of how far this row still looks, at first infinitely far; what is farther and does not see the row itself is sifted out.</summary>
    public void Reach(int row, double squaredDistance)
    {
        // No scale: nothing is sifted out.
        if (HasScale) _reaches[row] = (float)(0.5 * squaredDistance * _scale * _scale * (1 + _relative) + NeighbourScale.Smallest);
    }

    /// <summary>
    /// Tests six rows against one block. No call and no branch but the loop, so that the twelve sums stay in registers and the next test begins
    /// before this one is done.
    /// </summary>
    /// <param name="passed">Six masks, written: one bit for each row of the block that passed; rows beyond the last may.</param>
    /// <returns>Whether one passed.</returns>
    public bool Test(int group, int block, ulong* passed)
    {
        float* reaches = _reaches + (long)group * Queries, norms = _halfNorms + (long)group * Queries;
        float* blockReaches = _reaches + (long)block * BlockSize, blockNorms = _halfNorms + (long)block * BlockSize;
        T ra = T.Load(blockReaches), rb = T.Load(blockReaches + T.Count), a = T.Load(blockNorms), b = T.Load(blockNorms + T.Count);
        T q = T.All(reaches[0]), n = T.All(norms[0]);
        T a0 = T.Max(q, ra) - a - n, b0 = T.Max(q, rb) - b - n;
        (q, n) = (T.All(reaches[1]), T.All(norms[1]));
        T a1 = T.Max(q, ra) - a - n, b1 = T.Max(q, rb) - b - n;
        (q, n) = (T.All(reaches[2]), T.All(norms[2]));
        T a2 = T.Max(q, ra) - a - n, b2 = T.Max(q, rb) - b - n;
        (q, n) = (T.All(reaches[3]), T.All(norms[3]));
        T a3 = T.Max(q, ra) - a - n, b3 = T.Max(q, rb) - b - n;
        (q, n) = (T.All(reaches[4]), T.All(norms[4]));
        T a4 = T.Max(q, ra) - a - n, b4 = T.Max(q, rb) - b - n;
        (q, n) = (T.All(reaches[5]), T.All(norms[5]));
        T a5 = T.Max(q, ra) - a - n, b5 = T.Max(q, rb) - b - n;

        var at = _columns + (long)block * BlockSize * _d;
        var end = at + BlockSize * _d;
        for (var query = _groups + (long)group * Queries * _d; at < end; at += BlockSize, query += Queries)
        {
            a = T.Load(at);
            b = T.Load(at + T.Count);
            q = T.All(query[0]);
            a0 = T.MultiplyAdd(q, a, a0);
            b0 = T.MultiplyAdd(q, b, b0);
            q = T.All(query[1]);
            a1 = T.MultiplyAdd(q, a, a1);
            b1 = T.MultiplyAdd(q, b, b1);
            q = T.All(query[2]);
            a2 = T.MultiplyAdd(q, a, a2);
            b2 = T.MultiplyAdd(q, b, b2);
            q = T.All(query[3]);
            a3 = T.MultiplyAdd(q, a, a3);
            b3 = T.MultiplyAdd(q, b, b3);
            q = T.All(query[4]);
            a4 = T.MultiplyAdd(q, a, a4);
            b4 = T.MultiplyAdd(q, b, b4);
            q = T.All(query[5]);
            a5 = T.MultiplyAdd(q, a, a5);
            b5 = T.MultiplyAdd(q, b, b5);
        }

        ulong p0 = Passed(a0, b0), p1 = Passed(a1, b1), p2 = Passed(a2, b2), p3 = Passed(a3, b3), p4 = Passed(a4, b4), p5 = Passed(a5, b5);
        passed[0] = p0;
        passed[1] = p1;
        passed[2] = p2;
        passed[3] = p3;
        passed[4] = p4;
        passed[5] = p5;
        return (p0 | p1 | p2 | p3 | p4 | p5) != 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Passed(T a, T b) => ~(T.Signs(a) | (T.Signs(b) << T.Count)) & (ulong.MaxValue >> (64 - BlockSize));
}
