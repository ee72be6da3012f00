using SynthAug.Plugins.Density;

namespace SynthAug.Plugins.Tests;

public class GaussianFitTests
{
    private const int Draws = 200_000;

    [Fact]
    public void The_drawn_moments_are_the_fitted_ones()
    {
        var sample = Samples.Normal(5, 40, 3);
        var (mean, covariance) = Moments(sample.Minority, sample.Minority.RowCount - 1);
        var pool = new GaussianFit(new()).Draw(sample, Draws);
        LargestZ(pool, mean, covariance).ShouldBeLessThan(5);

        // Power twins: the covariance with n1 in its denominator, and one that forgets the correlations.
        var shrunk = new FeatureMatrix(pool.Rows.Values, 3);
        var factor = Math.Sqrt(39.0 / 40);
        for (var i = 0; i < shrunk.Rows.Values.Length; i++) shrunk.Writable.Values[i] = mean[i % 3] + factor * (pool.Rows.Values[i] - mean[i % 3]);
        LargestZ(shrunk, mean, covariance).ShouldBeGreaterThan(5);
        var independent = new FeatureMatrix(Draws, 3);
        for (var i = 0; i < Draws; i++)
        {
            for (var j = 0; j < 3; j++) independent.Writable[i][j] = pool[(i + j) % Draws][j];
        }

        LargestZ(independent, mean, covariance).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void The_ridge_is_added_in_units_of_the_mean_variance()
    {
        // Rows vary along the diagonal only: variances 10 and 10, so ridge 0.5 makes 15 and leaves the covariance 10.
        var sample = Samples.Of(new double[,] { { 0, 0 } }, new double[,] { { -4, -4 }, { -2, -2 }, { 0, 0 }, { 2, 2 }, { 4, 4 } });
        var pool = new GaussianFit(new() { Ridge = 0.5 }).Draw(sample, Draws);
        LargestZ(pool, [0, 0], new double[,] { { 15, 10 }, { 10, 15 } }).ShouldBeLessThan(5);
        LargestZ(pool, [0, 0], new double[,] { { 15.5, 10 }, { 10, 15 } }).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void A_column_far_from_zero_keeps_its_variance()
    {
        var sample = Samples.Normal(5, 60, 2);
        for (var i = 0; i < 60; i++) sample.Minority.Writable[i][0] += 1e8;
        var (mean, covariance) = Moments(sample.Minority, 59);
        LargestZ(new GaussianFit(new()).Draw(sample, Draws), mean, covariance).ShouldBeLessThan(5);
    }

    [Fact]
    public void Fewer_rows_than_columns_are_served_through_the_ridge_and_refused_without()
    {
        var sample = Samples.Normal(5, 3, 8);
        new GaussianFit(new()).Draw(sample, 10).RowCount.ShouldBe(10);
        Should.Throw<RefusalException>(() => new GaussianFit(new() { Ridge = 0 }).Draw(sample, 10)).Message
            .ShouldBe("gaussian-fit finds a singular covariance (3 minority rows, 8 columns, ridge=0); use a larger ridge or drop collinear columns.");
    }

    [Fact]
    public void Equal_rows_are_refused() =>
        Should.Throw<RefusalException>(() => new GaussianFit(new()).Draw(Samples.Of(new double[,] { { 0 } }, new double[,] { { 3 }, { 3 }, { 3 } }), 10)).Message
            .ShouldBe("gaussian-fit finds no variance: all minority rows are equal; use bootstrap.");

    // Under a normal law SE(mean_i)² = σᵢᵢ/m and SE(cov_ij)² = (σᵢᵢσⱼⱼ + σᵢⱼ²)/m.
    private static double LargestZ(FeatureMatrix pool, double[] mean, double[,] covariance)
    {
        var (m, c) = Moments(pool, pool.RowCount - 1);
        var largest = 0.0;
        for (var i = 0; i < mean.Length; i++)
        {
            largest = Math.Max(largest, Samples.Z(m[i], mean[i], Math.Sqrt(covariance[i, i] / pool.RowCount)));
            for (var j = 0; j <= i; j++)
            {
                var variance = (covariance[i, i] * covariance[j, j] + covariance[i, j] * covariance[i, j]) / pool.RowCount;
                largest = Math.Max(largest, Samples.Z(c[i, j], covariance[i, j], Math.Sqrt(variance)));
            }
        }

        return largest;
    }

    private static (double[] Mean, double[,] Covariance) Moments(FeatureMatrix rows, int denominator)
    {
        var mean = rows.Mean();
        var covariance = new double[mean.Length, mean.Length];
        for (var n = 0; n < rows.RowCount; n++)
        {
            for (var i = 0; i < mean.Length; i++)
            {
                for (var j = 0; j < mean.Length; j++) covariance[i, j] += (rows[n][i] - mean[i]) * (rows[n][j] - mean[j]) / denominator;
            }
        }

        return (mean, covariance);
    }
}
