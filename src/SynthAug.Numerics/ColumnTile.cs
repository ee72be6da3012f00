using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>The register-blocked loops of <see cref="Columns"/>: one lane group of rows, up to eight points or factor rows, all sums in registers.</summary>
internal static unsafe class ColumnTile
{
    /// <summary>What happens along a column: a sum gains a term of the column's lanes and one number.</summary>
    internal interface IStep
    {
        static abstract T Add<T>(T sum, T lanes, T with) where T : struct, ILanes<T>;
    }

    internal readonly struct Product : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add<T>(T sum, T lanes, T with) where T : struct, ILanes<T> => T.Fma(lanes, with, sum);
    }

    internal readonly struct SquaredDifference : IStep
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Add<T>(T sum, T lanes, T with) where T : struct, ILanes<T>
        {
            var difference = lanes - with;
            return T.Fma(difference, difference, sum);
        }
    }

    /// <summary>results[m·resultStride + lane] continues over k &lt; depth with columns[k·stride + lane] and factors[m·factorStride + k].</summary>
    /// <param name="width">Lanes that are loaded from and stored to the results; columns are read in whole lane groups.</param>
    /// <param name="rows">1 … 8 factor rows.</param>
    public static void Run<T, TStep>(
        double* columns, int stride, int depth, double* factors, int factorStride, int rows, double* results, int resultStride, int width)
        where T : struct, ILanes<T>
        where TStep : IStep
    {
        switch (rows)
        {
            case 1: Run<T, TStep, TileOne>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
            case 2: Run<T, TStep, TileTwo>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
            case 3: Run<T, TStep, TileThree>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
            case 4: Run<T, TStep, TileFour>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
            case 5: Run<T, TStep, TileFive>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
            case 6: Run<T, TStep, TileSix>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
            case 7: Run<T, TStep, TileSeven>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
            default: Run<T, TStep, TileEight>(columns, stride, depth, factors, factorStride, results, resultStride, width); break;
        }
    }

    private static void Run<T, TStep, TRows>(
        double* columns, int stride, int depth, double* factors, int factorStride, double* results, int resultStride, int width)
        where T : struct, ILanes<T>
        where TStep : IStep
        where TRows : ITileSize
    {
        var mask = T.FirstLanes(width);
        T s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        var s0 = T.LoadMasked(results, mask);
        if (TRows.Value > 1) s1 = T.LoadMasked(results + resultStride, mask);
        if (TRows.Value > 2) s2 = T.LoadMasked(results + 2 * (long)resultStride, mask);
        if (TRows.Value > 3) s3 = T.LoadMasked(results + 3 * (long)resultStride, mask);
        if (TRows.Value > 4) s4 = T.LoadMasked(results + 4 * (long)resultStride, mask);
        if (TRows.Value > 5) s5 = T.LoadMasked(results + 5 * (long)resultStride, mask);
        if (TRows.Value > 6) s6 = T.LoadMasked(results + 6 * (long)resultStride, mask);
        if (TRows.Value > 7) s7 = T.LoadMasked(results + 7 * (long)resultStride, mask);

        double* f4 = factors + 4 * (long)factorStride, end = factors + depth;
        for (; factors < end; factors++, f4++, columns += stride)
        {
            var lanes = T.Load(columns);
            s0 = TStep.Add(s0, lanes, T.AllAt(factors));
            if (TRows.Value > 1) s1 = TStep.Add(s1, lanes, T.AllAt(factors + factorStride));
            if (TRows.Value > 2) s2 = TStep.Add(s2, lanes, T.AllAt(factors + 2 * (long)factorStride));
            if (TRows.Value > 3) s3 = TStep.Add(s3, lanes, T.AllAt(factors + 3 * (long)factorStride));
            if (TRows.Value > 4) s4 = TStep.Add(s4, lanes, T.AllAt(f4));
            if (TRows.Value > 5) s5 = TStep.Add(s5, lanes, T.AllAt(f4 + factorStride));
            if (TRows.Value > 6) s6 = TStep.Add(s6, lanes, T.AllAt(f4 + 2 * (long)factorStride));
            if (TRows.Value > 7) s7 = TStep.Add(s7, lanes, T.AllAt(f4 + 3 * (long)factorStride));
        }

        s0.StoreMasked(results, mask);
        if (TRows.Value > 1) s1.StoreMasked(results + resultStride, mask);
        if (TRows.Value > 2) s2.StoreMasked(results + 2 * (long)resultStride, mask);
        if (TRows.Value > 3) s3.StoreMasked(results + 3 * (long)resultStride, mask);
        if (TRows.Value > 4) s4.StoreMasked(results + 4 * (long)resultStride, mask);
        if (TRows.Value > 5) s5.StoreMasked(results + 5 * (long)resultStride, mask);
        if (TRows.Value > 6) s6.StoreMasked(results + 6 * (long)resultStride, mask);
        if (TRows.Value > 7) s7.StoreMasked(results + 7 * (long)resultStride, mask);
    }
}
