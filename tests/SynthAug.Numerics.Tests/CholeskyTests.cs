namespace SynthAug.Numerics.Tests;

public class CholeskyTests
{
    [Theory]
    [InlineData(1), InlineData(2), InlineData(7), InlineData(8), InlineData(20), InlineData(33), InlineData(70)]
    public void The_factor_solves_and_multiplies_back(int d)
    {
        var stream = new RandomStream(StreamKey.FromSeed((ulong)d));
        var rows = new FeatureMatrix(3 * d + 2, d);
        stream.FillNormal(rows.Writable, 0);
        var gram = new double[Gram.PackedLength(d)];
        Gram.Add(rows.Rows, gram);
        var factor = gram.ToArray();
        Cholesky.TryFactor(factor, d).ShouldBeTrue();

        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double product = 0;
                for (var k = 0; k <= j; k++) product += factor[i * (i + 1) / 2 + k] * factor[j * (j + 1) / 2 + k];
                product.ShouldBe(gram[i * (i + 1) / 2 + j], 1e-12 * rows.RowCount);
            }
        }

        var x = new double[d];
        stream.FillNormal(x);
        var b = new double[d];
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++) b[i] += gram[Math.Max(i, j) * (Math.Max(i, j) + 1) / 2 + Math.Min(i, j)] * x[j];
        }

        Cholesky.Solve(factor, d, b);
        for (var i = 0; i < d; i++) b[i].ShouldBe(x[i], 1e-10);

        var product2 = x.ToArray();
        Cholesky.MultiplyLower(factor, d, product2, product2);
        Cholesky.SolveLower(factor, d, product2);
        for (var i = 0; i < d; i++) product2[i].ShouldBe(x[i], 1e-10);
    }

    [Theory]
    [InlineData(1), InlineData(9), InlineData(20), InlineData(50)]
    public void Every_entry_is_one_chain_over_the_columns_before_it(int d)
    {
        var rows = new FeatureMatrix(2 * d, d);
        new RandomStream(StreamKey.FromSeed(3)).FillNormal(rows.Writable, 0);
        var factor = new double[Gram.PackedLength(d)];
        Gram.Add(rows.Rows, factor);
        var plain = factor.ToArray();
        Cholesky.TryFactor(factor, d).ShouldBeTrue();
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                ref var entry = ref plain[i * (i + 1) / 2 + j];
                for (var k = 0; k < j; k++) entry = Math.FusedMultiplyAdd(-plain[j * (j + 1) / 2 + k], plain[i * (i + 1) / 2 + k], entry);
                entry = i == j ? Math.Sqrt(entry) : entry / plain[j * (j + 1) / 2 + j];
            }
        }

        factor.ShouldBe(plain);
    }

    [Theory]
    [InlineData(1, 2, 1), InlineData(0, 0, 1), InlineData(1, double.NaN, 1), InlineData(double.PositiveInfinity, 0, 1), InlineData(-1, 0, 1)]
    public void A_matrix_that_is_not_positive_definite_is_refused(double a00, double a10, double a11) =>
        Cholesky.TryFactor([a00, a10, a11], 2).ShouldBeFalse();

    [Fact]
    public void The_log_determinant_is_that_of_the_matrix()
    {
        double[] packed = [4, 2, 5];
        Cholesky.TryFactor(packed, 2).ShouldBeTrue();
        Cholesky.LogDeterminant(packed, 2).ShouldBe(Math.Log(16), 1e-15);
    }
}
