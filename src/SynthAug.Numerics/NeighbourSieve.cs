using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// A conservative test "may this row be nearer than that?" by the product y_q·y_r − ½‖y_r‖² = ½(‖y_q‖² − ‖y_q − y_r‖²) of centred rows y: one
/// fused multiply-add a coordinate, six queries by two lane groups in registers. Rounding is bounded by (d + 8)·2⁻⁵¹·max‖y‖², and
/// whatever the bound cannot exclude passes; when it means nothing (NaN, overflow, all rows alike) everything passes.
/// </summary>
internal readonly unsafe struct NeighbourSieve<T> : IDisposable where T : struct, ILanes<T>
{
    public const int Queries = 6;

    private readonly double* _columns, _negativeHalfNorms;
    private readonly int _count, _d;
    private readonly double _margin;

    public NeighbourSieve(double* rows, int count, int d)
    {
        _count = count;
        _d = d;
        BlockCount = (count + BlockSize - 1) / BlockSize;
        BlocksInL1 = Math.Max(1, 3072 / (BlockSize * d));
        var padded = (nuint)BlockCount * (nuint)BlockSize;
        _columns = (double*)NativeMemory.AllocZeroed(padded * (nuint)d, sizeof(double));
        _negativeHalfNorms = (double*)NativeMemory.Alloc(padded, sizeof(double));
        new Span<double>(_negativeHalfNorms, (int)padded).Fill(double.NegativeInfinity);

        var largest = Centre(rows);
        _margin = largest is > 1e-280 and < 1e280 ? (d + 8) * 4.5e-16 * largest : double.PositiveInfinity;
    }

    /// <summary>Rows in a block.</summary>
    public static int BlockSize => 2 * T.Count;

    public int BlockCount { get; }

    public int BlocksInL1 { get; }

    public void Dispose()
    {
        NativeMemory.Free(_columns);
        NativeMemory.Free(_negativeHalfNorms);
    }

    /// <summary>Scores of six queries, from <paramref name="first"/> on (the last one repeated), against one block: 6 × BlockSize.</summary>
    public void Score(int first, int block, double* scores)
    {
        double* q0 = Query(first), q1 = Query(first + 1), q2 = Query(first + 2), q3 = Query(first + 3), q4 = Query(first + 4), q5 = Query(first + 5);
        var norms = _negativeHalfNorms + (long)block * BlockSize;
        T a0 = T.Load(norms), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0;
        T b0 = T.Load(norms + T.Count), b1 = b0, b2 = b0, b3 = b0, b4 = b0, b5 = b0;
        var at = _columns + (long)block * BlockSize * _d;
        var end = BlockSize * _d;
        for (var j = 0; j < end; j += BlockSize)
        {
            T a = T.Load(at + j), b = T.Load(at + j + T.Count), q = T.All(q0[j]);
            a0 = T.Fma(q, a, a0);
            b0 = T.Fma(q, b, b0);
            q = T.All(q1[j]);
            a1 = T.Fma(q, a, a1);
            b1 = T.Fma(q, b, b1);
            q = T.All(q2[j]);
            a2 = T.Fma(q, a, a2);
            b2 = T.Fma(q, b, b2);
            q = T.All(q3[j]);
            a3 = T.Fma(q, a, a3);
            b3 = T.Fma(q, b, b3);
            q = T.All(q4[j]);
            a4 = T.Fma(q, a, a4);
            b4 = T.Fma(q, b, b4);
            q = T.All(q5[j]);
            a5 = T.Fma(q, a, a5);
            b5 = T.Fma(q, b, b5);
        }

        Store(scores, a0, b0);
        Store(scores + BlockSize, a1, b1);
        Store(scores + 2 * BlockSize, a2, b2);
        Store(scores + 3 * BlockSize, a3, b3);
        Store(scores + 4 * BlockSize, a4, b4);
        Store(scores + 5 * BlockSize, a5, b5);
    }

    /// <summary>One bit for each row of the block that may be nearer to the query than <paramref name="farthest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint Passing(int query, double farthest, double* scores)
    {
        // A score that is NaN is not below anything: it passes.
        var limit = T.All(-_negativeHalfNorms[query] - 0.5 * farthest - _margin);
        var below = T.TopBits(T.LessThan(T.Load(scores), limit)) | (T.TopBits(T.LessThan(T.Load(scores + T.Count), limit)) << T.Count);
        return ~below & (uint)((1UL << BlockSize) - 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double* to, T a, T b)
    {
        a.Store(to);
        b.Store(to + T.Count);
    }

    private double* Query(int row)
    {
        row = Math.Min(row, _count - 1);
        return _columns + (long)(row / BlockSize) * BlockSize * _d + row % BlockSize;
    }

    // Column blocks of rows less their mean (rows far from the origin would drown in the margin); returns the largest squared norm.
    private double Centre(double* rows)
    {
        var pool = ArrayPool<double>.Shared.Rent(_d);
        var mean = pool.AsSpan(0, _d);
        mean.Clear();
        Gram.AddMoment(new(new ReadOnlySpan<double>(rows, checked(_count * _d)), _d), mean);
        foreach (ref var value in mean) value /= _count;
        double largest = 0;
        for (var i = 0; i < _count; i++)
        {
            double norm = 0;
            var to = Query(i);
            for (var j = 0; j < _d; j++)
            {
                var y = rows[(long)i * _d + j] - mean[j];
                to[j * BlockSize] = y;
                norm += y * y;
            }

            _negativeHalfNorms[i] = -0.5 * norm;
            largest = double.IsNaN(norm) || norm > largest ? norm : largest;
            if (double.IsNaN(largest)) largest = double.PositiveInfinity;
        }

        ArrayPool<double>.Shared.Return(pool);
        return largest;
    }
}
