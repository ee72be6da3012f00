using System.Globalization;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Density;

public sealed record GaussianFitOptions
{
    [Option("Added to the covariance's diagonal, in units of the mean variance (trace / d)", Min = 0)]
    public double Ridge { get; init; } = 1e-6;
}

/// <summary>
/// Draws from N(μ, Σ + ridge·(tr Σ / d)·I), μ the minority's mean and Σ its covariance with n1 − 1 in the denominator. The ridge makes
/// fewer rows than columns servable; it is small against the mean variance, not against each column's own.
/// </summary>
[GeneratorPlugin("gaussian-fit", "Normal rows with the minority's mean and covariance")]
public sealed class GaussianFit(GaussianFitOptions options) : ISyntheticGenerator
{
    /// <exception cref="RefusalException">
    /// Fewer than two minority rows, rows that do not vary, a singular covariance, a NaN or an infinity, a categorical column.
    /// </exception>
    public IFittedGenerator Fit(TrainingSample sample, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(sample);
        var (n1, d) = (sample.Minority.RowCount, sample.Dimension);
        if (n1 < 2)
            throw new RefusalException($"gaussian-fit needs at least 2 minority rows, there {(n1 == 1 ? "is 1" : "are 0")}; collect more.");
        Refuse.Categorical(sample.Columns);
        Refuse.OneHot(sample.Columns, "gaussian-fit");
        Refuse.NonFinite(sample.Minority.Rows, "minority", sample.Columns);

        var mean = sample.Minority.Mean();
        var covariance = Covariance(sample.Minority.Rows, mean);
        var trace = 0.0;
        for (int i = 0, at = 0; i < d; at += ++i + 1) trace += covariance[at];
        if (trace == 0) throw new RefusalException("gaussian-fit finds no variance: all minority rows are equal; use bootstrap.");
        var ridge = options.Ridge * trace / d;
        for (int i = 0, at = 0; i < d; at += ++i + 1) covariance[at] += ridge;
        if (!Cholesky.TryFactor(covariance, d))
        {
            throw new RefusalException(string.Create(CultureInfo.InvariantCulture,
                $"gaussian-fit finds a singular covariance ({n1} minority rows, {d} columns, ridge={options.Ridge}); ")
                + "use a larger ridge or drop collinear columns.");
        }

        return new Fitted(d, new(covariance, mean));
    }

    // Centred first: the raw second moment would lose the variance of a column far from 0.
    private static double[] Covariance(ReadOnlyRows rows, ReadOnlySpan<double> mean)
    {
        const int ChunkValues = 1024;
        var d = rows.Dimension;
        var memory = d <= ChunkValues ? stackalloc double[ChunkValues] : new double[d];
        var back = new double[d];
        for (var j = 0; j < d; j++) back[j] = -mean[j];
        var packed = new double[Gram.PackedLength(d)];
        // A piece at a time, which adds up to the same bits: a copy of all rows would be memory that was never touched before.
        var chunk = memory.Length / d;
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start)).Values;
            var centred = new Rows(memory[..part.Length], d);
            part.CopyTo(centred.Values);
            Kernels.AddToRows(back, centred);
            Gram.Add(centred, packed);
        }

        for (var i = 0; i < packed.Length; i++) packed[i] /= rows.Count - 1;
        return packed;
    }

    private sealed class Fitted(int d, LowerMap fromStandard) : IFittedGenerator
    {
        // Rows that are still in the first-level cache when they are transformed; whole rounds of random words wherever four divides the dimension.
        private const int Chunk = 48;

        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            ArgumentNullException.ThrowIfNull(context);
            Refuse.OtherDimension(destination.Dimension, d, "destination");
            for (var start = 0; start < destination.Count; start += Chunk)
            {
                var rows = destination.Slice(start, Math.Min(Chunk, destination.Count - start));
                context.Random.FillNormalPairs(rows, firstRow + start);
                fromStandard.Apply(rows);
            }
        }
    }
}
