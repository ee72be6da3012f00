using SynthAug.Plugins.Linear;

namespace SynthAug.Plugins.Tests;

/// <summary>The loss from moments is the loss of the scored rows.</summary>
public class SquaredLossPathTests
{
    [Theory]
    [InlineData(1, true, LabelCoding.ZeroOne, 0.5, 0)]
    [InlineData(5, true, LabelCoding.Signed, 0.3, 0)]
    [InlineData(5, true, LabelCoding.ZeroOne, 0.5, 1e5)]
    [InlineData(6, false, LabelCoding.Signed, 0.5, 0)]
    [InlineData(21, false, LabelCoding.ZeroOne, 0.8, 1)]
    public void Losses_from_moments_are_those_of_the_scored_rows(int d, bool intercept, LabelCoding labels, double rho, double offset)
    {
        // More than the eight that go side by side.
        int[] sizes = [0, 3, 8, 50, 51, 60, 90, 120, 170, 200];
        var (sample, heldOut) = (Samples.Normal(300, 40, d, seed: 5, shift: 0.7), Samples.Normal(201, 133, d, seed: 6, shift: 0.7));
        var pool = Samples.Normal(1, 200, d, seed: 7, shift: 0.4).Minority;
        foreach (var matrix in (FeatureMatrix[])[sample.Majority, sample.Minority, heldOut.Majority, heldOut.Minority, pool])
            foreach (ref var value in matrix.Writable.Values) value += offset;

        var solver = (ISquaredLossPath)new LeastSquares(new() { Intercept = intercept, Labels = labels }).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.LoadHeldOut(heldOut, rho);
        solver.Solve(pool.Rows, sizes, Samples.Context());
        var losses = new double[sizes.Length];
        solver.SquaredLosses(losses);

        for (var i = 0; i < sizes.Length; i++)
        {
            var scored = rho * Mean(solver[i], heldOut.Majority, labels == LabelCoding.Signed ? -1 : 0) + (1 - rho) * Mean(solver[i], heldOut.Minority, 1);
            losses[i].ShouldBe(scored, 1e-11 * scored);
        }

        // The check is sharp enough to see a weight that is off by a millionth.
        var heavier = (rho + 1e-6) * Mean(solver[0], heldOut.Majority, labels == LabelCoding.Signed ? -1 : 0) + (1 - rho) * Mean(solver[0], heldOut.Minority, 1);
        Math.Abs(losses[0] - heavier).ShouldBeGreaterThan(1e-11 * heavier);
    }

    [Fact]
    public void A_candidate_has_the_same_loss_alone_and_in_company()
    {
        var (sample, pool) = (Samples.Normal(300, 40, 5, seed: 5, shift: 0.7), Samples.Normal(1, 200, 5, seed: 7, shift: 0.4).Minority);
        var solver = (ISquaredLossPath)new LeastSquares(new()).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.LoadHeldOut(Samples.Normal(201, 133, 5, seed: 6, shift: 0.7), 0.5);
        int[] sizes = [0, 3, 8, 50, 51, 60, 90, 120, 170, 200];
        var together = new double[sizes.Length];
        solver.Solve(pool.Rows, sizes, Samples.Context());
        solver.SquaredLosses(together);
        for (var i = 0; i < sizes.Length; i++)
        {
            var alone = new double[1];
            solver.Solve(pool.Rows, sizes.AsSpan(i, 1), Samples.Context());
            solver.SquaredLosses(alone);
            alone[0].ShouldBe(together[i]);
        }
    }

    [Fact]
    public void Rows_of_another_width_are_refused()
    {
        var solver = (ISquaredLossPath)new LeastSquares(new()).CreatePathSolver();
        solver.Load(Samples.Normal(30, 5, 3, seed: 1, shift: 1), Samples.Context());
        Should.Throw<RefusalException>(() => solver.LoadHeldOut(Samples.Normal(30, 5, 2, seed: 1, shift: 1), 0.5));
    }

    private static double Mean(IModel model, FeatureMatrix rows, double label)
    {
        var scores = new double[rows.RowCount];
        model.Score(rows.Rows, scores);
        return scores.Average(s => (label - s) * (label - s));
    }
}
