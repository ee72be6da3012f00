using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>Weighted column sums of up to eight lane groups side by side: eight chains hide what a single one would wait for.</summary>
internal static unsafe class MomentTile
{
    /// <summary>sum += Σ w·x over count rows, for the first <paramref name="width"/> columns of so many lane groups.</summary>
    /// <param name="groups">1 … 8; only the last may be partly beyond the width.</param>
    public static void Add<T>(double* x, int count, int d, double* weights, double* sum, int width, int groups) where T : struct, ILanes<T>
    {
        switch (groups)
        {
            case 1: Add<T, TileOne>(x, count, d, weights, sum, width); break;
            case 2: Add<T, TileTwo>(x, count, d, weights, sum, width); break;
            case 3: Add<T, TileThree>(x, count, d, weights, sum, width); break;
            case 4: Add<T, TileFour>(x, count, d, weights, sum, width); break;
            case 5: Add<T, TileFive>(x, count, d, weights, sum, width); break;
            case 6: Add<T, TileSix>(x, count, d, weights, sum, width); break;
            case 7: Add<T, TileSeven>(x, count, d, weights, sum, width); break;
            default: Add<T, TileEight>(x, count, d, weights, sum, width); break;
        }
    }

    private static void Add<T, TGroups>(double* x, int count, int d, double* weights, double* sum, int width)
        where T : struct, ILanes<T>
        where TGroups : ITileSize
    {
        var last = (TGroups.Value - 1) * T.Count;
        var mask = T.FirstLanes(width - last);
        T s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default;
        if (TGroups.Value > 1) s0 = T.Load(sum);
        if (TGroups.Value > 2) s1 = T.Load(sum + T.Count);
        if (TGroups.Value > 3) s2 = T.Load(sum + 2 * T.Count);
        if (TGroups.Value > 4) s3 = T.Load(sum + 3 * T.Count);
        if (TGroups.Value > 5) s4 = T.Load(sum + 4 * T.Count);
        if (TGroups.Value > 6) s5 = T.Load(sum + 5 * T.Count);
        if (TGroups.Value > 7) s6 = T.Load(sum + 6 * T.Count);
        var end = T.LoadMasked(sum + last, mask);
        for (var n = 0; n < count; n++, x += d)
        {
            var weight = T.AllAt(weights + n);
            if (TGroups.Value > 1) s0 = T.Fma(weight, T.Load(x), s0);
            if (TGroups.Value > 2) s1 = T.Fma(weight, T.Load(x + T.Count), s1);
            if (TGroups.Value > 3) s2 = T.Fma(weight, T.Load(x + 2 * T.Count), s2);
            if (TGroups.Value > 4) s3 = T.Fma(weight, T.Load(x + 3 * T.Count), s3);
            if (TGroups.Value > 5) s4 = T.Fma(weight, T.Load(x + 4 * T.Count), s4);
            if (TGroups.Value > 6) s5 = T.Fma(weight, T.Load(x + 5 * T.Count), s5);
            if (TGroups.Value > 7) s6 = T.Fma(weight, T.Load(x + 6 * T.Count), s6);
            end = T.Fma(weight, T.LoadMasked(x + last, mask), end);
        }

        if (TGroups.Value > 1) s0.Store(sum);
        if (TGroups.Value > 2) s1.Store(sum + T.Count);
        if (TGroups.Value > 3) s2.Store(sum + 2 * T.Count);
        if (TGroups.Value > 4) s3.Store(sum + 3 * T.Count);
        if (TGroups.Value > 5) s4.Store(sum + 4 * T.Count);
        if (TGroups.Value > 6) s5.Store(sum + 5 * T.Count);
        if (TGroups.Value > 7) s6.Store(sum + 6 * T.Count);
        end.StoreMasked(sum + last, mask);
    }
}
