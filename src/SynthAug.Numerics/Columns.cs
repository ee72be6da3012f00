using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Kernels over a matrix that stands column by column: entry (i, k) at k·stride + i, so that rows lie side by side in the lanes and nothing crosses
/// them. Every entry of a result is one chain of fused multiply-adds in the order of the columns, whatever the width: the bits of a row do not
/// depend on the rows beside it. Columns are read in groups of eight rows: up to <see cref="Padded"/> rows must be there, whose numbers meet no
/// result. Nothing here allocates.
/// </summary>
public static unsafe class Columns
{
    private const int MostTileRows = 8;

    /// <summary>A number of rows rounded up to whole groups of eight: the least stride.</summary>
    public static int Padded(int rows) => checked(rows + 7) & ~7;

    /// <summary>Stands rows up: columns[k·stride + i] = rows[i][k]. Padding is left as it is.</summary>
    /// <param name="rows">n × d.</param>
    /// <param name="columns">At least (d − 1)·stride + n numbers; written.</param>
    /// <param name="stride">At least n.</param>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public static void Transpose(ReadOnlyRows rows, Span<double> columns, int stride)
    {
        if (rows.Count == 0) return;
        Require.Room(stride, rows.Count, nameof(stride));
        Require.Room(columns.Length, (long)(rows.Dimension - 1) * stride + rows.Count, nameof(columns));
        fixed (double* from = rows.Values, to = columns)
        {
            var source = from;
            for (var i = 0; i < rows.Count; i++)
            {
                var target = to + i;
                for (var k = 0; k < rows.Dimension; k++, target += stride) *target = *source++;
            }
        }
    }

    /// <summary>Squared Euclidean distances of every row from every point: distances[m·distanceStride + i] = Σₖ (columns(i, k) − points(m, k))².</summary>
    /// <param name="columns">d columns of <paramref name="count"/> rows.</param>
    /// <param name="points">m × d.</param>
    /// <param name="distances">m rows of <paramref name="count"/> numbers; written.</param>
    /// <exception cref="ArgumentException">There is too little room.</exception>
    public static void SquaredDistances(
        ReadOnlySpan<double> columns, int stride, int count, ReadOnlyRows points, Span<double> distances, int distanceStride)
    {
        Check(columns.Length, stride, count, points.Dimension, points.Count, distances.Length, distanceStride);
        for (var m = 0; m < points.Count; m++) distances.Slice(m * distanceStride, count).Clear();
        fixed (double* x = columns, y = points.Values, to = distances)
            Run<ColumnTile.SquaredDifference>(x, stride, count, y, points.Dimension, points.Count, points.Dimension, to, distanceStride);
    }

    /// <summary>results(m, i) += Σ columns(i, k)·factors(m, k) over the first <paramref name="depth"/> k, from what the results hold.</summary>
    /// <param name="columns">At least <paramref name="depth"/> columns of <paramref name="count"/> rows.</param>
    /// <param name="factors">m rows of at least <paramref name="depth"/> numbers.</param>
    /// <param name="results">Entry (m, i) at m·resultStride + i; added to.</param>
    /// <exception cref="ArgumentException">There is too little room, or a factor row is shorter than <paramref name="depth"/>.</exception>
    public static void AddProducts(
        ReadOnlySpan<double> columns, int stride, int count, ReadOnlyRows factors, int depth, Span<double> results, int resultStride)
    {
        Require.Room(factors.Dimension, depth, nameof(factors));
        Check(columns.Length, stride, count, depth, factors.Count, results.Length, resultStride);
        fixed (double* x = columns, y = factors.Values, to = results)
            Run<ColumnTile.Product>(x, stride, count, y, factors.Dimension, factors.Count, depth, to, resultStride);
    }

    private static void Check(int columns, int stride, int count, int depth, int rows, int results, int resultStride)
    {
        if (count == 0) return;
        Require.Room(stride, Padded(count), nameof(stride));
        if (depth > 0) Require.Room(columns, (long)(depth - 1) * stride + Padded(count), nameof(columns));
        if (rows == 0) return;
        Require.Room(resultStride, rows == 1 ? 0 : count, nameof(resultStride));
        Require.Room(results, (long)(rows - 1) * resultStride + count, nameof(results));
    }

    private static void Run<TStep>(
        double* columns, int stride, int count, double* factors, int factorStride, int rows, int depth, double* results, int resultStride)
        where TStep : ColumnTile.IStep
    {
        if (rows == 0) return;
        if (Lanes512.IsSupported)
            Run<Lanes512, Pair<Lanes512>, TStep>(columns, stride, count, factors, factorStride, rows, depth, results, resultStride);
        else if (Lanes256.IsSupported)
            Run<Lanes256, Lanes256, TStep>(columns, stride, count, factors, factorStride, rows, depth, results, resultStride);
        else
            Run<Lane, Lane, TStep>(columns, stride, count, factors, factorStride, rows, depth, results, resultStride);
    }

    // The strip of columns stays in the first-level cache while the factor rows pass over it, in tiles of like height.
    private static void Run<T, TWide, TStep>(
        double* columns, int stride, int count, double* factors, int factorStride, int rows, int depth, double* results, int resultStride)
        where T : struct, ILanes<T>
        where TWide : struct, ILanes<TWide>
        where TStep : ColumnTile.IStep
    {
        var tiles = (rows + MostTileRows - 1) / MostTileRows;
        for (var i = 0; i < count;)
        {
            var wide = count - i > T.Count;
            for (var tile = 0; tile < tiles; tile++)
            {
                int first = (int)((long)rows * tile / tiles), end = (int)((long)rows * (tile + 1) / tiles);
                double* from = factors + (long)first * factorStride, to = results + (long)first * resultStride + i;
                if (wide) ColumnTile.Run<TWide, TStep>(columns + i, stride, depth, from, factorStride, end - first, to, resultStride, count - i);
                else ColumnTile.Run<T, TStep>(columns + i, stride, depth, from, factorStride, end - first, to, resultStride, count - i);
            }

            i += wide ? TWide.Count : T.Count;
        }
    }
}
