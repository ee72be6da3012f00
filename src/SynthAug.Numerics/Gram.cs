namespace SynthAug.Numerics;

/// <summary>
/// XᵀX as a packed lower triangle: entry (i, j), j ≤ i, at i(i+1)/2 + j, length d(d+1)/2. Every entry is one chain of fused
/// multiply-adds over the rows in their order, started from what the span holds. So the sums are prefix-additive to the bit: rows [0, a)
/// and then rows [a, b) give the bits of rows [0, b), wherever the cuts are.
/// </summary>
public static class Gram
{
    /// <summary>d(d+1)/2.</summary>
    public static int PackedLength(int dimension) => checked(dimension * (dimension + 1) / 2);

    /// <summary>packed += XᵀX.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="packed">Length d(d+1)/2; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Add(ReadOnlyRows rows, Span<double> packed)
    {
        Require.Length(packed.Length, PackedLength(rows.Dimension), nameof(packed));
        for (var n = 0; n < rows.Count; n++)
        {
            var row = rows[n];
            for (int i = 0, at = 0; i < row.Length; i++)
            {
                for (var j = 0; j <= i; j++, at++) packed[at] = Math.FusedMultiplyAdd(row[i], row[j], packed[at]);
            }
        }
    }

    /// <summary>packed += Xᵀ diag(weights) X; an entry gains fma(w·xᵢ, xⱼ, ·), the first product rounded.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="weights">Length n.</param>
    /// <param name="packed">Length d(d+1)/2; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddWeighted(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> packed)
    {
        Require.Length(packed.Length, PackedLength(rows.Dimension), nameof(packed));
        Require.Length(weights.Length, rows.Count, nameof(weights));
        for (var n = 0; n < rows.Count; n++)
        {
            var row = rows[n];
            for (int i = 0, at = 0; i < row.Length; i++)
            {
                var scaled = weights[n] * row[i];
                for (var j = 0; j <= i; j++, at++) packed[at] = Math.FusedMultiplyAdd(scaled, row[j], packed[at]);
            }
        }
    }

    /// <summary>sum += Σ x: the column sums, in the order of the rows.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="sum">Length d; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void AddMoment(ReadOnlyRows rows, Span<double> sum)
    {
        Require.Length(sum.Length, rows.Dimension, nameof(sum));
        for (var n = 0; n < rows.Count; n++)
        {
            var row = rows[n];
            for (var j = 0; j < row.Length; j++) sum[j] += row[j];
        }
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
        for (var n = 0; n < rows.Count; n++) Kernels.Axpy(weights[n], rows[n], sum);
    }
}
