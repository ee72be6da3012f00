using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

/// <summary>∇φ(θ*) = 0 (eq. 8) where the paper says so, within 5 standard errors a coordinate, and a twin where it is not.</summary>
public class LocalSymmetryTests
{
    private const int Dimension = 20;

    /// <summary>The coordinate of ∇φ that is most standard errors away from 0.</summary>
    private static double FurthestInErrors(LocalRisk local) =>
        local.PhiGradient.Zip(local.PhiGradientErrors(), (g, error) => Math.Abs(g) / error).Max();

    private static double[] Along(double first) => [first, .. new double[Dimension - 1]];

    private static LocalRisk MeanShift(string noise, double minorityScale)
    {
        var key = StreamKey.FromSeed(53);
        var minority = ClassLaw.Of(new NoiseDraws(Along(1), noise, minorityScale), 20_000, key.Fork(1));
        return LocalRisk.AtOptimum(SquaredLoss.Signed(false), new(ClassLaw.Of(new NoiseDraws(Along(-1), noise), 20_000, key.Fork(0)), minority, minority));
    }

    [Theory]
    [InlineData("cube")]
    [InlineData("rademacher")]
    [InlineData("sphere")]
    public void Mirror_images_pull_equally_on_the_optimum(string noise)
    {
        var local = MeanShift(noise, minorityScale: 1);
        FurthestInErrors(local).ShouldBeLessThan(5);
        RegimeReading.Of(local, 20_000).Regime.ShouldBe(Regime.LocalSymmetry);
        // Section 7.2: θ* = μ/(1 + ‖μ‖²); the draws move it by a few √(1/40 000).
        local.Parameters[0].ShouldBe(0.5, 0.03);

        FurthestInErrors(MeanShift(noise, minorityScale: 1.3)).ShouldBeGreaterThan(5);
        RegimeReading.Of(MeanShift(noise, minorityScale: 2), 20_000).Regime.ShouldBe(Regime.LocalAsymmetry);
    }

    /// <summary>Example 4 as Section 7.2 draws it: x = T e₁ + W, P(T = −5) = α else T = 1, W a two-cluster mixture off e₁, P(y=1|x) = σ(x₁).</summary>
    private static (FeatureMatrix Zeros, FeatureMatrix Ones) SigmoidBernoulli(double alpha, int count)
    {
        var random = new RandomStream(StreamKey.FromSeed(4));
        List<double> zeros = [], ones = [];
        var row = new double[Dimension];
        for (var i = 0; i < count; i++)
        {
            random.FillNormal(row);
            row[0] = random.NextUniform() < alpha ? -5 : 1;
            var side = random.NextUniform() < 0.5 ? -2.5 : 2.5;
            for (var j = 1; j <= 3; j++) row[j] += side;
            (random.NextUniform() < ExactMath.Sigmoid(row[0]) ? ones : zeros).AddRange(row);
        }

        return (new(zeros.ToArray(), Dimension), new(ones.ToArray(), Dimension));
    }

    [Fact]
    public void The_sigmoid_Bernoulli_model_is_symmetric_at_its_cancelling_weight_and_at_no_other()
    {
        const double Alpha = 0.855384107901, MinorityShare = 0.111447646843, LeastRisk = 0.3091323141;
        const int Count = 60_000;
        var (zeros, ones) = SigmoidBernoulli(Alpha, Count);
        // Binomial standard error.
        var share = (double)ones.RowCount / Count;
        share.ShouldBe(MinorityShare, 5 * Math.Sqrt(MinorityShare * (1 - MinorityShare) / Count));

        var loss = new LogisticLoss(intercept: false);
        ClassLaws laws = new(ClassLaw.Of(zeros), ClassLaw.Of(ones), ClassLaw.Of(ones));
        var atTruth = LocalRisk.At(loss, laws, 0.5, Along(1));
        FurthestInErrors(atTruth).ShouldBeLessThan(5);
        atTruth.Risk.ShouldBe(LeastRisk, 5 * atTruth.RiskError);
        var atOptimum = LocalRisk.AtOptimum(loss, laws);
        FurthestInErrors(atOptimum).ShouldBeLessThan(5);
        RegimeReading.Of(atOptimum, zeros.RowCount).Regime.ShouldBe(Regime.LocalSymmetry);

        var (otherZeros, otherOnes) = SigmoidBernoulli(0.7, Count);
        var twin = LocalRisk.AtOptimum(loss, new(ClassLaw.Of(otherZeros), ClassLaw.Of(otherOnes), ClassLaw.Of(otherOnes)));
        FurthestInErrors(twin).ShouldBeGreaterThan(5);
        // An intercept ends the symmetry too: its own coordinate of ∇φ is −1 whatever the classes.
        var withIntercept = LocalRisk.AtOptimum(new LogisticLoss(intercept: true), laws);
        FurthestInErrors(withIntercept).ShouldBeGreaterThan(5);
    }
}
