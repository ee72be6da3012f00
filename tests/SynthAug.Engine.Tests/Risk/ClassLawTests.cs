using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class ClassLawTests
{
    private static readonly StreamKey Key = StreamKey.FromSeed(8);

    /// <summary>Every moment of one law, in one vector.</summary>
    private static double[] All(ClassMoments m) => [m.Loss, .. m.Gradient, .. m.Hessian, .. m.ScoreCovariance];

    /// <summary>The furthest that 24 independent estimates' mean is from the exact moments, in standard errors of that mean (from the 24 themselves).</summary>
    private static double FurthestInErrors(ClassLaw exact, ILaw drawn, IDifferentiableLoss loss, double[] at)
    {
        var truth = All(exact.At(loss, true, at));
        var batches = Enumerable.Range(0, 24).Select(b => All(ClassLaw.Of(drawn, 8000, Key.Fork((ulong)b)).At(loss, true, at))).ToArray();
        return Enumerable.Range(0, truth.Length).Max(k =>
        {
            var estimate = Estimate.Of([.. batches.Select(b => b[k])]);
            // A constant entry of the Hessian has no noise but rounding.
            return Math.Abs(estimate.Mean - truth[k]) / (estimate.StandardError + 1e-12);
        });
    }

    // Some 20 moments against t with 23 degrees: beyond 6 once in 10⁴ for all together.
    private const double Allowed = 6;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_Gaussian_closed_form_agrees_with_draws(bool intercept)
    {
        double[] at = intercept ? [0.4, -0.3, 0.2] : [0.4, -0.3];
        var (loss, drawn) = (SquaredLoss.Signed(intercept), new GaussianDraws([0.7, -0.2], 1.5));
        FurthestInErrors(ClassLaw.Gaussian([0.7, -0.2], [2.25, 0, 2.25]), drawn, loss, at).ShouldBeLessThan(Allowed);
        // Twins: a variance of 2 for 2.25, and a covariance where there is none.
        FurthestInErrors(ClassLaw.Gaussian([0.7, -0.2], [2, 0, 2.25]), drawn, loss, at).ShouldBeGreaterThan(Allowed);
        FurthestInErrors(ClassLaw.Gaussian([0.7, -0.2], [2.25, 0.1, 2.25]), drawn, loss, at).ShouldBeGreaterThan(Allowed);
    }

    [Fact]
    public void A_correlated_Gaussian_is_the_rotated_one()
    {
        // x = Qz with Q orthogonal: θ ↦ Qθ leaves losses alone and turns gradients by Q.
        double c = 0.6, s = 0.8;
        var plain = ClassLaw.Gaussian([1, 0.5], [3, 0, 1]).At(Example2.Loss, true, [0.2, -0.4]);
        var turned = ClassLaw.Gaussian([c * 1 - s * 0.5, s * 1 + c * 0.5], [c * c * 3 + s * s, c * s * (3 - 1), s * s * 3 + c * c])
            .At(Example2.Loss, true, [c * 0.2 + s * 0.4, s * 0.2 - c * 0.4]);
        turned.Loss.ShouldBe(plain.Loss, 1e-14);
        turned.Gradient[0].ShouldBe(c * plain.Gradient[0] - s * plain.Gradient[1], 1e-14);
        var (a, b, d) = (plain.ScoreCovariance[0], plain.ScoreCovariance[1], plain.ScoreCovariance[2]);
        turned.ScoreCovariance[0].ShouldBe(c * c * a - 2 * c * s * b + s * s * d, 1e-13);
        turned.ScoreCovariance[1].ShouldBe(c * s * (a - d) + (c * c - s * s) * b, 1e-13);
    }

    [Fact]
    public void The_exact_cube_of_these_tests_agrees_with_draws()
    {
        double[] centre = [1, 0, 0.5], at = [0.5, -0.2, 0.1];
        var drawn = new NoiseDraws(centre, "cube");
        FurthestInErrors(new CubeLaw(centre), drawn, SquaredLoss.Signed(false), at).ShouldBeLessThan(Allowed);
        FurthestInErrors(ClassLaw.Gaussian(centre), drawn, SquaredLoss.Signed(false), at).ShouldBeGreaterThan(Allowed);
    }

    [Fact]
    public void Draws_by_blocks_have_the_moments_of_the_same_rows_held()
    {
        var law = new GaussianDraws([0.5, 1, 2]);
        var held = new FeatureMatrix(1000, 3);
        law.Draw(held.Writable, 0, new RandomStream(Key));
        var loss = new LogisticLoss(true);
        double[] at = [0.1, 0.2, 0.3, 0.4];
        All(ClassLaw.Of(law, 1000, Key).At(loss, false, at)).ShouldBe(All(ClassLaw.Of(held).At(loss, false, at)));
    }

    [Fact]
    public void Moments_of_a_sample_are_those_of_the_textbook()
    {
        var rows = new FeatureMatrix(300, 2);
        new RandomStream(Key).FillNormal(rows.Writable, 0);
        var loss = new LogisticLoss(false);
        double[] at = [0.5, -1];
        var moments = ClassLaw.Of(rows).At(loss, true, at);
        var gradients = new FeatureMatrix(300, 2);
        loss.Gradients(rows.Rows, true, at, gradients.Writable);
        var first = Estimate.Of([.. Enumerable.Range(0, 300).Select(i => gradients[i][0])]);
        moments.Gradient[0].ShouldBe(first.Mean, 1e-14);
        moments.ScoreCovariance[0].ShouldBe(first.StandardDeviation * first.StandardDeviation, 1e-13);
        var losses = new double[300];
        loss.Losses(rows.Rows, true, at, losses);
        moments.Loss.ShouldBe(Estimate.Of(losses).Mean, 1e-14);
        moments.LossError.ShouldBe(Estimate.Of(losses).StandardError, 1e-14);
        moments.Draws.ShouldBe(300);
    }

    [Fact]
    public void Columns_far_from_zero_keep_their_covariance()
    {
        // About the raw second moment, 1e16 · 2⁻⁵³ would drown a variance of one; about the first block it survives.
        var rows = new FeatureMatrix(1000, 1);
        new GaussianDraws([1e8]).Draw(rows.Writable, 0, new RandomStream(Key));
        var deviation = Estimate.Of(rows.Rows.Values).StandardDeviation;
        var scores = ClassLaw.Of(rows).At(new SquaredLoss(0, 0.5, false), true, [0]).ScoreCovariance[0];
        scores.ShouldBe(deviation * deviation, 1e-6);
    }

    [Fact]
    public void A_Gaussian_law_refuses_a_loss_without_closed_form() =>
        Should.Throw<RefusalException>(() => ClassLaw.Gaussian(0, 0).At(new LogisticLoss(false), true, [0, 0])).Message.ShouldContain("squared loss");

    [Fact]
    public void A_single_row_is_refused() => Should.Throw<RefusalException>(() => ClassLaw.Of(new FeatureMatrix([1, 2], 2))).Message.ShouldContain("at least 2");
}
