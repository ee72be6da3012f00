using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

/// <summary>
/// Theorem 2's expected excess risk against fits: the mean over trials is within 5 of its standard errors (sd/√trials) of the prediction.
/// The remainder, O(‖b‖³ + N^−3/2 + ‖b‖/N + ‖b‖²/√N), is odd in the noise at its largest order and about 0.3 % here.
/// </summary>
public class Theorem2Tests
{
    /// <summary>Least squares by normal equations over three laws; excess risk from a closed form. One Gram grows along γ: sizes share a pool.</summary>
    private static double[][] ExcessRisks(ILaw majority, ILaw minority, ILaw synthetic, double majorityLabel, int n0, int n1, int[] sizes, int trials, ulong seed,
        Func<double[], double> excess)
    {
        var d = majority.Dimension;
        var risks = sizes.Select(_ => new double[trials]).ToArray();
        var rows = new FeatureMatrix(0, d);
        for (var trial = 0; trial < trials; trial++)
        {
            var key = StreamKey.FromSeed(seed).Fork((ulong)trial);
            double[] gram = new double[Gram.PackedLength(d)], moment = new double[d];
            Add(majority, n0, 0, key.Fork(0), majorityLabel);
            Add(minority, n1, 0, key.Fork(1), 1);
            for (var i = 0; i < sizes.Length; i++)
            {
                var first = i == 0 ? 0 : sizes[i - 1];
                Add(synthetic, sizes[i] - first, first, key.Fork(2), 1);
                var (factor, solution) = ((double[])gram.Clone(), (double[])moment.Clone());
                Cholesky.TryFactor(factor, d).ShouldBeTrue();
                Cholesky.Solve(factor, d, solution);
                risks[i][trial] = excess(solution);
            }

            void Add(ILaw law, int count, int first, StreamKey of, double label)
            {
                rows.Reshape(count, d);
                law.Draw(rows.Writable, first, new RandomStream(of));
                Gram.Add(rows.Rows, gram);
                if (label == 0) return;
                var sum = new double[d];
                Gram.AddMoment(rows.Rows, sum);
                Kernels.Axpy(label, sum, moment);
            }
        }

        return risks;
    }

    private static double InErrors(double[] risks, double predicted)
    {
        var mean = Estimate.Of(risks);
        return (mean.Mean - predicted) / mean.StandardError;
    }

    // Twins of the prediction, from the same parts. Without the synthetic rows' noise; with J = H.
    private static double WithoutSyntheticNoise(ExcessRiskTerms terms, LocalRisk local) =>
        terms.ExcessRisk - 0.5 * terms.SyntheticShare * Product(terms.Metric, local.Synthetic.ScoreCovariance) * RowsInverse(terms);

    private static double WithoutJacobian(ExcessRiskTerms terms, LocalRisk local)
    {
        var p = local.Parameters.Length;
        double trace = 0;
        for (var j = 0; j < p; j++)
        {
            var column = Enumerable.Range(0, p).Select(i => Entry(terms.ScoreCovariance, i, j)).ToArray();
            trace += local.SolveHessian(column)[j];
        }

        return 0.5 * Kernels.Dot(terms.BiasVector, local.SolveHessian(terms.BiasVector)) + 0.5 * trace * RowsInverse(terms);
    }

    private static double RowsInverse(ExcessRiskTerms terms) => terms.SyntheticShare / terms.SyntheticSize;

    private static double Entry(double[] packed, int i, int j) => i >= j ? packed[i * (i + 1) / 2 + j] : packed[j * (j + 1) / 2 + i];

    private static double Product(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0, at = 0; at < a.Length; i++)
        {
            for (var j = 0; j <= i; j++, at++) sum += (i == j ? 1 : 2) * a[at] * b[at];
        }

