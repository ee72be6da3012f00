using MathNet.Numerics.LinearAlgebra;
using SynthAug.Plugins.Linear;

namespace SynthAug.Plugins.Tests;

public class LeastSquaresTests
{
    private static ILinearModel Fit(TrainingSample sample, LeastSquaresOptions options, FeatureMatrix? synthetic = null, double[]? w0 = null, double[]? w1 = null) =>
        (ILinearModel)new LeastSquares(options).Fit(
            new() { Real = sample, Synthetic = synthetic is null ? default : synthetic.Rows, MajorityWeights = w0, MinorityWeights = w1 }, Samples.Context());

    [Fact]
    public void One_column_is_solved_by_hand()
    {
        // Majority −1, 0, 1; minority 2, 3. With an intercept: x̄ = 1, Σ(x−x̄)² = 10, labels 0/1 have ȳ = 2/5, Σ(x−x̄)y = 1 + 2 = 3.
        var sample = Samples.Of(new double[,] { { -1 }, { 0 }, { 1 } }, new double[,] { { 2 }, { 3 } });
        var zeroOne = Fit(sample, new());
        zeroOne.Coefficients[0].ShouldBe(0.3, 1e-15);
        zeroOne.Intercept.ShouldBe(0.1, 1e-15);
        zeroOne.Scale.ShouldBe(ScoreScale.ZeroOne);

        // Signed labels are 2y − 1: twice the slope, 2c − 1.
        var signed = Fit(sample, new() { Labels = LabelCoding.Signed });
        signed.Coefficients[0].ShouldBe(0.6, 1e-15);
        signed.Intercept.ShouldBe(-0.8, 1e-15);
        signed.Scale.ShouldBe(ScoreScale.Signed);

        // Without an intercept Σxy / Σx²: 5/15, and (5 − 0)/15 with signs as the majority sums to 0.
        Fit(sample, new() { Intercept = false }).Coefficients[0].ShouldBe(1.0 / 3, 1e-15);
        Fit(sample, new() { Intercept = false }).Intercept.ShouldBe(0);
        Fit(sample, new() { Intercept = false, Labels = LabelCoding.Signed }).Coefficients[0].ShouldBe(1.0 / 3, 1e-15);
    }

    [Theory]
    [InlineData(true, LabelCoding.ZeroOne, 4, false)]
    [InlineData(true, LabelCoding.Signed, 4, true)]
    [InlineData(false, LabelCoding.ZeroOne, 9, true)]
    [InlineData(false, LabelCoding.Signed, 1, false)]
    public void It_agrees_with_a_QR_decomposition(bool intercept, LabelCoding labels, int d, bool weighted)
    {
        var sample = Samples.Normal(60, 17, d);
        var synthetic = Samples.Normal(1, 23, d, seed: 9).Minority;
        double[]? w0 = weighted ? [.. Enumerable.Range(0, 60).Select(i => 0.5 + i % 3)] : null;
        double[]? w1 = weighted ? [.. Enumerable.Range(0, 17).Select(i => (double)(i % 4))] : null;
        var rows = new List<(double[] X, double Y, double Weight)>();
        for (var i = 0; i < 60; i++) rows.Add((sample.Majority[i].ToArray(), labels == LabelCoding.Signed ? -1 : 0, w0?[i] ?? 1));
        for (var i = 0; i < 17; i++) rows.Add((sample.Minority[i].ToArray(), 1, w1?[i] ?? 1));
        for (var i = 0; i < 23; i++) rows.Add((synthetic[i].ToArray(), 1, 1));
        var design = Matrix<double>.Build.DenseOfRowArrays(rows.Select(r =>
            r.X.Append(intercept ? 1 : 0).Take(intercept ? d + 1 : d).Select(v => v * Math.Sqrt(r.Weight)).ToArray()));
        var expected = design.QR().Solve(Vector<double>.Build.DenseOfEnumerable(rows.Select(r => r.Y * Math.Sqrt(r.Weight))));

        var model = Fit(sample, new() { Intercept = intercept, Labels = labels }, synthetic, w0, w1);
        for (var j = 0; j < d; j++) model.Coefficients[j].ShouldBe(expected[j], 1e-12);
        model.Intercept.ShouldBe(intercept ? expected[d] : 0, 1e-12);
    }

    [Fact]
    public void Columns_far_from_zero_keep_their_digits()
    {
        var sample = Samples.Normal(200, 30, 2);
        var plain = Fit(sample, new());
        foreach (ref var value in sample.Majority.Writable.Values) value += 1e7;
        foreach (ref var value in sample.Minority.Writable.Values) value += 1e7;
        var moved = Fit(sample, new());
        // The shifted values themselves are rounded by 1e-9; raw normal equations would leave no digit (1e14 squared against 1).
        for (var j = 0; j < 2; j++) moved.Coefficients[j].ShouldBe(plain.Coefficients[j], 1e-8);
    }

    [Fact]
    public void Integer_weights_are_repeated_rows()
    {
        var sample = Samples.Normal(11, 5, 2);
        double[] w0 = [.. Enumerable.Range(0, 11).Select(i => (double)(i % 3))], w1 = [1, 2, 3, 0, 1];
        var weighted = Fit(sample, new(), null, w0, w1);
        var repeated = Fit(new(Repeat(sample.Majority, w0), Repeat(sample.Minority, w1)), new());
        for (var j = 0; j < 2; j++) weighted.Coefficients[j].ShouldBe(repeated.Coefficients[j], 1e-13);
        weighted.Intercept.ShouldBe(repeated.Intercept, 1e-13);
    }

    [Fact]
    public void Collinear_columns_are_refused_by_name()
    {
        var sample = Samples.Of(
            new double[,] { { 1, 2, 3 }, { 4, -1, 3 }, { 0, 1, 1 }, { 2, 2, 4 }, { 5, 1, 6 } },
            new double[,] { { 1, 1, 2 }, { 3, 0.1, 3.1 }, { 0.7, 0.2, 0.9 } }, "a", "b", "sum");
        Should.Throw<RefusalException>(() => Fit(sample, new())).Message.ShouldStartWith("least-squares has no single solution: column 'sum' is constant");
        Should.Throw<RefusalException>(() => Fit(sample, new() { Intercept = false })).Message.ShouldContain("column 'sum'");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(2026)]
    public void A_constant_column_beside_an_intercept_is_refused(double value)
    {
        var sample = Samples.Normal(50, 20, 3);
        for (var i = 0; i < 50; i++) sample.Majority.Writable[i][1] = value;
        for (var i = 0; i < 20; i++) sample.Minority.Writable[i][1] = value;
        Should.Throw<RefusalException>(() => Fit(sample, new())).Message.ShouldContain("column 1 is constant");
    }

    [Fact]
    public void Fewer_rows_than_columns_are_refused() =>
        Should.Throw<RefusalException>(() => Fit(Samples.Normal(4, 3, 8), new())).Message.ShouldContain("no single solution");

    internal static FeatureMatrix Repeat(FeatureMatrix rows, double[] times)
    {
        var values = new List<double>();
        for (var i = 0; i < rows.RowCount; i++)
        {
            for (var k = 0; k < times[i]; k++) values.AddRange(rows[i]);
        }

        return new(values.ToArray(), rows.Dimension);
    }
}
