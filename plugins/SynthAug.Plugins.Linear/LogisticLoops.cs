using System.Runtime.CompilerServices;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// The inner loops of <see cref="LogisticKernel"/> over one chunk, for some of its lanes. References point at the first of those lanes; columns of
/// a block are eight numbers apart. Each loop is its own method and keeps its sums in registers: the JIT gives up on larger ones.
/// </summary>
internal static class LogisticLoops<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    private const int Lanes = LogisticRows.Lanes, Tile = 4;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Margins(ref double rows, int count, ReadOnlySpan<double> theta, ref double margins)
    {
        for (int block = 0, at = 0; block < count; block++, at += Lanes)
        {
            var margin = TLanes.Zero;
            foreach (var value in theta)
            {
                margin = TLanes.Fused(TLanes.Load(in rows, at), TLanes.All(value), margin);
                at += Lanes;
            }

            margin.Store(ref margins, block * Lanes);
        }
    }

    /// <summary>In: σ in slopes. Out: ωσ in slopes, ωσ(1 − σ) in curvatures.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Weigh(ref double weights, int count, int stride, ref double slopes, ref double curvatures)
    {
        var (one, minusOne) = (TLanes.All(1), TLanes.All(-1));
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var sigma = TLanes.Load(in slopes, block * Lanes);
            var slope = TLanes.Multiply(TLanes.Load(in weights, at), sigma);
            slope.Store(ref slopes, block * Lanes);
            TLanes.Multiply(slope, TLanes.Fused(sigma, minusOne, one)).Store(ref curvatures, block * Lanes);
        }
    }

    public static void Gradient(ref double rows, int count, int p, ref double slopes, ref double gradient)
    {
        var j = 0;
        var stride = (p + 1) * Lanes;
        for (; j + Tile <= p; j += Tile) Products4(ref Unsafe.Add(ref rows, j * Lanes), count, stride, ref slopes, ref Unsafe.Add(ref gradient, j * Lanes));
        for (; j < p; j++) Products1(ref Unsafe.Add(ref rows, j * Lanes), count, stride, ref slopes, ref Unsafe.Add(ref gradient, j * Lanes));
    }

    /// <summary>Lower triangle in 4 × 4 tiles; of the last p mod 4 rows two together, one by itself.</summary>
    public static void Hessian(ref double rows, int count, int p, ref double curvatures, ref double hessian)
    {
        var stride = (p + 1) * Lanes;
        var i = 0;
        for (; i + Tile <= p; i += Tile)
        {
            ref var left = ref Unsafe.Add(ref rows, i * Lanes);
            for (var j = 0; j < i; j += Tile)
                Square(ref left, ref Unsafe.Add(ref rows, j * Lanes), count, stride, ref curvatures, ref Unsafe.Add(ref hessian, At(i, j)), i);
            Triangle(ref left, count, stride, ref curvatures, ref Unsafe.Add(ref hessian, At(i, i)), i);
        }

        for (; i + 2 <= p; i += 2)
        {
            ref var left = ref Unsafe.Add(ref rows, i * Lanes);
            var j = 0;
            for (; j + Tile <= i; j += Tile)
                Rows2x4(ref left, ref Unsafe.Add(ref rows, j * Lanes), count, stride, ref curvatures, ref Unsafe.Add(ref hessian, At(i, j)), i);
            Corner(ref left, count, stride, ref curvatures, ref Unsafe.Add(ref hessian, At(i, i)), i);
        }

        if (i == p) return;
        ref var last = ref Unsafe.Add(ref rows, i * Lanes);
        var k = 0;
        for (; k + Tile <= i + 1; k += Tile)
            Row4(ref last, ref Unsafe.Add(ref rows, k * Lanes), count, stride, ref curvatures, ref Unsafe.Add(ref hessian, At(i, k)));
        for (; k <= i; k++)
            Row1(ref last, ref Unsafe.Add(ref rows, k * Lanes), count, stride, ref curvatures, ref Unsafe.Add(ref hessian, At(i, k)));
    }

    private static int At(int i, int j) => (i * (i + 1) / 2 + j) * Lanes;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Products4(ref double rows, int count, int stride, ref double factors, ref double sums)
    {
        TLanes s0 = TLanes.Load(in sums, 0), s1 = TLanes.Load(in sums, 8), s2 = TLanes.Load(in sums, 16), s3 = TLanes.Load(in sums, 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(in factors, block * Lanes);
            s0 = TLanes.Fused(factor, TLanes.Load(in rows, at), s0);
            s1 = TLanes.Fused(factor, TLanes.Load(in rows, at + 8), s1);
            s2 = TLanes.Fused(factor, TLanes.Load(in rows, at + 16), s2);
            s3 = TLanes.Fused(factor, TLanes.Load(in rows, at + 24), s3);
        }

        s0.Store(ref sums, 0);
        s1.Store(ref sums, 8);
        s2.Store(ref sums, 16);
        s3.Store(ref sums, 24);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Products1(ref double rows, int count, int stride, ref double factors, ref double sums)
    {
        var sum = TLanes.Load(in sums, 0);
        for (int block = 0, at = 0; block < count; block++, at += stride)
            sum = TLanes.Fused(TLanes.Load(in factors, block * Lanes), TLanes.Load(in rows, at), sum);
        sum.Store(ref sums, 0);
    }

    // Entry (i, j) always gains fma(v·zᵢ, zⱼ, ·), whichever loop it falls to.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Row4(ref double left, ref double right, int count, int stride, ref double factors, ref double sums)
    {
        TLanes s0 = TLanes.Load(in sums, 0), s1 = TLanes.Load(in sums, 8), s2 = TLanes.Load(in sums, 16), s3 = TLanes.Load(in sums, 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var a = TLanes.Multiply(TLanes.Load(in factors, block * Lanes), TLanes.Load(in left, at));
            s0 = TLanes.Fused(a, TLanes.Load(in right, at), s0);
            s1 = TLanes.Fused(a, TLanes.Load(in right, at + 8), s1);
            s2 = TLanes.Fused(a, TLanes.Load(in right, at + 16), s2);
            s3 = TLanes.Fused(a, TLanes.Load(in right, at + 24), s3);
        }

        s0.Store(ref sums, 0);
        s1.Store(ref sums, 8);
        s2.Store(ref sums, 16);
        s3.Store(ref sums, 24);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Row1(ref double left, ref double right, int count, int stride, ref double factors, ref double sums)
    {
        var sum = TLanes.Load(in sums, 0);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var a = TLanes.Multiply(TLanes.Load(in factors, block * Lanes), TLanes.Load(in left, at));
            sum = TLanes.Fused(a, TLanes.Load(in right, at), sum);
        }

        sum.Store(ref sums, 0);
    }

    /// <summary>Rows i and i + 1 by four columns before them: eight entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Rows2x4(ref double left, ref double right, int count, int stride, ref double factors, ref double sums, int i)
    {
        var row1 = (i + 1) * Lanes;
        TLanes s00 = TLanes.Load(in sums, 0), s01 = TLanes.Load(in sums, 8), s02 = TLanes.Load(in sums, 16), s03 = TLanes.Load(in sums, 24);
        TLanes s10 = TLanes.Load(in sums, row1), s11 = TLanes.Load(in sums, row1 + 8), s12 = TLanes.Load(in sums, row1 + 16);
        var s13 = TLanes.Load(in sums, row1 + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(in factors, block * Lanes);
            TLanes a = TLanes.Multiply(factor, TLanes.Load(in left, at)), b = TLanes.Multiply(factor, TLanes.Load(in left, at + 8));
            var z = TLanes.Load(in right, at);
            s00 = TLanes.Fused(a, z, s00);
            s10 = TLanes.Fused(b, z, s10);
            z = TLanes.Load(in right, at + 8);
            s01 = TLanes.Fused(a, z, s01);
            s11 = TLanes.Fused(b, z, s11);
            z = TLanes.Load(in right, at + 16);
            s02 = TLanes.Fused(a, z, s02);
            s12 = TLanes.Fused(b, z, s12);
            z = TLanes.Load(in right, at + 24);
            s03 = TLanes.Fused(a, z, s03);
            s13 = TLanes.Fused(b, z, s13);
        }

        s00.Store(ref sums, 0);
        s01.Store(ref sums, 8);
        s02.Store(ref sums, 16);
        s03.Store(ref sums, 24);
        s10.Store(ref sums, row1);
        s11.Store(ref sums, row1 + 8);
        s12.Store(ref sums, row1 + 16);
        s13.Store(ref sums, row1 + 24);
    }

    /// <summary>The diagonal entries of rows i and i + 1, and the one between them.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Corner(ref double rows, int count, int stride, ref double factors, ref double sums, int i)
    {
        var row1 = (i + 1) * Lanes;
        TLanes s00 = TLanes.Load(in sums, 0), s10 = TLanes.Load(in sums, row1), s11 = TLanes.Load(in sums, row1 + 8);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(in factors, block * Lanes);
            TLanes z0 = TLanes.Load(in rows, at), z1 = TLanes.Load(in rows, at + 8);
            s00 = TLanes.Fused(TLanes.Multiply(factor, z0), z0, s00);
            var a = TLanes.Multiply(factor, z1);
            s10 = TLanes.Fused(a, z0, s10);
            s11 = TLanes.Fused(a, z1, s11);
        }

        s00.Store(ref sums, 0);
        s10.Store(ref sums, row1);
        s11.Store(ref sums, row1 + 8);
    }

    /// <summary>The diagonal tile of rows i … i + 3: ten entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Triangle(ref double rows, int count, int stride, ref double factors, ref double sums, int i)
    {
        int row1 = (i + 1) * Lanes, row2 = row1 + (i + 2) * Lanes, row3 = row2 + (i + 3) * Lanes;
        var s00 = TLanes.Load(in sums, 0);
        TLanes s10 = TLanes.Load(in sums, row1), s11 = TLanes.Load(in sums, row1 + 8);
        TLanes s20 = TLanes.Load(in sums, row2), s21 = TLanes.Load(in sums, row2 + 8), s22 = TLanes.Load(in sums, row2 + 16);
        TLanes s30 = TLanes.Load(in sums, row3), s31 = TLanes.Load(in sums, row3 + 8), s32 = TLanes.Load(in sums, row3 + 16);
        var s33 = TLanes.Load(in sums, row3 + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(in factors, block * Lanes);
            TLanes z0 = TLanes.Load(in rows, at), z1 = TLanes.Load(in rows, at + 8), z2 = TLanes.Load(in rows, at + 16);
            var z3 = TLanes.Load(in rows, at + 24);
            s00 = TLanes.Fused(TLanes.Multiply(factor, z0), z0, s00);
            var a = TLanes.Multiply(factor, z1);
            s10 = TLanes.Fused(a, z0, s10);
            s11 = TLanes.Fused(a, z1, s11);
            a = TLanes.Multiply(factor, z2);
            s20 = TLanes.Fused(a, z0, s20);
            s21 = TLanes.Fused(a, z1, s21);
            s22 = TLanes.Fused(a, z2, s22);
            a = TLanes.Multiply(factor, z3);
            s30 = TLanes.Fused(a, z0, s30);
            s31 = TLanes.Fused(a, z1, s31);
            s32 = TLanes.Fused(a, z2, s32);
            s33 = TLanes.Fused(a, z3, s33);
        }

        s00.Store(ref sums, 0);
        s10.Store(ref sums, row1);
        s11.Store(ref sums, row1 + 8);
        s20.Store(ref sums, row2);
        s21.Store(ref sums, row2 + 8);
        s22.Store(ref sums, row2 + 16);
        s30.Store(ref sums, row3);
        s31.Store(ref sums, row3 + 8);
        s32.Store(ref sums, row3 + 16);
        s33.Store(ref sums, row3 + 24);
    }

    /// <summary>An off-diagonal tile of rows i … i + 3: sixteen entries.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Square(ref double left, ref double right, int count, int stride, ref double factors, ref double sums, int i)
    {
        int row1 = (i + 1) * Lanes, row2 = row1 + (i + 2) * Lanes, row3 = row2 + (i + 3) * Lanes;
        TLanes s00 = TLanes.Load(in sums, 0), s01 = TLanes.Load(in sums, 8), s02 = TLanes.Load(in sums, 16), s03 = TLanes.Load(in sums, 24);
        TLanes s10 = TLanes.Load(in sums, row1), s11 = TLanes.Load(in sums, row1 + 8), s12 = TLanes.Load(in sums, row1 + 16);
        var s13 = TLanes.Load(in sums, row1 + 24);
        TLanes s20 = TLanes.Load(in sums, row2), s21 = TLanes.Load(in sums, row2 + 8), s22 = TLanes.Load(in sums, row2 + 16);
        var s23 = TLanes.Load(in sums, row2 + 24);
        TLanes s30 = TLanes.Load(in sums, row3), s31 = TLanes.Load(in sums, row3 + 8), s32 = TLanes.Load(in sums, row3 + 16);
        var s33 = TLanes.Load(in sums, row3 + 24);
        for (int block = 0, at = 0; block < count; block++, at += stride)
        {
            var factor = TLanes.Load(in factors, block * Lanes);
            TLanes z0 = TLanes.Load(in right, at), z1 = TLanes.Load(in right, at + 8), z2 = TLanes.Load(in right, at + 16);
            var z3 = TLanes.Load(in right, at + 24);
            var a = TLanes.Multiply(factor, TLanes.Load(in left, at));
            s00 = TLanes.Fused(a, z0, s00);
            s01 = TLanes.Fused(a, z1, s01);
            s02 = TLanes.Fused(a, z2, s02);
            s03 = TLanes.Fused(a, z3, s03);
            a = TLanes.Multiply(factor, TLanes.Load(in left, at + 8));
            s10 = TLanes.Fused(a, z0, s10);
            s11 = TLanes.Fused(a, z1, s11);
            s12 = TLanes.Fused(a, z2, s12);
            s13 = TLanes.Fused(a, z3, s13);
            a = TLanes.Multiply(factor, TLanes.Load(in left, at + 16));
            s20 = TLanes.Fused(a, z0, s20);
            s21 = TLanes.Fused(a, z1, s21);
            s22 = TLanes.Fused(a, z2, s22);
            s23 = TLanes.Fused(a, z3, s23);
            a = TLanes.Multiply(factor, TLanes.Load(in left, at + 24));
            s30 = TLanes.Fused(a, z0, s30);
            s31 = TLanes.Fused(a, z1, s31);
            s32 = TLanes.Fused(a, z2, s32);
            s33 = TLanes.Fused(a, z3, s33);
        }

        s00.Store(ref sums, 0);
        s01.Store(ref sums, 8);
        s02.Store(ref sums, 16);
        s03.Store(ref sums, 24);
        s10.Store(ref sums, row1);
        s11.Store(ref sums, row1 + 8);
        s12.Store(ref sums, row1 + 16);
        s13.Store(ref sums, row1 + 24);
        s20.Store(ref sums, row2);
        s21.Store(ref sums, row2 + 8);
        s22.Store(ref sums, row2 + 16);
        s23.Store(ref sums, row2 + 24);
        s30.Store(ref sums, row3);
        s31.Store(ref sums, row3 + 8);
        s32.Store(ref sums, row3 + 16);
        s33.Store(ref sums, row3 + 24);
    }
}
