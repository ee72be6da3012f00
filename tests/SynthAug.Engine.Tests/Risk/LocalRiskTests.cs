using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class LocalRiskTests
{
    private static FeatureMatrix Draw(ILaw law, int count, StreamKey key)
    {
        var rows = new FeatureMatrix(count, law.Dimension);
        law.Draw(rows.Writable, 0, new RandomStream(key));
        return rows;
    }

    private static ClassLaws Sample(StreamKey key, int majority, int minority, int synthetic) => new(
        ClassLaw.Of(Draw(new GaussianDraws([0, 0]), majority, key.Fork(0))),
        ClassLaw.Of(Draw(new GaussianDraws([1, 0]), minority, key.Fork(1))),
        ClassLaw.Of(Draw(new GaussianDraws([0.5, 0]), synthetic, key.Fork(2))));

    [Theory]
    [InlineData(0.5, 4000, 200, 1000)]
    [InlineData(0.3, 4000, 200, 1000)]
    [InlineData(0.3, 200, 4000, 8000)]
    public void Standard_errors_are_the_spread_over_samples(double rho, int majority, int minority, int synthetic)
    {
        // 400 samples: the spread itself is known to 1/√800 = 3.5 %, so 5 errors are 18 %.
        const int Samples = 400;
        const double Allowed = 5 * 0.0354;
        double[] phi = new double[Samples], psi = new double[Samples], s = new double[Samples];
        double phiError = 0, psiError = 0, sError = 0, fixedError = 0;
        for (var i = 0; i < Samples; i++)
        {
            var laws = Sample(StreamKey.FromSeed(17).Fork((ulong)i), majority, minority, synthetic);
            var local = LocalRisk.AtOptimum(Example2.Loss, laws, rho);
            var alignment = Alignment.Of(local);
            (phi[i], psi[i], s[i]) = (local.PhiGradient[0], local.PsiGradient[0], alignment.Projection);
            phiError += local.PhiGradientErrors()[0] / Samples;
            psiError += local.PsiGradientErrors()[0] / Samples;
            sError += alignment.ProjectionError / Samples;
            fixedError += LocalRisk.At(Example2.Loss, laws, rho, local.Parameters).PhiGradientErrors()[0] / Samples;
        }

        (Estimate.Of(phi).StandardDeviation / phiError).ShouldBe(1, Allowed);
        (Estimate.Of(psi).StandardDeviation / psiError).ShouldBe(1, Allowed);
        (Estimate.Of(s).StandardDeviation / sError).ShouldBe(1, Allowed);
        // Twin: θ̂ taken for a constant.
        Math.Abs(Estimate.Of(phi).StandardDeviation / fixedError - 1).ShouldBeGreaterThan(Allowed);
    }

    [Fact]
    public void Newton_ends_where_the_gradient_is_zero()
    {
        var local = LocalRisk.AtOptimum(new LogisticLoss(true), Sample(StreamKey.FromSeed(2), 500, 60, 10), 0.3);
        local.Gradient.ShouldAllBe(g => Math.Abs(g) < 1e-14);
        local.Risk.ShouldBeLessThan(0.65);
    }

    [Fact]
    public void Separated_classes_are_refused()
    {
        var laws = new ClassLaws(ClassLaw.Of(new FeatureMatrix([-1, -2, -3], 1)), ClassLaw.Of(new FeatureMatrix([1, 2], 1)), ClassLaw.Of(new FeatureMatrix([1, 2], 1)));
        Should.Throw<RefusalException>(() => LocalRisk.AtOptimum(new LogisticLoss(true), laws)).Message.ShouldContain("separated");
    }

    [Fact]
    public void Columns_that_repeat_each_other_are_refused()
    {
        var rows = new FeatureMatrix([1, 1, 2, 2, 4, 4], 2);
        Should.Throw<RefusalException>(() => LocalRisk.AtOptimum(Example2.Loss, new(ClassLaw.Of(rows), ClassLaw.Of(rows), ClassLaw.Of(rows)))).Message.ShouldContain("positive definite");
    }

    [Fact]
    public void Laws_of_different_dimensions_are_an_error() => Should.Throw<ArgumentException>(() =>
        LocalRisk.AtOptimum(Example2.Loss, new(ClassLaw.Gaussian(0, 0), ClassLaw.Gaussian(1), ClassLaw.Gaussian(0, 0))));

    [Theory]
    [InlineData(1.0, 400, GeneratorClass.Ideal)]
    [InlineData(0.9, 4000, GeneratorClass.Realistic)]
    [InlineData(0.9, 20, GeneratorClass.Ideal)]
    [InlineData(0.5, 4000, GeneratorClass.Inconsistent)]
    public void Generators_are_classed_by_their_gradient(double a, int majority, GeneratorClass expected)
    {
        var reading = RegimeReading.Of(Example2.Aligned(1, a), majority);
        reading.GeneratorClass.ShouldBe(expected);
        reading.Regime.ShouldBe(Regime.LocalAsymmetry);
        reading.Psi.Error.ShouldBe(0);
    }

    [Fact]
    public void A_few_rows_leave_the_reading_open()
    {
        var reading = RegimeReading.Of(LocalRisk.AtOptimum(Example2.Loss, Sample(StreamKey.FromSeed(5), 40, 8, 8)), 40);
        reading.GeneratorClass.ShouldBe(GeneratorClass.Undetermined);
        var symmetric = new ClassLaws(
            ClassLaw.Of(new NoiseDraws([-1, 0], "cube"), 60, StreamKey.FromSeed(1)),
            ClassLaw.Of(new NoiseDraws([1, 0], "cube"), 60, StreamKey.FromSeed(2)),
            ClassLaw.Of(new NoiseDraws([1, 0], "cube"), 60, StreamKey.FromSeed(3)));
        RegimeReading.Of(LocalRisk.AtOptimum(SquaredLoss.Signed(false), symmetric), 60).Regime.ShouldBe(Regime.Undetermined);
    }

    [Fact]
    public void Every_scale_of_the_loss_reads_the_same()
    {
        // Labels ten times as large make gradients ten times as large and nothing else.
        var small = RegimeReading.Of(LocalRisk.AtOptimum(new SquaredLoss(0, 1, false), Example2.Laws(1, 0.5, 0)), 100);
        var large = RegimeReading.Of(LocalRisk.AtOptimum(new SquaredLoss(0, 10, false), Example2.Laws(1, 0.5, 0)), 100);
        large.Phi.Norm.ShouldBe(small.Phi.Norm, 1e-12);
        large.Psi.Norm.ShouldBe(small.Psi.Norm, 1e-12);
    }
}
