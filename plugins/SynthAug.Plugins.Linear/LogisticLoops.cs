using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// The inner loops of <see cref="LogisticKernel"/> over one chunk, for some of its lanes. Pointers are at the first of those lanes; columns of
/// a block are eight numbers apart. Each loop is its own method and keeps its sums in registers: the JIT gives up on larger ones.
/// </summary>
internal static unsafe class LogisticLoops<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int Lanes = LogisticRows.Lanes, Tile = 4;

    /// <summary>zᵀθ of every row. A row's sum is one chain, so four blocks go side by side, else each step waits for the one before.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Margins(double* rows, int count, double* theta, int p, double* margins)
    {
        var stride = (p + 1) * Lanes;
        var block = 0;
        for (; block + 4 <= count; block += 4, rows += 4 * stride)
        {
            TLanes m0 = TLanes.All(0), m1 = m0, m2 = m0, m3 = m0;
            double* z0 = rows, z1 = z0 + stride, z2 = z1 + stride, z3 = z2 + stride;
            for (int j = 0, at = 0; j < p; j++, at += Lanes)
            {
                var value = TLanes.AllAt(theta + j);
                m0 = TLanes.Fma(TLanes.Load(z0 + at), value, m0);
                m1 = TLanes.Fma(TLanes.Load(z1 + at), value, m1);
                m2 = TLanes.Fma(TLanes.Load(z2 + at), value, m2);
                m3 = TLanes.Fma(TLanes.Load(z3 + at), value, m3);
            }

            m0.Store(margins + block * Lanes);
            m1.Store(margins + block * Lanes + Lanes);
            m2.Store(margins + block * Lanes + 2 * Lanes);
            m3.Store(margins + block * Lanes + 3 * Lanes);
        }

        for (; block < count; block++, rows += stride)
        {
            var margin = TLanes.All(0);
            for (var j = 0; j < p; j++) margin = TLanes.Fma(TLanes.Load(rows + j * Lanes), TLanes.AllAt(theta + j), margin);
            margin.Store(margins + block * Lanes);
        }
    }

    /// <summary>In: σ in slopes. Out: ωσ in slopes, ωσ(1 − σ) in curvatures.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Weigh(double* weights, int count, int stride, double* slopes, double* curvatures)
    {
        var (one, minusOne) = (TLanes.All(1), TLanes.All(-1));
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var sigma = TLanes.Load(slopes + block * Lanes);
            var slope = TLanes.Load(weights + at) * sigma;
            slope.Store(slopes + block * Lanes);
            (slope * TLanes.Fma(sigma, minusOne, one)).Store(curvatures + block * Lanes);
        }
    }

    public static void Gradient(double* rows, int count, int p, double* slopes, double* gradient)
    {
        var j = 0;
        var stride = (p + 1) * Lanes;
        for (; j + Tile <= p; j += Tile) Products4(rows + j * Lanes, count, stride, slopes, gradient + j * Lanes);
        for (; j < p; j++) Products1(rows + j * Lanes, count, stride, slopes, gradient + j * Lanes);
    }

    /// <summary>Lower triangle in 4 × 4 tiles; of the last p mod 4 rows two together, one by itself.</summary>
    public static void Hessian(double* rows, int count, int p, double* curvatures, double* hessian)
    {
        var stride = (p + 1) * Lanes;
        var i = 0;
        for (; i + Tile <= p; i += Tile)
        {
            var left = rows + i * Lanes;
            for (var j = 0; j < i; j += Tile)
                Square(left, rows + j * Lanes, count, stride, curvatures, hessian + At(i, j), i);
            Triangle(left, count, stride, curvatures, hessian + At(i, i), i);
        }

        for (; i + 2 <= p; i += 2)
        {
            var left = rows + i * Lanes;
            var j = 0;
            for (; j + Tile <= i; j += Tile)
                Rows2x4(left, rows + j * Lanes, count, stride, curvatures, hessian + At(i, j), i);
            Corner(left, count, stride, curvatures, hessian + At(i, i), i);
        }

        if (i == p) return;
        var last = rows + i * Lanes;
        var k = 0;
        for (; k + Tile <= i + 1; k += Tile)
            Row4(last, rows + k * Lanes, count, stride, curvatures, hessian + At(i, k));
        for (; k <= i; k++)
            Row1(last, rows + k * Lanes, count, stride, curvatures, hessian + At(i, k));
    }

    private static int At(int i, int j) => (i * (i + 1) / 2 + j) * Lanes;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Products4(double* rows, int count, int stride, double* factors, double* sums)
    {
        TLanes s0 = TLanes.Load(sums), s1 = TLanes.Load(sums + 8), s2 = TLanes.Load(sums + 16), s3 = TLanes.Load(sums + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            s0 = TLanes.Fma(factor, TLanes.Load(rows + at), s0);
            s1 = TLanes.Fma(factor, TLanes.Load(rows + at + 8), s1);
            s2 = TLanes.Fma(factor, TLanes.Load(rows + at + 16), s2);
            s3 = TLanes.Fma(factor, TLanes.Load(rows + at + 24), s3);
        }

        s0.Store(sums);
        s1.Store(sums + 8);
        s2.Store(sums + 16);
        s3.Store(sums + 24);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Products1(double* rows, int count, int stride, double* factors, double* sums)
    {
        var sum = TLanes.Load(sums);
        for (int block = 0, at = 0; block < count; block++, at += stride)
            sum = TLanes.Fma(TLanes.Load(factors + block * Lanes), TLanes.Load(rows + at), sum);
        sum.Store(sums);
    }

    // Entry (i, j) always gains fma(v·zᵢ, zⱼ, ·), whichever loop it falls to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Row4(double* left, double* right, int count, int stride, double* factors, double* sums)
    {
        TLanes s0 = TLanes.Load(sums), s1 = TLanes.Load(sums + 8), s2 = TLanes.Load(sums + 16), s3 = TLanes.Load(sums + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var a = TLanes.Load(factors + block * Lanes) * TLanes.Load(left + at);
            s0 = TLanes.Fma(a, TLanes.Load(right + at), s0);
            s1 = TLanes.Fma(a, TLanes.Load(right + at + 8), s1);
            s2 = TLanes.Fma(a, TLanes.Load(right + at + 16), s2);
            s3 = TLanes.Fma(a, TLanes.Load(right + at + 24), s3);
        }

        s0.Store(sums);
        s1.Store(sums + 8);
        s2.Store(sums + 16);
        s3.Store(sums + 24);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Row1(double* left, double* right, int count, int stride, double* factors, double* sums)
    {
        var sum = TLanes.Load(sums);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var a = TLanes.Load(factors + block * Lanes) * TLanes.Load(left + at);
            sum = TLanes.Fma(a, TLanes.Load(right + at), sum);
        }

        sum.Store(sums);
    }

    /// <summary>Rows i and i + 1 by four columns before them: eight entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rows2x4(double* left, double* right, int count, int stride, double* factors, double* sums, int i)
    {
        var row1 = (i + 1) * Lanes;
        TLanes s00 = TLanes.Load(sums), s01 = TLanes.Load(sums + 8), s02 = TLanes.Load(sums + 16), s03 = TLanes.Load(sums + 24);
        TLanes s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + 8), s12 = TLanes.Load(sums + row1 + 16);
        var s13 = TLanes.Load(sums + row1 + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes a = factor * TLanes.Load(left + at), b = factor * TLanes.Load(left + at + 8);
            var z = TLanes.Load(right + at);
            s00 = TLanes.Fma(a, z, s00);
            s10 = TLanes.Fma(b, z, s10);
            z = TLanes.Load(right + at + 8);
            s01 = TLanes.Fma(a, z, s01);
            s11 = TLanes.Fma(b, z, s11);
            z = TLanes.Load(right + at + 16);
            s02 = TLanes.Fma(a, z, s02);
            s12 = TLanes.Fma(b, z, s12);
            z = TLanes.Load(right + at + 24);
            s03 = TLanes.Fma(a, z, s03);
            s13 = TLanes.Fma(b, z, s13);
        }

        s00.Store(sums);
        s01.Store(sums + 8);
        s02.Store(sums + 16);
        s03.Store(sums + 24);
        s10.Store(sums + row1);
        s11.Store(sums + row1 + 8);
        s12.Store(sums + row1 + 16);
        s13.Store(sums + row1 + 24);
    }

    /// <summary>The diagonal entries of rows i and i + 1, and the one between them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Corner(double* rows, int count, int stride, double* factors, double* sums, int i)
    {
        var row1 = (i + 1) * Lanes;
        TLanes s00 = TLanes.Load(sums), s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + 8);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes z0 = TLanes.Load(rows + at), z1 = TLanes.Load(rows + at + 8);
            s00 = TLanes.Fma(factor * z0, z0, s00);
            var a = factor * z1;
            s10 = TLanes.Fma(a, z0, s10);
            s11 = TLanes.Fma(a, z1, s11);
        }

        s00.Store(sums);
        s10.Store(sums + row1);
        s11.Store(sums + row1 + 8);
    }

    /// <summary>The diagonal tile of rows i … i + 3: ten entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Triangle(double* rows, int count, int stride, double* factors, double* sums, int i)
    {
        int row1 = (i + 1) * Lanes, row2 = row1 + (i + 2) * Lanes, row3 = row2 + (i + 3) * Lanes;
        var s00 = TLanes.Load(sums);
        TLanes s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + 8);
        TLanes s20 = TLanes.Load(sums + row2), s21 = TLanes.Load(sums + row2 + 8), s22 = TLanes.Load(sums + row2 + 16);
        TLanes s30 = TLanes.Load(sums + row3), s31 = TLanes.Load(sums + row3 + 8), s32 = TLanes.Load(sums + row3 + 16);
        var s33 = TLanes.Load(sums + row3 + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes z0 = TLanes.Load(rows + at), z1 = TLanes.Load(rows + at + 8), z2 = TLanes.Load(rows + at + 16);
            var z3 = TLanes.Load(rows + at + 24);
            s00 = TLanes.Fma(factor * z0, z0, s00);
            var a = factor * z1;
            s10 = TLanes.Fma(a, z0, s10);
            s11 = TLanes.Fma(a, z1, s11);
            a = factor * z2;
            s20 = TLanes.Fma(a, z0, s20);
            s21 = TLanes.Fma(a, z1, s21);
            s22 = TLanes.Fma(a, z2, s22);
            a = factor * z3;
            s30 = TLanes.Fma(a, z0, s30);
            s31 = TLanes.Fma(a, z1, s31);
            s32 = TLanes.Fma(a, z2, s32);
            s33 = TLanes.Fma(a, z3, s33);
        }

        s00.Store(sums);
        s10.Store(sums + row1);
        s11.Store(sums + row1 + 8);
        s20.Store(sums + row2);
        s21.Store(sums + row2 + 8);
        s22.Store(sums + row2 + 16);
        s30.Store(sums + row3);
        s31.Store(sums + row3 + 8);
        s32.Store(sums + row3 + 16);
        s33.Store(sums + row3 + 24);
    }

    /// <summary>An off-diagonal tile of rows i … i + 3: sixteen entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Square(double* left, double* right, int count, int stride, double* factors, double* sums, int i)
    {
        int row1 = (i + 1) * Lanes, row2 = row1 + (i + 2) * Lanes, row3 = row2 + (i + 3) * Lanes;
        TLanes s00 = TLanes.Load(sums), s01 = TLanes.Load(sums + 8), s02 = TLanes.Load(sums + 16), s03 = TLanes.Load(sums + 24);
        TLanes s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + 8), s12 = TLanes.Load(sums + row1 + 16);
        var s13 = TLanes.Load(sums + row1 + 24);
        TLanes s20 = TLanes.Load(sums + row2), s21 = TLanes.Load(sums + row2 + 8), s22 = TLanes.Load(sums + row2 + 16);
        var s23 = TLanes.Load(sums + row2 + 24);
        TLanes s30 = TLanes.Load(sums + row3), s31 = TLanes.Load(sums + row3 + 8), s32 = TLanes.Load(sums + row3 + 16);
        var s33 = TLanes.Load(sums + row3 + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes z0 = TLanes.Load(right + at), z1 = TLanes.Load(right + at + 8), z2 = TLanes.Load(right + at + 16);
            var z3 = TLanes.Load(right + at + 24);
            var a = factor * TLanes.Load(left + at);
            s00 = TLanes.Fma(a, z0, s00);
            s01 = TLanes.Fma(a, z1, s01);
            s02 = TLanes.Fma(a, z2, s02);
            s03 = TLanes.Fma(a, z3, s03);
            a = factor * TLanes.Load(left + at + 8);
            s10 = TLanes.Fma(a, z0, s10);
            s11 = TLanes.Fma(a, z1, s11);
            s12 = TLanes.Fma(a, z2, s12);
            s13 = TLanes.Fma(a, z3, s13);
            a = factor * TLanes.Load(left + at + 16);
            s20 = TLanes.Fma(a, z0, s20);
            s21 = TLanes.Fma(a, z1, s21);
            s22 = TLanes.Fma(a, z2, s22);
            s23 = TLanes.Fma(a, z3, s23);
            a = factor * TLanes.Load(left + at + 24);
            s30 = TLanes.Fma(a, z0, s30);
            s31 = TLanes.Fma(a, z1, s31);
            s32 = TLanes.Fma(a, z2, s32);
            s33 = TLanes.Fma(a, z3, s33);
        }

        s00.Store(sums);
        s01.Store(sums + 8);
        s02.Store(sums + 16);
        s03.Store(sums + 24);
        s10.Store(sums + row1);
        s11.Store(sums + row1 + 8);
        s12.Store(sums + row1 + 16);
        s13.Store(sums + row1 + 24);
        s20.Store(sums + row2);
        s21.Store(sums + row2 + 8);
        s22.Store(sums + row2 + 16);
        s23.Store(sums + row2 + 24);
        s30.Store(sums + row3);
        s31.Store(sums + row3 + 8);
        s32.Store(sums + row3 + 16);
        s33.Store(sums + row3 + 24);
    }
}
