using SynthAug.Engine.Measures;

namespace SynthAug.Engine.Tests.Measures;

/// <summary>References: adaptive quadrature in 40 digits (mpmath).</summary>
public class GaussianScoresTests
{
    [Theory]
    [InlineData(0, 0.25, 0.70089987656978586)]
    [InlineData(0, 1, 0.80605918334743978)]
    [InlineData(1.5, 1, 1.7762918736512922)]
    [InlineData(-3, 0.5, 0.054489316485381789)]
    [InlineData(0, 3, 1.3940780431585996)]
    [InlineData(2, 5, 3.2690788359371682)]
    [InlineData(-7, 4, 0.10457271841735182)]
    [InlineData(30, 10, 30.004620238838214)]
    [InlineData(-3, 50, 18.496103124608927)]
    [InlineData(0.5, 1e6, 398942.53040213878)]
    [InlineData(-60, 2, 6.4702349256454603e-26)]
    public void An_expected_softplus_is_exact_to_thirteen_digits(double mean, double deviation, double expected) =>
        Math.Abs(GaussianScores.ExpectedSoftplus(mean, deviation) - expected).ShouldBeLessThan(1e-13 * Math.Max(1, Math.Max(Math.Abs(mean), deviation)));

    [Theory]
    [InlineData(-40)]
    [InlineData(-1.25)]
    [InlineData(0)]
    [InlineData(3.5)]
    public void Without_spread_it_is_the_softplus_itself(double mean) =>
        GaussianScores.ExpectedSoftplus(mean, 0).ShouldBe(Numerics.ExactMath.Softplus(mean), 1e-15 * Math.Max(1, Math.Abs(mean)));

    [Fact]
    public void The_two_ways_of_integrating_meet() =>
        GaussianScores.ExpectedSoftplus(0.7, Math.BitIncrement(1)).ShouldBe(GaussianScores.ExpectedSoftplus(0.7, 1), 1e-14);

    [Fact]
    public void Both_classes_together_differ_by_the_mean_score()
    {
        // ln(1 + eᵗ) − ln(1 + e⁻ᵗ) = t.
        foreach (var deviation in new[] { 0.3, 0.999, 1.001, 7, 400 })
            (GaussianScores.ExpectedSoftplus(2.5, deviation) - GaussianScores.ExpectedSoftplus(-2.5, deviation)).ShouldBe(2.5, 1e-13 * Math.Max(3, deviation));
    }

    [Theory]
    [InlineData(-38, 2.8854283600687843e-316, 1e-7)]
    [InlineData(-30, 4.9067139271481871e-198, 1e-13)]
    [InlineData(-8.7, 1.6594208699647842e-18, 1e-13)]
    [InlineData(-5, 2.8665157187919391e-7, 1e-14)]
    [InlineData(-2, 0.0227501319481792072, 1e-14)]
    [InlineData(-1.4143, 0.078636918484168908, 1e-14)]
    [InlineData(-1.4142, 0.078651593994225533, 1e-14)]
    [InlineData(-0.1, 0.46017216272297102, 1e-15)]
    [InlineData(0, 0.5, 1e-16)]
    [InlineData(1, 0.84134474606854295, 1e-15)]
    [InlineData(8, 0.9999999999999993779, 1e-15)]
    public void The_normal_distribution_function_is_right_in_both_tails(double x, double expected, double relative) =>
        (GaussianScores.NormalCdf(x) / expected - 1).ShouldBe(0, relative);

    [Fact]
    public void The_ends_of_the_line_are_0_and_1()
    {
        GaussianScores.NormalCdf(double.NegativeInfinity).ShouldBe(0);
        GaussianScores.NormalCdf(double.PositiveInfinity).ShouldBe(1);
        GaussianScores.NormalCdf(double.NaN).ShouldBe(double.NaN);
    }
}
