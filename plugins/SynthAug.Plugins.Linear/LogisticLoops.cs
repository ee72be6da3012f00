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
    private const double MostMargin = 708;

    /// <summary>zᵀθ of every row, all eight lanes.</summary>
    public static void AllMargins(double* rows, int count, double* theta, int p, double* margins)
    {
        for (var lane = 0; lane < Lanes; lane += TLanes.Count) Margins(rows + lane, count, theta, p, margins + lane);
    }

    /// <summary>zᵀθ of every row. A row's sum is one chain, so eight blocks go side by side: four would wait for themselves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Margins(double* rows, int count, double* theta, int p, double* margins)
    {
        nint stride = (p + 1) * Lanes;
        var block = 0;
        for (; block + 8 <= count; block += 8, rows += 8 * stride)
        {
            TLanes m0 = TLanes.All(0), m1 = m0, m2 = m0, m3 = m0, m4 = m0, m5 = m0, m6 = m0, m7 = m0;
            double* z0 = rows, z1 = z0 + stride, z2 = z1 + stride, z3 = z2 + stride, z4 = z3 + stride, z5 = z4 + stride, z6 = z5 + stride, z7 = z6 + stride;
            for (nint j = 0, at = 0; j < p; j++, at += Lanes)
            {
                var value = TLanes.AllAt(theta + j);
                m0 = TLanes.Fma(TLanes.Load(z0 + at), value, m0);
                m1 = TLanes.Fma(TLanes.Load(z1 + at), value, m1);
                m2 = TLanes.Fma(TLanes.Load(z2 + at), value, m2);
                m3 = TLanes.Fma(TLanes.Load(z3 + at), value, m3);
                m4 = TLanes.Fma(TLanes.Load(z4 + at), value, m4);
                m5 = TLanes.Fma(TLanes.Load(z5 + at), value, m5);
                m6 = TLanes.Fma(TLanes.Load(z6 + at), value, m6);
                m7 = TLanes.Fma(TLanes.Load(z7 + at), value, m7);
            }

            var to = margins + block * Lanes;
            m0.Store(to);
            m1.Store(to + Lanes);
            m2.Store(to + 2 * Lanes);
            m3.Store(to + 3 * Lanes);
            m4.Store(to + 4 * Lanes);
            m5.Store(to + 5 * Lanes);
            m6.Store(to + 6 * Lanes);
            m7.Store(to + 7 * Lanes);
        }

        for (; block < count; block++, rows += stride)
        {
            var margin = TLanes.All(0);
            for (var j = 0; j < p; j++) margin = TLanes.Fma(TLanes.Load(rows + j * Lanes), TLanes.AllAt(theta + j), margin);
            margin.Store(margins + block * Lanes);
        }
    }

    /// <summary>Margins u and weights ω to slopes ωσ(u) and curvatures ωσ(u)σ(−u).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Slopes(double* margins, double* weights, int count, int stride, double* slopes, double* curvatures)
    {
        var (one, least) = (TLanes.All(1), TLanes.All(-MostMargin));
        for (int block = 0, at = 0; block < count * Lanes; block += Lanes, at += stride)
        {
            // Beyond ±708 a row counts as if there. The second operand of Max goes through when it is NaN.
            var odds = Elementary.ExpOfModerate(TLanes.Max(least, Elementary.Negate(TLanes.Max(least, TLanes.Load(margins + block)))));
            var sigma = one / (one + odds);
            var slope = TLanes.Load(weights + at) * sigma;
            slope.Store(slopes + block);
            (slope * (odds * sigma)).Store(curvatures + block);
        }
    }

    /// <summary>Adds Σ slope·zⱼ, eight columns at a time. Room for sums is in eights too.</summary>
    public static void Gradient(double* rows, int count, int p, double* slopes, double* gradient)
    {
        var j = 0;
        for (; j + 8 <= p; j += 8) Products(rows + j * Lanes, count, (p + 1) * Lanes, slopes, gradient + j * Lanes);
        if (j < p) LastProducts(rows + j * Lanes, count, (p + 1) * Lanes, p - j, slopes, gradient + j * Lanes);
    }

    /// <summary>Adds Σ weight·loss.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Losses(double* losses, double* weights, int count, int stride, double* sum)
    {
        var lanes = TLanes.Load(sum);
        for (int block = 0, at = 0; block < count * Lanes; block += Lanes, at += stride)
            lanes = TLanes.Fma(TLanes.Load(weights + at), TLanes.Load(losses + block), lanes);
        lanes.Store(sum);
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
    private static void Products(double* rows, int count, int stride, double* factors, double* sums)
    {
        TLanes s0 = TLanes.Load(sums), s1 = TLanes.Load(sums + 8), s2 = TLanes.Load(sums + 16), s3 = TLanes.Load(sums + 24);
        TLanes s4 = TLanes.Load(sums + 32), s5 = TLanes.Load(sums + 40), s6 = TLanes.Load(sums + 48), s7 = TLanes.Load(sums + 56);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            s0 = TLanes.Fma(factor, TLanes.Load(rows + at), s0);
            s1 = TLanes.Fma(factor, TLanes.Load(rows + at + 8), s1);
            s2 = TLanes.Fma(factor, TLanes.Load(rows + at + 16), s2);
            s3 = TLanes.Fma(factor, TLanes.Load(rows + at + 24), s3);
            s4 = TLanes.Fma(factor, TLanes.Load(rows + at + 32), s4);
            s5 = TLanes.Fma(factor, TLanes.Load(rows + at + 40), s5);
            s6 = TLanes.Fma(factor, TLanes.Load(rows + at + 48), s6);
            s7 = TLanes.Fma(factor, TLanes.Load(rows + at + 56), s7);
        }

        s0.Store(sums);
        s1.Store(sums + 8);
        s2.Store(sums + 16);
        s3.Store(sums + 24);
        s4.Store(sums + 32);
        s5.Store(sums + 40);
        s6.Store(sums + 48);
        s7.Store(sums + 56);
    }

    // Fewer than eight: the weights stand in for columns that are not there. A sum waits for itself, so eight take no longer than one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LastProducts(double* rows, int count, int stride, int columns, double* factors, double* sums)
    {
        int o1 = Math.Min(1, columns) * Lanes, o2 = Math.Min(2, columns) * Lanes, o3 = Math.Min(3, columns) * Lanes, o4 = Math.Min(4, columns) * Lanes;
        int o5 = Math.Min(5, columns) * Lanes, o6 = Math.Min(6, columns) * Lanes, o7 = Math.Min(7, columns) * Lanes;
        TLanes s0 = TLanes.Load(sums), s1 = TLanes.Load(sums + 8), s2 = TLanes.Load(sums + 16), s3 = TLanes.Load(sums + 24);
        TLanes s4 = TLanes.Load(sums + 32), s5 = TLanes.Load(sums + 40), s6 = TLanes.Load(sums + 48), s7 = TLanes.Load(sums + 56);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            s0 = TLanes.Fma(factor, TLanes.Load(rows + at), s0);
            s1 = TLanes.Fma(factor, TLanes.Load(rows + at + o1), s1);
            s2 = TLanes.Fma(factor, TLanes.Load(rows + at + o2), s2);
            s3 = TLanes.Fma(factor, TLanes.Load(rows + at + o3), s3);
            s4 = TLanes.Fma(factor, TLanes.Load(rows + at + o4), s4);
            s5 = TLanes.Fma(factor, TLanes.Load(rows + at + o5), s5);
            s6 = TLanes.Fma(factor, TLanes.Load(rows + at + o6), s6);
            s7 = TLanes.Fma(factor, TLanes.Load(rows + at + o7), s7);
        }

        s0.Store(sums);
        s1.Store(sums + 8);
        s2.Store(sums + 16);
        s3.Store(sums + 24);
        s4.Store(sums + 32);
        s5.Store(sums + 40);
        s6.Store(sums + 48);
        s7.Store(sums + 56);
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
