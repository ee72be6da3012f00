namespace SynthAug.Numerics;

/// <summary>How rows are brought to floats for scores q·r − ½‖r‖²: centred, since rows far from the origin would drown in rounding, and scaled to ‖·‖² &lt; 4.</summary>
internal static unsafe class NeighbourScale
{
    /// <summary>Far above what floats lose by underflow, far below anything a norm of 1 can notice.</summary>
    public const double Smallest = 1e-36;

    /// <param name="rows">n × d.</param>
    /// <param name="mean">Length d, all zero; written.</param>
    /// <param name="norms">Squared distances from the mean, length n; written.</param>
    /// <returns>A power of two; 0 when none means anything (NaN, overflow, all rows alike).</returns>
    public static double Of(double* rows, Span<double> mean, Span<double> norms)
    {
        var all = new ReadOnlyRows(new(rows, checked(norms.Length * mean.Length)), mean.Length);
        Gram.AddMoment(all, mean);
        foreach (ref var value in mean) value /= norms.Length;
        Kernels.SquaredDistances(mean, all, norms);
        double largest = 0;
        foreach (var norm in norms)
        {
            if (double.IsNaN(norm)) return 0;
            largest = Math.Max(largest, norm);
        }

        return largest is > 1e-280 and < 1e280 ? Math.ScaleB(1, -(Math.ILogB(largest) >> 1)) : 0;
    }

    /// <summary>
    /// What rounding can do to q·r less half norms is no more than this times ‖q‖² + ‖r‖². It is twice the bound of fused products (2⁻²⁴ each for both casts, the start,
    /// and d sums of at most that size), so it holds for products rounded by themselves too.
    /// </summary>
    public static double Rounding(int d) => (d + 6) * 1.2 / (1 << 23);

    /// <summary>Rows as floats, centred and scaled, in two layouts at once: blocks of so many rows, number (i, j) of a block at j·size + i.</summary>
    public static void Lay(double* rows, int count, ReadOnlySpan<double> mean, double scale, float* blocks, int blockSize, float* groups, int groupSize)
    {
        var d = mean.Length;
        for (var i = 0; i < count; i++, rows += d)
        {
            var block = blocks + (long)(i / blockSize * blockSize) * d + i % blockSize;
            var group = groups + (long)(i / groupSize * groupSize) * d + i % groupSize;
            for (var j = 0; j < d; j++, block += blockSize, group += groupSize)
            {
                var value = (float)((rows[j] - mean[j]) * scale);
                *block = value;
                *group = value;
            }
        }
    }
}
