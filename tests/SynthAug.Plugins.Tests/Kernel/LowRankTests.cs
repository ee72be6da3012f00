using SynthAug.Plugins.Kernel;

namespace SynthAug.Plugins.Tests.Kernel;

/// <summary>The pivoted approximation against the exact kernel, on the law of Figure 8 (right) at a third of its size.</summary>
public class LowRankTests
{
    private readonly TrainingSample _sample = Rings.Sample(300, 15);
    private readonly FeatureMatrix _pool, _rows;

    public LowRankTests() => (_pool, _rows) = (Rings.Pool(_sample, 285), Rings.HeldOut(_sample, 300));

    [Theory]
    [InlineData(1, 100, 0.06, 0.008)]
    [InlineData(1, 200, 0.015, 0.0015)]
    [InlineData(1, 400, 0.004, 0.0004)]
    [InlineData(0.1, 100, 0.25, 0.04)]
    [InlineData(0.1, 200, 0.06, 0.008)]
    public void Log_odds_at_held_out_rows_agree_with_the_exact_kernel(double ridge, int rank, double most, double rootMeanSquare)
    {
        var exact = Scores(new() { Ridge = ridge, Approximation = KernelApproximation.Exact });
        double[] errors = [.. Scores(new() { Ridge = ridge, Rank = rank }).Zip(exact, (a, b) => Math.Abs(a - b))];
        errors.Max().ShouldBeLessThan(most);
        Math.Sqrt(errors.Average(e => e * e)).ShouldBeLessThan(rootMeanSquare);
        // The scores themselves range over more than this.
        (exact.Max() - exact.Min()).ShouldBeGreaterThan(4);
    }

    [Fact]
    public void Too_few_landmarks_fail_the_same_check()
    {
        var exact = Scores(new() { Approximation = KernelApproximation.Exact });
        Scores(new() { Rank = 25 }).Zip(exact, (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void Landmarks_explain_the_candidates_to_the_tolerance_and_no_further()
    {
        var rows = Rings.Sample(200, 1).Majority.Rows;
        var scale = RadialKernel.ScaleOf(2);
        var basis = new KernelBasis();
        basis.Choose(rows, scale, 150, 0.01);
        basis.Rank.ShouldBeInRange(2, 149);
        Residual(basis, rows).ShouldBeLessThanOrEqualTo(0.01 * (1 + 1e-9));
        var rank = basis.Rank;
        basis.Choose(rows, scale, rank - 1, 0.01);
        Residual(basis, rows).ShouldBeGreaterThan(0.01);
        // Bounded by rank, by rows, by rounding.
        basis.Choose(rows, scale, 7, 0);
        basis.Rank.ShouldBe(7);
        basis.Choose(rows.Prefix(3), scale, 7, 0);
        basis.Rank.ShouldBe(3);
        basis.Choose(rows, RadialKernel.ScaleOf(1e9), 7, 0);
        basis.Rank.ShouldBe(1);
    }

    [Fact]
    public void Features_reproduce_the_kernel_of_the_landmarks()
    {
        var rows = Rings.Sample(60, 1).Majority.Rows;
        var basis = new KernelBasis();
        basis.Choose(rows, RadialKernel.ScaleOf(1.5), 20, 0);
        var p = basis.Rank + 1;
        double[] rowFeatures = new double[60 * p], landmarkFeatures = new double[basis.Rank * p];
        basis.Map(rows, -1, rowFeatures, p);
        basis.Map(basis.Landmarks, 1, landmarkFeatures, p);
        for (var i = 0; i < 60; i++)
        {
            rowFeatures[i * p].ShouldBe(-1);
            for (var j = 0; j < basis.Rank; j++)
            {
                var landmark = basis.Landmarks[j].ToArray();
                var k = Math.Exp(-rows[i].ToArray().Zip(landmark, (a, b) => (a - b) * (a - b)).Sum() / (2 * 1.5 * 1.5));
                Enumerable.Range(1, p - 1).Sum(t => -rowFeatures[i * p + t] * landmarkFeatures[j * p + t]).ShouldBe(k, 1e-12);
            }
        }
    }

    [Fact]
    public void Candidates_are_the_real_rows_and_a_star_round_each_minority_row()
    {
        var real = Samples.Matrix(new double[,] { { 0, 0 }, { 1, 2 }, { 5, 6 } });
        var expected = Samples.Matrix(new double[,]
        {
            { 0, 0 }, { 1, 2 }, { 5, 6 }, { 1 + 2, 2 }, { 1 - 2, 2 }, { 1, 2 + 2 }, { 1, 2 - 2 }, { 5 + 2, 6 }, { 5 - 2, 6 }, { 5, 6 + 2 }, { 5, 6 - 2 },
        });
        var actual = new LandmarkCandidates().Around(real.Rows, 2, 2 * Math.Sqrt(2));
        actual.Count.ShouldBe(11);
        for (var i = 0; i < 22; i++) actual.Values[i].ShouldBe(expected.Rows.Values[i], 1e-12);
        // 1,024 points at most: 3 columns allow 170 centres.
        new LandmarkCandidates().Around(new FeatureMatrix(2000, 3).Rows, 1900, 1).Count.ShouldBe(2000 + 6 * 170);
        new LandmarkCandidates().Around(new FeatureMatrix(20, 600).Rows, 10, 1).Count.ShouldBe(20);
        new LandmarkCandidates().Around(real.Rows, 0, 1).Count.ShouldBe(3);
    }

    private static double Residual(KernelBasis basis, ReadOnlyRows rows)
    {
        var p = basis.Rank + 1;
        var features = new double[rows.Count * p];
        basis.Map(rows, 1, features, p);
        return 1 - (features.Sum(f => f * f) - rows.Count) / rows.Count;
    }

    private double[] Scores(KernelLogisticOptions options)
    {
        var scores = new double[_rows.RowCount];
        new KernelLogistic(options).Fit(new() { Real = _sample, Synthetic = _pool.Rows }, Samples.Context()).Score(_rows.Rows, scores);
        return scores;
    }
}
