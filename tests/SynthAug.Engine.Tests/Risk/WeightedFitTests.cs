using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class WeightedFitTests
{
    private static readonly TrainingSample Sample = Samples.Draw(new GaussianDraws([0, 0, 0]), 40, new GaussianDraws([1, 0.5, 0]), 12, 3);

    public static TheoryData<string, bool, double> Cases() => new()
    {
        { "logistic", true, 0.5 }, { "logistic", false, 0.5 }, { "logistic", true, 0.3 }, { "signed", false, 0.5 }, { "zero-one", true, 0.7 },
    };

    private static LinearScoreLoss Loss(string name, bool intercept) => name switch
    {
        "logistic" => new LogisticLoss(intercept),
        "signed" => SquaredLoss.Signed(intercept),
        _ => SquaredLoss.ZeroOne(intercept),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_fit_is_where_the_weighted_mean_loss_is_flat(string name, bool intercept, double rho)
    {
        var loss = Loss(name, intercept);
        var fit = WeightedFit.Of(loss, Sample, rho).Required;
        for (var j = 0; j < fit.Parameters.Length; j++)
            // Central differences with h = 1e-5 miss by O(h²) + ε/h, about 1e-10.
            ((Risk(j, 1e-5) - Risk(j, -1e-5)) / 2e-5).ShouldBe(0, 1e-8);

        double Risk(int coordinate, double by)
        {
            var at = fit.Parameters.ToArray();
            at[coordinate] += by;
            double[] zero = new double[Sample.Majority.RowCount], one = new double[Sample.Minority.RowCount];
            loss.Losses(Sample.Majority.Rows, false, at, zero);
            loss.Losses(Sample.Minority.Rows, true, at, one);
            return rho * zero.Average() + (1 - rho) * one.Average();
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.3)]
    public void A_score_of_squared_loss_is_that_of_the_fit_without_its_row(double rho)
    {
        // Exact for squared loss; up to the mean, which is taken off.
        var loss = SquaredLoss.Signed(intercept: false);
        var fit = WeightedFit.Of(loss, Sample, rho).Required;
        var (n0, n1) = (Sample.Majority.RowCount, Sample.Minority.RowCount);
        var rows = Enumerable.Range(0, n0).Select(i => (X: Sample.Majority[i].ToArray(), Y: -1.0, Weight: rho / n0))
            .Concat(Enumerable.Range(0, n1).Select(i => (X: Sample.Minority[i].ToArray(), Y: 1.0, Weight: (1 - rho) / n1))).ToList();
        var left = Enumerable.Range(n0, n1).Select(i =>
        {
            var gram = new double[3, 3];
            var moment = new double[3];
            foreach (var (x, y, weight) in rows.Where((_, k) => k != i))
            {
                gram = gram.Plus(weight, Dense.Outer(x));
                for (var j = 0; j < 3; j++) moment[j] += weight * y * x[j];
            }

            var (own, label, _) = rows[i];
            var residual = Dense.Dot(gram.Inverse().Times(moment), own) - label;
            return own.Select(v => 2 * residual * v).ToArray();
        }).ToList();
        for (var j = 0; j < 3; j++)
        {
            var mean = left.Average(s => s[j]);
            for (var i = 0; i < n1; i++) fit.Minority.Scores[i][j].ShouldBe(left[i][j] - mean, 1e-10);
        }

        var expected = Dense.CovarianceOf(left);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j <= i; j++) Dense.Of(fit.Minority.Covariance, 3)[i, j].ShouldBe(expected[i, j], 1e-9);
        }
    }

    [Fact]
    public void What_cannot_be_fitted_is_a_typed_answer()
    {
        var apart = new TrainingSample(new([-3, -2, -1], 1), new([1, 2], 1));
        Reason(new LogisticLoss(true), apart).ShouldBe(NoAnswerReason.Separated);
        // Squared loss has a minimiser there.
        WeightedFit.Of(SquaredLoss.Signed(true), apart).IsKnown.ShouldBeTrue();

        var repeated = new TrainingSample(new([1, 1, 2, 2, 5, 5], 2), new([0, 0, 3, 3], 2));
        Reason(new LogisticLoss(true), repeated).ShouldBe(NoAnswerReason.Collinear);
        Reason(new LogisticLoss(true), new(new([1, 2, 3], 1), new([2.5], 1))).ShouldBe(NoAnswerReason.TooFewRows);
        // The second column is 0 but for one row.
        var alone = new TrainingSample(new([1, 0, 2, 0, 5, 0], 2), new([0, 1, 3, 0], 2));
        Reason(SquaredLoss.Signed(false), alone).ShouldBe(NoAnswerReason.Leverage);
        Should.Throw<RefusalException>(() => WeightedFit.Of(new LogisticLoss(true), apart).Required).Message.ShouldContain("separated");

        static NoAnswerReason Reason(IDifferentiableLoss loss, TrainingSample sample) => WeightedFit.Of(loss, sample).Missing!.Reason;
    }
}
