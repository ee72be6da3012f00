using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// The inner loops of <see cref="LogisticKernel"/> over one chunk, for some of its lanes. Pointers are at the first of those lanes; columns of
/// a block are a cache line apart. Each loop is its own method and keeps its sums in registers: the JIT gives up on larger ones.
/// </summary>
internal static unsafe class LogisticLoops<TLanes, TNumber>
    where TLanes : struct, INumberLanes<TLanes, TNumber>
    where TNumber : unmanaged
{
    private const int Tile = 4;

    // Numbers of a column in a block.
    private static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 64 / sizeof(TNumber);
    }

    /// <summary>zᵀθ of every row, all lanes.</summary>
    public static void AllMargins(TNumber* rows, int count, TNumber* theta, int p, TNumber* margins)
    {
        for (var lane = 0; lane < Lanes; lane += TLanes.Count) Margins(rows + lane, count, theta, p, margins + lane);
    }

    /// <summary>zᵀθ of every row. A row's sum is one chain, so eight blocks go side by side: four would wait for themselves.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Margins(TNumber* rows, int count, TNumber* theta, int p, TNumber* margins)
    {
        nint stride = (p + 1) * Lanes;
        var block = 0;
        for (; block + 8 <= count; block += 8, rows += 8 * stride)
        {
            TLanes m0 = TLanes.All(0), m1 = m0, m2 = m0, m3 = m0, m4 = m0, m5 = m0, m6 = m0, m7 = m0;
            TNumber* z0 = rows, z1 = z0 + stride, z2 = z1 + stride, z3 = z2 + stride, z4 = z3 + stride, z5 = z4 + stride, z6 = z5 + stride, z7 = z6 + stride;
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
    public static void Slopes(TNumber* margins, TNumber* weights, int count, int stride, TNumber* slopes, TNumber* curvatures)
    {
        for (int block = 0, at = 0; block < count * Lanes; block += Lanes, at += stride)
        {
            Slope(TLanes.Load(margins + block), TLanes.Load(weights + at), out var curvature).Store(slopes + block);
            curvature.Store(curvatures + block);
        }
    }

    /// <summary>ωσ(u).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Slope(TLanes margin, TLanes weight, out TLanes curvature)
    {
        // Beyond ±708 (floats: ±80) a row counts as if there. The second operand of Max goes through when it is NaN.
        TLanes least = TLanes.All(-TLanes.MostExponent), one = TLanes.All(1);
        var odds = TLanes.ExpOfModerate(TLanes.Max(least, TLanes.All(0) - TLanes.Max(least, margin)));
        var sigma = one / (one + odds);
        var slope = weight * sigma;
        curvature = slope * (odds * sigma);
        return slope;
    }

    /// <summary>Adds Σ slope·zⱼ, eight columns at a time. Room for sums is in eights too.</summary>
    public static void Gradient(TNumber* rows, int count, int p, TNumber* slopes, TNumber* gradient)
    {
        var j = 0;
        for (; j + 8 <= p; j += 8) Products(rows + j * Lanes, count, (p + 1) * Lanes, slopes, gradient + j * Lanes);
        if (j < p) LastProducts(rows + j * Lanes, count, (p + 1) * Lanes, p - j, slopes, gradient + j * Lanes);
    }

    /// <summary>Adds Σ weight·loss.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Losses(TNumber* losses, TNumber* weights, int count, int stride, TNumber* sum)
    {
        var lanes = TLanes.Load(sum);
        for (int block = 0, at = 0; block < count * Lanes; block += Lanes, at += stride)
            lanes = TLanes.Fma(TLanes.Load(weights + at), TLanes.Load(losses + block), lanes);
        lanes.Store(sum);
    }

    /// <summary>Lower triangle in 4 × 4 tiles; of the last p mod 4 rows two together, one by itself.</summary>
    /// <param name="ahead">What will be read next: tiles fetch some of it while they calculate. All at once would take longer than it saves.</param>
    public static void Hessian(TNumber* rows, int count, int p, TNumber* curvatures, TNumber* hessian, byte* ahead)
    {
        var stride = (p + 1) * Lanes;
        var i = 0;
        for (; i + Tile <= p; i += Tile)
        {
            var left = rows + i * Lanes;
            for (var j = 0; j < i; j += Tile)
                Square(left, rows + j * Lanes, count, stride, curvatures, hessian + At(i, j), i, ref ahead);
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
    private static void Products(TNumber* rows, int count, int stride, TNumber* factors, TNumber* sums)
    {
        TLanes s0 = TLanes.Load(sums), s1 = TLanes.Load(sums + Lanes), s2 = TLanes.Load(sums + 2 * Lanes), s3 = TLanes.Load(sums + 3 * Lanes);
        TLanes s4 = TLanes.Load(sums + 4 * Lanes), s5 = TLanes.Load(sums + 5 * Lanes), s6 = TLanes.Load(sums + 6 * Lanes), s7 = TLanes.Load(sums + 7 * Lanes);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            s0 = TLanes.Fma(factor, TLanes.Load(rows + at), s0);
            s1 = TLanes.Fma(factor, TLanes.Load(rows + at + Lanes), s1);
            s2 = TLanes.Fma(factor, TLanes.Load(rows + at + 2 * Lanes), s2);
            s3 = TLanes.Fma(factor, TLanes.Load(rows + at + 3 * Lanes), s3);
            s4 = TLanes.Fma(factor, TLanes.Load(rows + at + 4 * Lanes), s4);
            s5 = TLanes.Fma(factor, TLanes.Load(rows + at + 5 * Lanes), s5);
            s6 = TLanes.Fma(factor, TLanes.Load(rows + at + 6 * Lanes), s6);
            s7 = TLanes.Fma(factor, TLanes.Load(rows + at + 7 * Lanes), s7);
        }

        s0.Store(sums);
        s1.Store(sums + Lanes);
        s2.Store(sums + 2 * Lanes);
        s3.Store(sums + 3 * Lanes);
        s4.Store(sums + 4 * Lanes);
        s5.Store(sums + 5 * Lanes);
        s6.Store(sums + 6 * Lanes);
        s7.Store(sums + 7 * Lanes);
    }

    // Fewer than eight: the weights stand in for columns that are not there. A sum waits for itself, so eight take no longer than one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LastProducts(TNumber* rows, int count, int stride, int columns, TNumber* factors, TNumber* sums)
    {
        int o1 = Math.Min(1, columns) * Lanes, o2 = Math.Min(2, columns) * Lanes, o3 = Math.Min(3, columns) * Lanes, o4 = Math.Min(4, columns) * Lanes;
        int o5 = Math.Min(5, columns) * Lanes, o6 = Math.Min(6, columns) * Lanes, o7 = Math.Min(7, columns) * Lanes;
        TLanes s0 = TLanes.Load(sums), s1 = TLanes.Load(sums + Lanes), s2 = TLanes.Load(sums + 2 * Lanes), s3 = TLanes.Load(sums + 3 * Lanes);
        TLanes s4 = TLanes.Load(sums + 4 * Lanes), s5 = TLanes.Load(sums + 5 * Lanes), s6 = TLanes.Load(sums + 6 * Lanes), s7 = TLanes.Load(sums + 7 * Lanes);
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
        s1.Store(sums + Lanes);
        s2.Store(sums + 2 * Lanes);
        s3.Store(sums + 3 * Lanes);
        s4.Store(sums + 4 * Lanes);
        s5.Store(sums + 5 * Lanes);
        s6.Store(sums + 6 * Lanes);
        s7.Store(sums + 7 * Lanes);
    }

    // Entry (i, j) always gains fma(v·zᵢ, zⱼ, ·), whichever loop it falls to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Row4(TNumber* left, TNumber* right, int count, int stride, TNumber* factors, TNumber* sums)
    {
        TLanes s0 = TLanes.Load(sums), s1 = TLanes.Load(sums + Lanes), s2 = TLanes.Load(sums + 2 * Lanes), s3 = TLanes.Load(sums + 3 * Lanes);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var a = TLanes.Load(factors + block * Lanes) * TLanes.Load(left + at);
            s0 = TLanes.Fma(a, TLanes.Load(right + at), s0);
            s1 = TLanes.Fma(a, TLanes.Load(right + at + Lanes), s1);
            s2 = TLanes.Fma(a, TLanes.Load(right + at + 2 * Lanes), s2);
            s3 = TLanes.Fma(a, TLanes.Load(right + at + 3 * Lanes), s3);
        }

        s0.Store(sums);
        s1.Store(sums + Lanes);
        s2.Store(sums + 2 * Lanes);
        s3.Store(sums + 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Row1(TNumber* left, TNumber* right, int count, int stride, TNumber* factors, TNumber* sums)
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
    private static void Rows2x4(TNumber* left, TNumber* right, int count, int stride, TNumber* factors, TNumber* sums, int i)
    {
        var row1 = (i + 1) * Lanes;
        TLanes s00 = TLanes.Load(sums), s01 = TLanes.Load(sums + Lanes), s02 = TLanes.Load(sums + 2 * Lanes), s03 = TLanes.Load(sums + 3 * Lanes);
        TLanes s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + Lanes), s12 = TLanes.Load(sums + row1 + 2 * Lanes);
        var s13 = TLanes.Load(sums + row1 + 3 * Lanes);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes a = factor * TLanes.Load(left + at), b = factor * TLanes.Load(left + at + Lanes);
            var z = TLanes.Load(right + at);
            s00 = TLanes.Fma(a, z, s00);
            s10 = TLanes.Fma(b, z, s10);
            z = TLanes.Load(right + at + Lanes);
            s01 = TLanes.Fma(a, z, s01);
            s11 = TLanes.Fma(b, z, s11);
            z = TLanes.Load(right + at + 2 * Lanes);
            s02 = TLanes.Fma(a, z, s02);
            s12 = TLanes.Fma(b, z, s12);
            z = TLanes.Load(right + at + 3 * Lanes);
            s03 = TLanes.Fma(a, z, s03);
            s13 = TLanes.Fma(b, z, s13);
        }

        s00.Store(sums);
        s01.Store(sums + Lanes);
        s02.Store(sums + 2 * Lanes);
        s03.Store(sums + 3 * Lanes);
        s10.Store(sums + row1);
        s11.Store(sums + row1 + Lanes);
        s12.Store(sums + row1 + 2 * Lanes);
        s13.Store(sums + row1 + 3 * Lanes);
    }

    /// <summary>The diagonal entries of rows i and i + 1, and the one between them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Corner(TNumber* rows, int count, int stride, TNumber* factors, TNumber* sums, int i)
    {
        var row1 = (i + 1) * Lanes;
        TLanes s00 = TLanes.Load(sums), s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + Lanes);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes z0 = TLanes.Load(rows + at), z1 = TLanes.Load(rows + at + Lanes);
            s00 = TLanes.Fma(factor * z0, z0, s00);
            var a = factor * z1;
            s10 = TLanes.Fma(a, z0, s10);
            s11 = TLanes.Fma(a, z1, s11);
        }

        s00.Store(sums);
        s10.Store(sums + row1);
        s11.Store(sums + row1 + Lanes);
    }

    /// <summary>The diagonal tile of rows i … i + 3: ten entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Triangle(TNumber* rows, int count, int stride, TNumber* factors, TNumber* sums, int i)
    {
        int row1 = (i + 1) * Lanes, row2 = row1 + (i + 2) * Lanes, row3 = row2 + (i + 3) * Lanes;
        var s00 = TLanes.Load(sums);
        TLanes s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + Lanes);
        TLanes s20 = TLanes.Load(sums + row2), s21 = TLanes.Load(sums + row2 + Lanes), s22 = TLanes.Load(sums + row2 + 2 * Lanes);
        TLanes s30 = TLanes.Load(sums + row3), s31 = TLanes.Load(sums + row3 + Lanes), s32 = TLanes.Load(sums + row3 + 2 * Lanes);
        var s33 = TLanes.Load(sums + row3 + 3 * Lanes);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes z0 = TLanes.Load(rows + at), z1 = TLanes.Load(rows + at + Lanes), z2 = TLanes.Load(rows + at + 2 * Lanes);
            var z3 = TLanes.Load(rows + at + 3 * Lanes);
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
        s11.Store(sums + row1 + Lanes);
        s20.Store(sums + row2);
        s21.Store(sums + row2 + Lanes);
        s22.Store(sums + row2 + 2 * Lanes);
        s30.Store(sums + row3);
        s31.Store(sums + row3 + Lanes);
        s32.Store(sums + row3 + 2 * Lanes);
        s33.Store(sums + row3 + 3 * Lanes);
    }

    /// <summary>An off-diagonal tile of rows i … i + 3: sixteen entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Square(TNumber* left, TNumber* right, int count, int stride, TNumber* factors, TNumber* sums, int i, ref byte* ahead)
    {
        int row1 = (i + 1) * Lanes, row2 = row1 + (i + 2) * Lanes, row3 = row2 + (i + 3) * Lanes;
        TLanes s00 = TLanes.Load(sums), s01 = TLanes.Load(sums + Lanes), s02 = TLanes.Load(sums + 2 * Lanes), s03 = TLanes.Load(sums + 3 * Lanes);
        TLanes s10 = TLanes.Load(sums + row1), s11 = TLanes.Load(sums + row1 + Lanes), s12 = TLanes.Load(sums + row1 + 2 * Lanes);
        var s13 = TLanes.Load(sums + row1 + 3 * Lanes);
        TLanes s20 = TLanes.Load(sums + row2), s21 = TLanes.Load(sums + row2 + Lanes), s22 = TLanes.Load(sums + row2 + 2 * Lanes);
        var s23 = TLanes.Load(sums + row2 + 3 * Lanes);
        TLanes s30 = TLanes.Load(sums + row3), s31 = TLanes.Load(sums + row3 + Lanes), s32 = TLanes.Load(sums + row3 + 2 * Lanes);
        var s33 = TLanes.Load(sums + row3 + 3 * Lanes);
        var line = ahead;
        ahead += count * CacheLines.Bytes;
        for (int block = 0, at = 0; block < count; block++, at += stride, line += CacheLines.Bytes)
        {
            CacheLines.Prefetch(line);
            var factor = TLanes.Load(factors + block * Lanes);
            TLanes z0 = TLanes.Load(right + at), z1 = TLanes.Load(right + at + Lanes), z2 = TLanes.Load(right + at + 2 * Lanes);
            var z3 = TLanes.Load(right + at + 3 * Lanes);
            var a = factor * TLanes.Load(left + at);
            s00 = TLanes.Fma(a, z0, s00);
            s01 = TLanes.Fma(a, z1, s01);
            s02 = TLanes.Fma(a, z2, s02);
            s03 = TLanes.Fma(a, z3, s03);
            a = factor * TLanes.Load(left + at + Lanes);
            s10 = TLanes.Fma(a, z0, s10);
            s11 = TLanes.Fma(a, z1, s11);
            s12 = TLanes.Fma(a, z2, s12);
            s13 = TLanes.Fma(a, z3, s13);
            a = factor * TLanes.Load(left + at + 2 * Lanes);
            s20 = TLanes.Fma(a, z0, s20);
            s21 = TLanes.Fma(a, z1, s21);
            s22 = TLanes.Fma(a, z2, s22);
            s23 = TLanes.Fma(a, z3, s23);
            a = factor * TLanes.Load(left + at + 3 * Lanes);
            s30 = TLanes.Fma(a, z0, s30);
            s31 = TLanes.Fma(a, z1, s31);
            s32 = TLanes.Fma(a, z2, s32);
            s33 = TLanes.Fma(a, z3, s33);
        }

        s00.Store(sums);
        s01.Store(sums + Lanes);
        s02.Store(sums + 2 * Lanes);
        s03.Store(sums + 3 * Lanes);
        s10.Store(sums + row1);
        s11.Store(sums + row1 + Lanes);
        s12.Store(sums + row1 + 2 * Lanes);
        s13.Store(sums + row1 + 3 * Lanes);
        s20.Store(sums + row2);
        s21.Store(sums + row2 + Lanes);
        s22.Store(sums + row2 + 2 * Lanes);
        s23.Store(sums + row2 + 3 * Lanes);
        s30.Store(sums + row3);
        s31.Store(sums + row3 + Lanes);
        s32.Store(sums + row3 + 2 * Lanes);
        s33.Store(sums + row3 + 3 * Lanes);
    }
}
