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
}
