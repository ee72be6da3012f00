namespace SynthAug.Numerics.Tests;

public class EstimateTests
{
    [Fact]
    public void Mean_and_deviations_of_small_integers_are_exact()
    {
        var estimate = Estimate.Of([1, 2, 3, 4]);
        estimate.Mean.ShouldBe(2.5);
        estimate.StandardDeviation.ShouldBe(Math.Sqrt(5.0 / 3));
        estimate.StandardError.ShouldBe(Math.Sqrt(5.0 / 3) / 2);
        estimate.Count.ShouldBe(4);
    }

    [Fact]
    public void Equal_values_have_no_spread()
    {
        foreach (var n in new[] { 2, 3, 7, 100, 1001 })
        {
            var values = new double[n];
            Array.Fill(values, 0.1);
            Estimate.Of(values).ShouldBe(new Estimate(0.1, 0, 0, n));
        }
    }

    [Fact]
    public void A_large_offset_does_not_eat_the_spread()
    {
        var values = new double[1000];
        for (var i = 0; i < values.Length; i++) values[i] = 1e9 + i % 2;
        Estimate.Of(values).StandardDeviation.ShouldBe(Math.Sqrt(0.25 * 1000 / 999), 1e-12);
    }

    [Fact]
    public void Fewer_than_two_values_have_no_spread_to_tell()
    {
        Estimate.Of([]).ShouldBe(new Estimate(double.NaN, double.NaN, double.NaN, 0));
        Estimate.Of([3]).ShouldBe(new Estimate(3, double.NaN, double.NaN, 1));
    }

    [Fact]
    public void Nothing_is_skipped()
    {
        Estimate.Of([1, double.NaN, 3]).Mean.ShouldBe(double.NaN);
        Estimate.Of([1, double.PositiveInfinity]).ShouldBe(new Estimate(double.PositiveInfinity, double.NaN, double.NaN, 2));
    }
}
