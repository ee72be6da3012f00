using SynthAug.Engine.Risk;
using SynthAug.Engine.Sizing;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

/// <summary>Theory against algebra: Example 2 in closed form, balanced and with ρ on the majority (Remark 1).</summary>
public class Example2Tests
{
    private const int Minority = 1000;

    public static TheoryData<double, double, int, double> Grid()
    {
        var grid = new TheoryData<double, double, int, double>();
        foreach (var rho in (double[])[0.5, 0.3])
        {
            foreach (var mu in (double[])[0.5, 1, 1.4, 2])
            {
                foreach (var a in (double[])[0.25, 0.6, 0.8, 1.2, 2.5])
                {
                    foreach (var ratio in (int[])[2, 5, 20]) grid.Add(mu, a, ratio, rho);
                }
            }
        }

        return grid;
    }

    // The paper's denominator at ρ = ½ is a(μ²+2) − μ(a²+1), twice this one.
    private static double Denominator(double mu, double a, double rho) => a * (1 + (1 - rho) * mu * mu) - (1 - rho) * mu * (1 + a * a);

    [Theory]
    [MemberData(nameof(Grid))]
    public void The_size_that_cancels_is_the_closed_form(double mu, double a, int ratio, double rho)
    {
        var majority = ratio * Minority;
        var local = Example2.Aligned(mu, a, rho);
        var (alignment, bias) = (Alignment.Of(local), new ExcessRiskCurve(local, majority, Minority).BiasMinimum());
        Math.Abs(alignment.MetricCosine).ShouldBe(1, 1e-12);
        if (Denominator(mu, a, rho) <= 0)
        {
            alignment.Cancellation.ShouldBe(Cancellation.RunsAway);
            alignment.CancellingGamma.ShouldBeNull();
            bias.Terms.Bias.ShouldBeGreaterThan(1e-6);
            return;
        }

        var size = mu * ((1 - rho) * majority - rho * Minority) / Denominator(mu, a, rho);
        if (rho == 0.5) size.ShouldBe(mu * (majority - Minority) / (a * (mu * mu + 2) - mu * (a * a + 1)), 1e-9 * size);
        bias.RunsAway.ShouldBeFalse();
        bias.Terms.SyntheticSize.ShouldBe(size, 1e-7 * size);
        bias.Terms.Bias.ShouldBeLessThan(1e-20);
        alignment.Cancellation.ShouldBe(Cancellation.Finite);
        alignment.CancellingGamma!.Value.ShouldBe(size / SyntheticTarget.Of(majority, Minority, rho), 1e-12 * bias.Terms.Gamma);
    }

    [Fact]
    public void The_grid_holds_sizes_that_cancel_and_sizes_that_run_away_at_both_weights()
    {
        foreach (var rho in (double[])[0.5, 0.3])
        {
            var signs = Grid().Where(row => (double)row[3] == rho).Select(row => Math.Sign(Denominator((double)row[0], (double)row[1], rho))).ToList();
            signs.Count(s => s > 0).ShouldBeGreaterThan(10);
            signs.Count(s => s < 0).ShouldBeGreaterThan(10);
        }
    }

    [Fact]
    public void The_paper_s_numbers_come_out()
    {
        var local = Example2.Aligned(mu: 1, a: 0.5);
        local.Parameters[0].ShouldBe(1.0 / 3, 1e-15);
        local.PhiGradient.ShouldBe([4.0 / 3, 0], 1e-14);
        local.PsiGradient.ShouldBe([0.5, 0], 1e-14);
        local.Phi.ShouldBe(-4.0 / 9, 1e-14);
        local.Psi.ShouldBe(25.0 / 36 - 4.0 / 9, 1e-14);
        local.Gradient.ShouldBe([0, 0], 1e-14);
        var alignment = Alignment.Of(local);
        alignment.Projection.ShouldBe(0.375, 1e-14);
        alignment.ProjectionError.ShouldBe(0);
        alignment.Cosine.ShouldBe(1, 1e-14);
        alignment.CancellingGamma!.Value.ShouldBe(4, 1e-12);

        // Figure 3's limit at ratio 20; for squared loss the bias term is the whole of it.
        var naive = new ExcessRiskCurve(local, 20 * Minority, Minority).AtGamma(1);
        naive.Bias.ShouldBe(0.0161695, 1e-7);
        naive.MajorityShare.ShouldBe(0.5, 1e-15);
        naive.BiasVector[0].ShouldBe(naive.SyntheticShare * 0.5, 1e-15);
    }

    [Fact]
    public void A_mismatch_that_points_the_other_way_asks_for_fewer_rows_than_balance()
    {
        // 1/(1 − 2s) = 0.8; a ratio of norms would say 4/3.
        var alignment = Alignment.Of(Example2.Aligned(mu: 1, a: 1.5));
        alignment.Projection.ShouldBe(-0.125, 1e-14);
        alignment.Cosine.ShouldBe(-1, 1e-12);
        alignment.CancellingGamma!.Value.ShouldBe(0.8, 1e-12);
    }