        return sum;
    }

    [Theory]
    [InlineData(400, 1000)]
    [InlineData(1600, 300)]
    public void Aligned_bias_of_Figure_3(int minority, int trials)
    {
        var majority = 20 * minority;
        var local = Example2.Aligned(1, 0.5);
        var curve = new ExcessRiskCurve(local, majority, minority);
        var risks = ExcessRisks(new GaussianDraws([0, 0]), new GaussianDraws([1, 0]), new GaussianDraws([0.5, 0]), 0, majority, minority,
            [majority - minority, 4 * (majority - minority)], trials, (ulong)minority,
            w => (w[0] - 1.0 / 3) * (w[0] - 1.0 / 3) * 1.5 + w[1] * w[1]);
        var (naive, cancelling) = (curve.AtGamma(1), curve.AtGamma(4));
        Math.Abs(InErrors(risks[0], naive.ExcessRisk)).ShouldBeLessThan(5);
        Math.Abs(InErrors(risks[1], cancelling.ExcessRisk)).ShouldBeLessThan(5);
        // The spread is predicted too. Its standard error: sd·√((κ − 1)/4n), κ ≤ 9 for a Gaussian's quadratic form.
        var allowed = 5 * Math.Sqrt(2.0 / trials);
        (Estimate.Of(risks[0]).StandardDeviation / naive.StandardDeviation).ShouldBe(1, allowed);
        (Estimate.Of(risks[1]).StandardDeviation / cancelling.StandardDeviation).ShouldBe(1, allowed);

        Math.Abs(InErrors(risks[1], WithoutSyntheticNoise(cancelling, local))).ShouldBeGreaterThan(5);
        Math.Abs(InErrors(risks[0], WithoutJacobian(naive, local))).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Weighted_risk_with_its_own_cancelling_size()
    {
        // Remark 1 at ρ = 0.3: R^ρ − R^ρ(θ*) = (θ−θ*)ᵀ(I + 0.7 e₁e₁ᵀ)(θ−θ*), θ* = 0.7/1.7; a = 0.7 has s = 0.153, γ = 0.3/0.147.
        const int Minority = 400, Majority = 2000, Trials = 600;
        var local = Example2.Aligned(1, 0.7, rho: 0.3);
        var gamma = Alignment.Of(local).CancellingGamma!.Value;
        gamma.ShouldBe(0.3 / 0.147, 1e-12);
        var curve = new ExcessRiskCurve(local, Majority, Minority);
        var target = 0.7 / 0.3 * Majority - Minority;
        int[] sizes = [(int)Math.Round(target), (int)Math.Round(gamma * target)];
        var risks = ExcessRisks(new GaussianDraws([0, 0]), new GaussianDraws([1, 0]), new GaussianDraws([0.7, 0]), 0, Majority, Minority, sizes, Trials, 13,
            w => (w[0] - 0.7 / 1.7) * (w[0] - 0.7 / 1.7) * 1.7 + w[1] * w[1]);
        Math.Abs(InErrors(risks[0], curve.At(sizes[0]).ExcessRisk)).ShouldBeLessThan(5);
        Math.Abs(InErrors(risks[1], curve.At(sizes[1]).ExcessRisk)).ShouldBeLessThan(5);
        // Twin: the balanced theory on the weighted problem.
        var balanced = new ExcessRiskCurve(Example2.Aligned(1, 0.7), Majority, Minority);
        Math.Abs(InErrors(risks[1], balanced.At(sizes[1]).ExcessRisk)).ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Oracle_on_the_cube_of_Figure_5()
    {
        const int Minority = 400, Majority = 8000, Trials = 300, D = 20;
        double[] mu = [1, .. new double[D - 1]], minusMu = [-1, .. new double[D - 1]];
        var local = LocalRisk.AtOptimum(SquaredLoss.Signed(false), new(new CubeLaw(minusMu), new CubeLaw(mu), new CubeLaw(mu)));
        local.Parameters[0].ShouldBe(0.5, 1e-14);
        var curve = new ExcessRiskCurve(local, Majority, Minority);
        int[] sizes = [0, Majority - Minority, 4 * (Majority - Minority)];
        var minority = new NoiseDraws(mu, "cube");
        var risks = ExcessRisks(new NoiseDraws(minusMu, "cube"), minority, minority, -1, Majority, Minority, sizes, Trials, 5, w =>
        {
            var difference = (double[])w.Clone();
            difference[0] -= 0.5;
            return Kernels.Dot(difference, difference) + difference[0] * difference[0];
        });
        for (var i = 0; i < sizes.Length; i++)
        {
            var terms = curve.At(sizes[i]);
            terms.Bias.ShouldBe(0, 1e-25);
            Math.Abs(InErrors(risks[i], terms.ExcessRisk)).ShouldBeLessThan(5);
            (Estimate.Of(risks[i]).StandardDeviation / terms.StandardDeviation).ShouldBe(1, 5 * Math.Sqrt(1.0 / Trials));
            if (i > 0) Math.Abs(InErrors(risks[i], WithoutSyntheticNoise(terms, local))).ShouldBeGreaterThan(5);
        }
    }

    [Fact]
    public void Logistic_loss_with_an_intercept()
    {
        // The laws are empirical: 1000 atoms each, drawn with replacement, so every moment and every excess risk is exact. The remainder is the third
        // derivative's, of relative order ‖b‖.
        const int Atoms = 1000, Minority = 400, Majority = 2000, Trials = 300;
        var key = StreamKey.FromSeed(29);
        var (zeros, ones, synthetic) = (Draw(new GaussianDraws([0, 0]), 0), Draw(new GaussianDraws([1, 0.5]), 1), Draw(new GaussianDraws([0.95, 0.5]), 2));
        var loss = new LogisticLoss(intercept: true);
        ClassLaws laws = new(ClassLaw.Of(zeros), ClassLaw.Of(ones), ClassLaw.Of(synthetic));
        var local = LocalRisk.AtOptimum(loss, laws);
        var terms = new ExcessRiskCurve(local, Majority, Minority).AtGamma(1);
        var risks = new double[Trials];
        FeatureMatrix majority = new(Majority, 2), minority = new(Majority, 2);
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new RandomStream(key.Fork(3).Fork((ulong)trial));
            for (var i = 0; i < Majority; i++)
            {
                zeros[random.NextIndex(Atoms)].CopyTo(majority.Writable[i]);
                (i < Minority ? ones : synthetic)[random.NextIndex(Atoms)].CopyTo(minority.Writable[i]);
            }

            // Balanced counts: the augmented fit is the optimum of the sample's own balanced risk.
            var sample = ClassLaw.Of(minority);
            var fit = LocalRisk.AtOptimum(loss, new(ClassLaw.Of(majority), sample, sample));
            risks[trial] = LocalRisk.At(loss, laws, 0.5, fit.Parameters).Risk - local.Risk;
        }

        terms.Bias.ShouldBeInRange(0.01 * terms.Variance, terms.Variance);
        Math.Abs(InErrors(risks, terms.ExcessRisk)).ShouldBeLessThan(5);
        Math.Abs(InErrors(risks, WithoutSyntheticNoise(terms, local))).ShouldBeGreaterThan(5);

        FeatureMatrix Draw(GaussianDraws law, ulong of)
        {
            var rows = new FeatureMatrix(Atoms, 2);
            law.Draw(rows.Writable, 0, new RandomStream(key.Fork(of)));
            return rows;
        }
    }
}
