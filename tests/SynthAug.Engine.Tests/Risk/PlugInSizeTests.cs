using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class PlugInSizeTests
{
    private static readonly StreamKey Key = StreamKey.FromSeed(15);
    private static readonly double[] Grid = [.. Enumerable.Range(0, 21).Select(i => i / 10.0)];

    private static (RegimeTest Test, GeneratorPush Push, WeightedFit Fit) Read(IDifferentiableLoss loss, TrainingSample sample, ISyntheticGenerator generator, double rho = 0.5)
    {
        var fit = WeightedFit.Of(loss, sample, rho).Required;
        return (RegimeTest.Of(fit, Key).Required, GeneratorPush.Of(fit, sample, generator, Key).Required, fit);
    }

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0.5, true)]
    [InlineData(0.3, false)]
    public void The_curve_is_the_formula_written_out(double rho, bool external)
    {
        var sample = Samples.Draw(new GaussianDraws([-0.5, 0]), 300, new GaussianDraws([0.5, 0]), 40, 8);
        var (test, push, fit) = Read(new LogisticLoss(false), sample, new LawOf(rows => new GaussianDraws(rows.Mean(), 0.8)), rho);
        var result = PlugInSize.Of(test, push, Grid, external).Required;
        result.GatePValue.ShouldBe(test.PValue);
        result.TakenAsFresh.ShouldBe(external || test.PValue < 0.01);
        double[,] h = Dense.Of(fit.Hessian, 2), h0 = Dense.Of(fit.Majority.Hessian, 2), h1 = Dense.Of(fit.Minority.Hessian, 2);
        foreach (var (gamma, size, risk) in result.Curve)
        {
            size.ShouldBe((int)Math.Round(gamma * ((1 - rho) / rho * 300 - 40), MidpointRounding.ToEven));
            double n = 340 + size, n1 = 40, pi = 300 / n - rho, share = size / n;
            var b = test.Gradient.Zip(push.Gradient, (t, psi) => pi * t + share * psi).ToArray();
            var inverse = h.Plus(pi, h0).Plus(-pi, h1).Plus(share, Dense.Of(push.Hessian, 2)).Inverse();
            var m = inverse.Times(h).Times(inverse);
            var sigma = new double[2, 2].Plus(300 / n / n, Dense.Of(fit.Majority.Covariance, 2))
                .Plus((result.TakenAsFresh ? n1 : (n1 + size) * (n1 + size) / n1) / n / n, Dense.Of(fit.Minority.Covariance, 2))
                .Plus(size / n / n, Dense.Of(push.ScoreCovariance, 2));
            risk.ShouldBe(0.5 * Dense.Dot(b, m.Times(b)) - 0.5 * pi * pi * m.Times(Dense.Of(test.Covariance, 2)).Trace() + 0.5 * m.Times(sigma).Trace(), 1e-12);
        }

        result.Best.Risk.ShouldBe(result.Curve.Min(c => c.Risk));
    }

    [Fact]
    public void Mirror_images_get_few_rows_and_Example_2_gets_many()
    {
        // Power twin: the same recipe with the synthetic rows taken for fresh data fails the first check.
        int few = 0, filled = 0, many = 0;
        for (ulong seed = 0; seed < 40; seed++)
        {
            var mirror = Samples.Draw(new NoiseDraws(Samples.Along(10, -1), "cube"), 1000, new NoiseDraws(Samples.Along(10, 1), "cube"), 50, seed);
            var (test, push, _) = Read(SquaredLoss.Signed(false), mirror, new LawOf(rows => new Resampled(rows)));
            if (PlugInSize.Of(test, push, Grid).Required.Best.Gamma <= 0.3) few++;
            if (PlugInSize.Of(test, push, Grid, external: true).Required.Best.Gamma > 0.3) filled++;
            var shifted = Samples.Draw(new GaussianDraws([0, 0]), 1000, new GaussianDraws([1, 0]), 50, seed);
            var (itsTest, itsPush, _) = Read(SquaredLoss.ZeroOne(false), shifted, new LawOf(_ => new GaussianDraws([0.5, 0])));
            if (PlugInSize.Of(itsTest, itsPush, [.. Grid.Select(g => 4 * g)]).Required.Best.Gamma >= 1.6) many++;
        }

        few.ShouldBeGreaterThan(30);
        filled.ShouldBeGreaterThan(14);
        many.ShouldBeGreaterThan(35);
    }

    [Fact]
    public void Candidates_start_at_zero_and_ascend()
    {
        var sample = Samples.Draw(new GaussianDraws([0, 0]), 100, new GaussianDraws([1, 0]), 20, 8);
        var (test, push, _) = Read(SquaredLoss.ZeroOne(false), sample, new LawOf(rows => new Resampled(rows)));
        Should.Throw<ArgumentException>(() => PlugInSize.Of(test, push, [0.5, 1]));
        Should.Throw<ArgumentException>(() => PlugInSize.Of(test, push, [0, 1, 1]));
        PlugInSize.Of(test, push, [0]).Required.Best.SyntheticSize.ShouldBe(0);
    }
}
