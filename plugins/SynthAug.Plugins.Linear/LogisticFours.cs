using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// <see cref="LogisticLoops{TLanes, TNumber}"/> at four θ at once, with the same bits: loads are what those loops wait for, and here a number of a row is loaded once for
/// all four.
/// </summary>
internal static unsafe class LogisticFours<TLanes, TNumber>
    where TLanes : struct, INumberLanes<TLanes, TNumber>
    where TNumber : unmanaged
{
    private const int Four = 4;

    private static int Lanes
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 64 / sizeof(TNumber);
    }

    /// <summary>zᵀθ of every row at four θ, all lanes.</summary>
    /// <param name="thetas">4 × p.</param>
    /// <param name="margins">Of the first θ; each next one's are <paramref name="apart"/> further. There is room for whole fours of blocks.</param>
    /// <param name="ahead">Lines that will be read next: as many as four blocks have columns are fetched for each four.</param>
    public static void Margins(TNumber* rows, int count, TNumber* thetas, int p, TNumber* margins, int apart, byte* ahead)
    {
        for (var lane = 0; lane < Lanes; lane += TLanes.Count) FourMargins(rows + lane, count, thetas, p, margins + lane, apart, ahead);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FourMargins(TNumber* rows, int count, TNumber* thetas, int p, TNumber* margins, int apart, byte* ahead)
    {
        nint stride = (p + 1) * Lanes;
        for (var block = 0; block < count; block += Four)
        {
            // Past the last block the last one stands in.
            TNumber* z0 = rows + block * stride, z1 = rows + Math.Min(block + 1, count - 1) * stride;
            TNumber* z2 = rows + Math.Min(block + 2, count - 1) * stride, z3 = rows + Math.Min(block + 3, count - 1) * stride;
            TLanes a0 = TLanes.All(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            TLanes c0 = a0, c1 = a0, c2 = a0, c3 = a0, d0 = a0, d1 = a0, d2 = a0, d3 = a0;
            var at = thetas;
            for (nint j = 0; j < stride - Lanes; j += Lanes, at++, ahead += CacheLines.Bytes)
            {
                CacheLines.Prefetch(ahead);
                TLanes x0 = TLanes.Load(z0 + j), x1 = TLanes.Load(z1 + j), x2 = TLanes.Load(z2 + j), x3 = TLanes.Load(z3 + j);
                var value = TLanes.AllAt(at);
                a0 = TLanes.Fma(x0, value, a0);
                a1 = TLanes.Fma(x1, value, a1);
                a2 = TLanes.Fma(x2, value, a2);
                a3 = TLanes.Fma(x3, value, a3);
                value = TLanes.AllAt(at + p);
                b0 = TLanes.Fma(x0, value, b0);
                b1 = TLanes.Fma(x1, value, b1);
                b2 = TLanes.Fma(x2, value, b2);
                b3 = TLanes.Fma(x3, value, b3);
                value = TLanes.AllAt(at + 2 * p);
                c0 = TLanes.Fma(x0, value, c0);
                c1 = TLanes.Fma(x1, value, c1);
                c2 = TLanes.Fma(x2, value, c2);
                c3 = TLanes.Fma(x3, value, c3);
                value = TLanes.AllAt(at + 3 * p);
                d0 = TLanes.Fma(x0, value, d0);
                d1 = TLanes.Fma(x1, value, d1);
                d2 = TLanes.Fma(x2, value, d2);
                d3 = TLanes.Fma(x3, value, d3);
            }

            var to = margins + block * Lanes;
            Store(a0, a1, a2, a3, to);
            Store(b0, b1, b2, b3, to + apart);
            Store(c0, c1, c2, c3, to + 2 * apart);
            Store(d0, d1, d2, d3, to + 3 * apart);
        }
    }

    /// <summary>Margins u and weights ω to slopes ωσ(u), in their place.</summary>
    public static void Slopes(TNumber* margins, TNumber* weights, int count, int stride)
    {
        for (var lane = 0; lane < Lanes; lane += TLanes.Count) AllSlopes(margins + lane, weights + lane, count, stride);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AllSlopes(TNumber* margins, TNumber* weights, int count, int stride)
    {
        for (var block = 0; block < count; block++, margins += Lanes, weights += stride)
            LogisticLoops<TLanes, TNumber>.Slope(TLanes.Load(margins), TLanes.Load(weights), out _).Store(margins);
    }

    /// <summary>Adds Σ slope·zⱼ of four θ, four columns at a time.</summary>
    /// <param name="slopes">Of the first θ; each next one's are <paramref name="apart"/> further.</param>
    /// <param name="gradients">Of the first θ; each next one's are <paramref name="room"/> further.</param>
    public static void Gradients(TNumber* rows, int count, int p, TNumber* slopes, int apart, TNumber* gradients, int room)
    {
        for (var lane = 0; lane < Lanes; lane += TLanes.Count)
        {
            for (var j = 0; j < p; j += Four)
                FourProducts(rows + j * Lanes + lane, count, (p + 1) * Lanes, Math.Min(Four - 1, p - j), slopes + lane, apart, gradients + j * Lanes + lane, room);
        }
    }

    // The weights stand in for columns that are not there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FourProducts(TNumber* rows, int count, int stride, int last, TNumber* factors, int apart, TNumber* sums, int room)
    {
        int o1 = Math.Min(1, last) * Lanes, o2 = Math.Min(2, last) * Lanes, o3 = last * Lanes;
        TNumber* sumsB = sums + room, sumsC = sumsB + room, sumsD = sumsC + room;
        TLanes a0 = TLanes.Load(sums), a1 = TLanes.Load(sums + Lanes), a2 = TLanes.Load(sums + 2 * Lanes), a3 = TLanes.Load(sums + 3 * Lanes);
        TLanes b0 = TLanes.Load(sumsB), b1 = TLanes.Load(sumsB + Lanes), b2 = TLanes.Load(sumsB + 2 * Lanes), b3 = TLanes.Load(sumsB + 3 * Lanes);
        TLanes c0 = TLanes.Load(sumsC), c1 = TLanes.Load(sumsC + Lanes), c2 = TLanes.Load(sumsC + 2 * Lanes), c3 = TLanes.Load(sumsC + 3 * Lanes);
        TLanes d0 = TLanes.Load(sumsD), d1 = TLanes.Load(sumsD + Lanes), d2 = TLanes.Load(sumsD + 2 * Lanes), d3 = TLanes.Load(sumsD + 3 * Lanes);
        for (var block = 0; block < count; block++, rows += stride, factors += Lanes)
        {
            TLanes x0 = TLanes.Load(rows), x1 = TLanes.Load(rows + o1), x2 = TLanes.Load(rows + o2), x3 = TLanes.Load(rows + o3);
            var factor = TLanes.Load(factors);
            a0 = TLanes.Fma(factor, x0, a0);
            a1 = TLanes.Fma(factor, x1, a1);
            a2 = TLanes.Fma(factor, x2, a2);
            a3 = TLanes.Fma(factor, x3, a3);
            factor = TLanes.Load(factors + apart);
            b0 = TLanes.Fma(factor, x0, b0);
            b1 = TLanes.Fma(factor, x1, b1);
            b2 = TLanes.Fma(factor, x2, b2);
            b3 = TLanes.Fma(factor, x3, b3);
            factor = TLanes.Load(factors + 2 * apart);
            c0 = TLanes.Fma(factor, x0, c0);
            c1 = TLanes.Fma(factor, x1, c1);
            c2 = TLanes.Fma(factor, x2, c2);
            c3 = TLanes.Fma(factor, x3, c3);
            factor = TLanes.Load(factors + 3 * apart);
            d0 = TLanes.Fma(factor, x0, d0);
            d1 = TLanes.Fma(factor, x1, d1);
            d2 = TLanes.Fma(factor, x2, d2);
            d3 = TLanes.Fma(factor, x3, d3);
        }

        Store(a0, a1, a2, a3, sums);
        Store(b0, b1, b2, b3, sumsB);
        Store(c0, c1, c2, c3, sumsC);
        Store(d0, d1, d2, d3, sumsD);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TLanes m0, TLanes m1, TLanes m2, TLanes m3, TNumber* to)
    {
        m0.Store(to);
        m1.Store(to + Lanes);
        m2.Store(to + 2 * Lanes);
        m3.Store(to + 3 * Lanes);
    }
}