    [Theory]
    [InlineData(1, 0.5, 5, 0.5)]
    [InlineData(2, 0.8, 20, 0.3)]
    [InlineData(0.5, 2.5, 2, 0.5)]
    public void The_bias_term_is_the_excess_risk_of_the_augmented_optimum(double mu, double a, int ratio, double rho)
    {
        // Squared loss has no third derivative, so Theorem 2's first term is exact: θ̃ solves its own normal equations, written out here.
        var curve = new ExcessRiskCurve(Example2.Aligned(mu, a, rho), ratio * Minority, Minority);
        foreach (var gamma in (double[])[0, 0.5, 1, 3, 40])
        {
            var terms = curve.AtGamma(gamma);
            var (p1, ps) = (1 - terms.MajorityShare - terms.SyntheticShare, terms.SyntheticShare);
            var augmented = (p1 * mu + ps * a) / (1 + p1 * mu * mu + ps * a * a);
            var optimum = (1 - rho) * mu / (1 + (1 - rho) * mu * mu);
            terms.Bias.ShouldBe((augmented - optimum) * (augmented - optimum) * (1 + (1 - rho) * mu * mu), 1e-14);
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.3)]
    public void The_full_minimiser_tends_to_the_one_of_the_bias_like_one_over_n(double rho)
    {
        var local = Example2.Aligned(1, 0.8, rho);
        double Gap(int minority)
        {
            var curve = new ExcessRiskCurve(local, 20 * minority, minority);
            return curve.Minimum().Terms.Gamma / curve.BiasMinimum().Terms.Gamma - 1;
        }

        (Gap(40_000) / Gap(4000)).ShouldBe(0.1, 0.01);
        Math.Abs(Gap(4000)).ShouldBeInRange(1e-6, 0.05);
    }

    [Theory]
    [InlineData(0.5, 2, 0.5)]
    [InlineData(1, 20, 0.5)]
    [InlineData(1.4, 5, 0.5)]
    [InlineData(1, 20, 0.3)]
    public void An_orthogonal_mismatch_has_cosine_zero_and_a_floor_for_every_size(double mu, int ratio, double rho)
    {
        var local = Example2.Orthogonal(mu, rho);
        var alignment = Alignment.Of(local);
        alignment.Cosine.ShouldBe(0, 1e-14);
        alignment.MetricCosine.ShouldBe(0, 1e-14);
        alignment.CancellingGamma!.Value.ShouldBe(1, 1e-12);

        var curve = new ExcessRiskCurve(local, ratio * Minority, Minority);
        var floor = curve.BiasMinimum().Terms.Bias;
        floor.ShouldBeGreaterThan(1e-4);
        for (var gamma = 1e-3; gamma < 1e6; gamma *= 1.5) curve.AtGamma(gamma).Bias.ShouldBeGreaterThanOrEqualTo(floor * (1 - 1e-9));
        curve.At(0).Bias.ShouldBeGreaterThanOrEqualTo(floor);
        curve.At(double.PositiveInfinity).Bias.ShouldBeGreaterThanOrEqualTo(floor);
        // The aligned case goes to 0 under the same search: the floor is the geometry's, not the search's.
        new ExcessRiskCurve(Example2.Aligned(mu, mu * 0.9, rho), ratio * Minority, Minority).BiasMinimum().Terms.Bias.ShouldBeLessThan(1e-20);
    }

    [Fact]
    public void An_ideal_generator_balances_the_weights_and_adds_nothing_where_they_balance_already()
    {
        // ψ = 0: the bias cancels at exactly the balancing size, for any ρ.
        foreach (var rho in (double[])[0.5, 0.3, 0.8])
        {
            var curve = new ExcessRiskCurve(Example2.Aligned(1, 1, rho), 20 * Minority, Minority);
            curve.BiasMinimum().Terms.Gamma.ShouldBe(1, 1e-7);
        }

        // With as much weight on the majority as it has rows there is nothing to add, and the smallest size is none.
        new ExcessRiskCurve(Example2.Aligned(1, 1, rho: 0.99), 20 * Minority, Minority).BiasMinimum().Terms.SyntheticSize.ShouldBe(0);
    }

    [Fact]
    public void Local_symmetry_with_fresh_rows_runs_away()
    {
        // Mirror images and a generator as good as the law: every further row only takes variance away (the oracle of Figure 5).
        double[] mu = [1, 0, 0];
        var local = LocalRisk.AtOptimum(SquaredLoss.Signed(false), new(new CubeLaw([-1, 0, 0]), new CubeLaw(mu), new CubeLaw(mu)));
        var minimum = new ExcessRiskCurve(local, 2000, 100).Minimum();
        minimum.RunsAway.ShouldBeTrue();
        minimum.Terms.SyntheticSize.ShouldBe(double.PositiveInfinity);
        minimum.Terms.ExcessRisk.ShouldBe(0, 1e-15);
        Alignment.Of(local).Cancellation.ShouldBe(Cancellation.NothingToCancel);
    }

    [Fact]
    public void A_weight_outside_zero_and_one_and_a_negative_size_are_errors()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Example2.Aligned(1, 0.5, rho: 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new ExcessRiskCurve(Example2.Aligned(1, 0.5), 20, 1).At(-1));
    }
}
