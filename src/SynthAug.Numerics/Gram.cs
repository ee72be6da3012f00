using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// XᵀX as a packed lower triangle: entry (i, j), j ≤ i, at i(i+1)/2 + j, length d(d+1)/2. Every entry is one chain of fused
/// multiply-adds over the rows in their order, started from what the span holds. So the sums are prefix-additive to the bit: rows [0, a)
/// and then rows [a, b) give the bits of rows [0, b), wherever the cuts are. Nothing here allocates.
/// </summary>
public static unsafe class Gram
{
    private const int TileRows = 8;

    // Data rows stay in L1 while all tiles pass over them.
    private const int ChunkLength = 4096;

    /// <summary>d(d+1)/2.</summary>
    public static int PackedLength(int dimension) => checked(dimension * (dimension + 1) / 2);

    /// <summary>packed += XᵀX.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="packed">Length d(d+1)/2; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Add(ReadOnlyRows rows, Span<double> packed)
    {
        Require.Length(packed.Length, PackedLength(rows.Dimension), nameof(packed));
        fixed (double* x = rows.Values, to = packed) Add(x, rows.Count, rows.Dimension, null, to);
    }

    /// <summary>packed += Xᵀ diag(weights) X; entry (i, j) gains fma(xᵢ, w·xⱼ, ·), the product with the weight rounded.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="weights">Length n.</param>
    /// <param name="packed">Length d(d+1)/2; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddWeighted(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> packed)
    {
        Require.Length(packed.Length, PackedLength(rows.Dimension), nameof(packed));
        Require.Length(weights.Length, rows.Count, nameof(weights));
        fixed (double* x = rows.Values, w = weights, to = packed) Add(x, rows.Count, rows.Dimension, w, to);
    }

    /// <summary>sum += Σ x: the column sums, in the order of the rows.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="sum">Length d; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddMoment(ReadOnlyRows rows, Span<double> sum)
    {
        Require.Length(sum.Length, rows.Dimension, nameof(sum));
        fixed (double* x = rows.Values, to = sum) AddMoment(x, rows.Count, rows.Dimension, null, to);
    }

    /// <summary>sum += Σ w·x, one fused multiply-add an entry, in the order of the rows.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="weights">Length n.</param>
    /// <param name="sum">Length d; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddWeightedMoment(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> sum)
    {
        Require.Length(sum.Length, rows.Dimension, nameof(sum));
        Require.Length(weights.Length, rows.Count, nameof(weights));
        fixed (double* x = rows.Values, w = weights, to = sum) AddMoment(x, rows.Count, rows.Dimension, w, to);
    }

    // An entry's chain does not see how wide the lanes are, so every CPU takes its own width.
    private static void Add(double* x, int count, int d, double* weights, double* packed)
    {
        if (count == 0) return;
        var chunk = Math.Max(TileRows, ChunkLength / d);
        for (var start = 0; start < count; start += chunk)
        {
            var rows = Math.Min(chunk, count - start);
            var from = x + (long)start * d;
            var w = weights == null ? null : weights + start;
            if (Lanes512.IsSupported) AddChunk<Lanes512, Pair<Lanes512>>(from, rows, d, w, packed);
            else if (Lanes256.IsSupported) AddChunk<Lanes256, Lanes256>(from, rows, d, w, packed);
            else AddChunk<Lane, Lane>(from, rows, d, w, packed);
        }
    }

    private static void AddChunk<T, TWide>(double* x, int count, int d, double* weights, double* packed)
        where T : struct, ILanes<T>
        where TWide : struct, ILanes<TWide>
    {
        for (var i = 0; i < d; i += TileRows)
        {
            var rows = Math.Min(TileRows, d - i);
            var j = 0;
            for (; rows == TileRows && j + GramBlock.Groups * T.Count <= i + 1; j += GramBlock.Groups * T.Count)
            {
                for (var half = i; half < i + TileRows; half += GramBlock.Rows) GramBlock.Add<T>(x, count, d, weights, packed, half, j);
            }

            for (; j + T.Count < i + rows; j += TWide.Count) GramTile.Add<TWide>(x, count, d, weights, packed, i, rows, j);
            for (; j < i + rows; j += T.Count) GramTile.Add<T>(x, count, d, weights, packed, i, rows, j);
        }
    }

    private static void AddMoment(double* x, int count, int d, double* weights, double* sum)
    {
        if (Lanes512.IsSupported) AddMoment<Lanes512>(x, count, d, weights, sum);
        else if (Lanes256.IsSupported) AddMoment<Lanes256>(x, count, d, weights, sum);
        else AddMoment<Lane>(x, count, d, weights, sum);
    }

    private static void AddMoment<T>(double* x, int count, int d, double* weights, double* sum) where T : struct, ILanes<T>
    {
        if (weights == null)
        {
            for (var j = 0; j < d; j += T.Count) AddColumns<T>(x + j, count, d, sum + j, d - j);
            return;
        }

        var chunk = Math.Max(TileRows, ChunkLength / d);
        for (var start = 0; start < count; start += chunk)
        {
            var rows = Math.Min(chunk, count - start);
            for (var j = 0; j < d;)
            {
                var groups = Math.Min((d - j + T.Count - 1) / T.Count, 8);
                MomentTile.Add<T>(x + (long)start * d + j, rows, d, weights + start, sum + j, d - j, groups);
                j += groups * T.Count;
            }
        }
    }

    private static void AddColumns<T>(double* x, int count, int d, double* sum, int width) where T : struct, ILanes<T>
    {
        var mask = T.FirstLanes(width);
        var total = T.LoadMasked(sum, mask);
        for (var n = 0; n < count; n++, x += d) total += T.LoadMasked(x, mask);
        total.StoreMasked(sum, mask);
    }
}
