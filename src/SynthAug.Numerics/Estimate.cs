namespace SynthAug.Numerics;

/// <summary>A mean that leaves with its uncertainty.</summary>
/// <param name="Mean">NaN when there is no value.</param>
/// <param name="StandardDeviation">Divisor n − 1; NaN below two values.</param>
/// <param name="StandardError">StandardDeviation / √n; NaN below two values.</param>
/// <param name="Count">n.</param>
public readonly record struct Estimate(double Mean, double StandardDeviation, double StandardError, long Count)
{
    /// <summary>
    /// Mean, standard deviation and standard error of the values, in the fixed order of <see cref="Kernels.Sum"/>. Deviations are taken from a mean
    /// that was corrected once by its own residuals, so equal values have standard deviation exactly 0. A NaN or an infinity among the values is
    /// not skipped: it comes out as a NaN or an infinity.
    /// </summary>
    public static Estimate Of(ReadOnlySpan<double> values)
    {
        var n = values.Length;
        if (n == 0) return new(double.NaN, double.NaN, double.NaN, 0);
        var mean = Kernels.Sum(values) / n;
        if (double.IsFinite(mean)) mean += Deviations.Sum(values, mean) / n;
        if (n == 1) return new(mean, double.NaN, double.NaN, 1);
        var sd = Math.Sqrt(Deviations.SumOfSquares(values, mean) / (n - 1));
        return new(mean, sd, sd / Math.Sqrt(n), n);
    }

    // Chunks keep the differences in L1 and the lanes of Kernels.Sum and Kernels.Dot in their order.
    private static class Deviations
    {
        private const int Chunk = 256;

        public static double Sum(ReadOnlySpan<double> values, double centre)
        {
            Span<double> differences = stackalloc double[Chunk];
            double sum = 0;
            for (var start = 0; start < values.Length; start += Chunk)
                sum += Kernels.Sum(Take(values, start, centre, differences));
            return sum;
        }

        public static double SumOfSquares(ReadOnlySpan<double> values, double centre)
        {
            Span<double> differences = stackalloc double[Chunk];
            double sum = 0;
            for (var start = 0; start < values.Length; start += Chunk)
            {
                var part = Take(values, start, centre, differences);
                sum += Kernels.Dot(part, part);
            }

            return sum;
        }

        private static ReadOnlySpan<double> Take(ReadOnlySpan<double> values, int start, double centre, Span<double> differences)
        {
            var part = values.Slice(start, Math.Min(Chunk, values.Length - start));
            for (var i = 0; i < part.Length; i++) differences[i] = part[i] - centre;
            return differences[..part.Length];
        }
    }
}
