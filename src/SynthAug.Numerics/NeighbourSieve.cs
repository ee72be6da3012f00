using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SynthAug.Numerics;

/// <summary>
/// A conservative test "may row r be no farther from query q than that?" in floats: q·r − ½‖r‖² + ½(that² − ‖q‖²) ≥ 0 for centred rows scaled to
/// ‖·‖² &lt; 4, one multiply-add a coordinate, six queries by two lane groups in registers. What rounding can do to a pair is added to its two
/// sides: c‖r‖² and c(½|that² − ‖q‖²| + ‖q‖²), c = (d + 6)·1.2·2⁻²³. That is twice the bound of fused products (2⁻²⁴ each for both casts, the
/// start, and d sums of at most that size), so it holds for products rounded by themselves too. When the scale means nothing (NaN, overflow,
/// all rows alike) everything passes.
/// </summary>
internal readonly unsafe struct NeighbourSieve<T> : IDisposable where T : struct, ISingles<T>
{
    public const int Queries = 6;

    // Far above what floats lose by underflow, far below anything a norm of 1 can notice.
    private const double Smallest = 1e-36;

    private readonly float* _columns, _halfNorms, _groups, _limits;
    private readonly double* _norms;
    private readonly int _d;
    private readonly double _scale, _relative;

    public NeighbourSieve(double* rows, int count, int d)
    {
        _d = d;
        BlockCount = (count + BlockSize - 1) / BlockSize;
        GroupCount = (count + Queries - 1) / Queries;
        BlocksInL1 = Math.Max(1, 6144 / (BlockSize * d));
        var (blocks, groups) = ((nuint)BlockCount * (nuint)BlockSize, (nuint)GroupCount * Queries);
        var floats = (blocks + groups) * ((nuint)d + 1);
        var bytes = (floats + 2 * (groups + (nuint)d + 1)) * sizeof(float);
        // Zeros where the last block and the last group have no row. A load across two cache lines costs two.
        _columns = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_columns, bytes);
        _halfNorms = _columns + blocks * (nuint)d;
        _groups = _halfNorms + blocks;
        _limits = _groups + groups * (nuint)d;
        _norms = (double*)(_columns + ((floats + 1) & ~(nuint)1));
        var mean = _norms + groups;
        new Span<float>(_halfNorms + count, (int)blocks - count).Fill(float.PositiveInfinity);
        new Span<float>(_limits, (int)groups).Fill(float.NegativeInfinity);

        var largest = Norms(rows, count, mean);
        if (largest is > 1e-280 and < 1e280)
        {
            _scale = Math.ScaleB(1, -(Math.ILogB(largest) >> 1));
            _relative = (d + 6) * 1.2 / (1 << 23);
            Fill(rows, count, mean);
        }
    }

    /// <summary>Rows in a block; at most 64.</summary>
    public static int BlockSize => 2 * T.Count;

    public int BlockCount { get; }

    /// <summary>Groups of six queries; the last one may have fewer.</summary>
    public int GroupCount { get; }

    public int BlocksInL1 { get; }

    public void Dispose() => NativeMemory.AlignedFree(_columns);

    /// <summary>From now on what is farther from the query than the square root of this is sifted out.</summary>
    public void Limit(int query, double squaredDistance)
    {
        var half = 0.5 * (squaredDistance * _scale * _scale - _norms[query]);
        // No scale: nothing is sifted out.
        _limits[query] = _scale == 0 ? float.PositiveInfinity : (float)(half + _relative * (Math.Abs(half) + _norms[query]) + Smallest);
    }

    /// <summary>
    /// Tests six queries against one block. No call and no branch but the loop, so that the twelve sums stay in registers and the next test begins
    /// before this one is done.
    /// </summary>
    /// <param name="passed">Six masks, written: one bit for each row of the block that passed; rows beyond the last may.</param>
    /// <returns>Whether one passed.</returns>
    public bool Test(int group, int block, ulong* passed)
    {
        var limits = _limits + (long)group * Queries;
        var norms = _halfNorms + (long)block * BlockSize;
        T a = T.Load(norms), b = T.Load(norms + T.Count), q = T.All(limits[0]);
        T a0 = q - a, b0 = q - b;
        q = T.All(limits[1]);
        T a1 = q - a, b1 = q - b;
        q = T.All(limits[2]);
        T a2 = q - a, b2 = q - b;
        q = T.All(limits[3]);
        T a3 = q - a, b3 = q - b;
        q = T.All(limits[4]);
        T a4 = q - a, b4 = q - b;
        q = T.All(limits[5]);
        T a5 = q - a, b5 = q - b;

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

    // Squared distances from the mean (rows far from the origin would drown in rounding), and the largest; +∞ when one is NaN.
    private double Norms(double* rows, int count, double* mean)
    {
        var all = new ReadOnlyRows(new(rows, checked(count * _d)), _d);
        var centre = new Span<double>(mean, _d);
        Gram.AddMoment(all, centre);
        foreach (ref var value in centre) value /= count;
        Kernels.SquaredDistances(centre, all, new(_norms, count));
        double largest = 0;
        for (var i = 0; i < count; i++)
        {
            if (!(_norms[i] <= largest)) largest = _norms[i];
            if (double.IsNaN(largest)) return double.PositiveInfinity;
        }

        return largest;
    }

    private void Fill(double* rows, int count, double* mean)
    {
        for (var i = 0; i < count; i++)
        {
            var row = rows + (long)i * _d;
            var column = _columns + (long)(i / BlockSize) * BlockSize * _d + i % BlockSize;
            var query = _groups + (long)(i / Queries) * Queries * _d + i % Queries;
            for (var j = 0; j < _d; j++) column[j * BlockSize] = query[j * Queries] = (float)((row[j] - mean[j]) * _scale);
            _norms[i] *= _scale * _scale;
            _halfNorms[i] = (float)((0.5 - _relative) * _norms[i]);
        }
    }
}
