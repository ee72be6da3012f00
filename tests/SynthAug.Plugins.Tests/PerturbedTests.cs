using SynthAug.Plugins.Density;

namespace SynthAug.Plugins.Tests;

public class PerturbedTests
{
    private const int Draws = 200_000;

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(2, false)]
    [InlineData(0.5, true)]
    [InlineData(2, true)]
    public void The_variance_is_that_of_the_rows_plus_the_jitter(double scale, bool relative)
    {
        var sample = Samples.Normal(5, 25, 3);
        var pool = new Perturbed(new() { Scale = scale, Relative = relative }).Draw(sample, Draws);
        var wider = new Perturbed(new() { Scale = 1.2 * scale, Relative = relative }).Draw(sample, Draws);
        for (var j = 0; j < 3; j++)
        {
            // Drawing with replacement from n1 rows: their variance has n1 in its denominator; the relative unit has n1 − 1.
            var own = Variance(sample.Minority.Column(j));
            var variance = own + scale * scale * (relative ? own * 25 / 24 : 1);
            ZOfVariance(pool.Column(j), variance).ShouldBeLessThan(5);
            ZOfVariance(wider.Column(j), variance).ShouldBeGreaterThan(5);
        }
    }

    [Fact]
    public void Around_its_parent_a_row_is_standard_normal_times_scale()
    {
        var sample = Samples.Normal(5, 11, 2);
        var fitted = (ITracedGenerator)new Perturbed(new() { Scale = 0.3 }).Fit(sample, Samples.Context());
        var parents = new RowParents[Draws];
        fitted.Trace(parents, 0, Samples.Context());
        var pool = fitted.Draw(Draws, 2);
        var jitter = new double[Draws];
        for (var i = 0; i < Draws; i++) jitter[i] = (pool[i][1] - sample.Minority[parents[i].A][1]) / 0.3;
        // SE of a mean of m standard normals 1/√m, of their variance √(2/m).
        Samples.Z(jitter.Average(), 0, 1 / Math.Sqrt(Draws)).ShouldBeLessThan(5);
        Samples.Z(Variance(jitter), 1, Math.Sqrt(2.0 / Draws)).ShouldBeLessThan(5);
        Samples.Z(Variance(Array.ConvertAll(jitter, v => v * 1.02)), 1, Math.Sqrt(2.0 / Draws)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Scale_zero_is_the_bootstrap()
    {
        var sample = Samples.Normal(5, 11, 2);
        new Perturbed(new() { Scale = 0 }).Draw(sample, 300).Rows.Values
            .SequenceEqual(new Resampling.Bootstrap().Draw(sample, 300).Rows.Values).ShouldBeTrue();
    }

    private static double Variance(double[] x)
    {
        var mean = x.Average();
        return x.Sum(v => (v - mean) * (v - mean)) / x.Length;
    }

    // SE² of a variance of m draws: (μ₄ − σ⁴)/m, μ₄ from the draws.
    private static double ZOfVariance(double[] x, double truth)
    {
        var mean = x.Average();
        var variance = Variance(x);
        var fourth = x.Sum(v => Math.Pow(v - mean, 4)) / x.Length;
        return Samples.Z(variance, truth, Math.Sqrt((fourth - variance * variance) / x.Length));
    }
}
