using SynthAug.Engine.Measures;

namespace SynthAug.Engine.Tests.Measures;

public class PrincipalAxesTests
{
    [Fact]
    public void Axes_of_a_known_covariance_are_found_with_their_shares()
    {
        // ± 3 along (0.6, 0.8, 0), ± 2 across it, ± 1 along the third column.
        double[] rows = [1.8, 2.4, 0, -1.8, -2.4, 0, -1.6, 1.2, 0, 1.6, -1.2, 0, 0, 0, 1, 0, 0, -1];
        var axes = PrincipalAxes.Of(new ReadOnlyRows(rows, 3).Slice(0, 4), new ReadOnlyRows(rows, 3).Slice(4, 2));
        axes.First.ToArray().Zip((double[])[0.6, 0.8, 0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
        axes.Second.ToArray().Zip((double[])[0.8, -0.6, 0]).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
        axes.FirstShare.ShouldBe(9.0 / 14, 1e-12);
        axes.SecondShare.ShouldBe(4.0 / 14, 1e-12);
        var (x, y) = axes.Project([1.8 + 0.8, 2.4 - 0.6, 5]);
        x.ShouldBe(3, 1e-12);
        y.ShouldBe(1, 1e-12);
    }

    [Theory, InlineData(9), InlineData(40), InlineData(150)]
    public void Many_columns_give_eigenvectors_that_no_direction_beats(int d)
    {
        var stream = new RandomStream(StreamKey.FromSeed(7));
        var values = new double[400 * d];
        for (var i = 0; i < 400; i++)
        {
            // Two strong factors over noise.
            var (a, b) = (3 * (stream.NextUniform() - 0.5), 2 * (stream.NextUniform() - 0.5));
            for (var j = 0; j < d; j++) values[i * d + j] = a * (j % 3 - 1) + b * (j % 2 == 0 ? 1 : -1) + 0.5 * (stream.NextUniform() - 0.5) + 10;
        }

        var rows = new ReadOnlyRows(values, d);
        var axes = PrincipalAxes.Of(rows.Prefix(390), rows.Slice(390, 10));
        Dot(axes.First, axes.First).ShouldBe(1, 1e-12);
        Dot(axes.Second, axes.Second).ShouldBe(1, 1e-12);
        Dot(axes.First, axes.Second).ShouldBe(0, 1e-9);
        var (first, second) = (Variance(values, d, axes.First), Variance(values, d, axes.Second));
        first.ShouldBeGreaterThan(second);
        // An eigenvector is where the variance stands still: a step to either side, along any column, gains nothing.
        for (var j = 0; j < d; j++)
        {
            foreach (var step in (double[])[0.01, -0.01])
            {
                double[] aside = [.. axes.First];
                aside[j] += step;
                (Variance(values, d, aside) / Dot(aside, aside)).ShouldBeLessThanOrEqualTo(first * (1 + 1e-9));
            }
        }

        (first / axes.FirstShare).ShouldBe(second / axes.SecondShare, 1e-6 * first);
    }

    [Fact]
    public void What_does_not_vary_has_no_axis()
    {
        var one = PrincipalAxes.Of(new ReadOnlyRows([1, 5, 2, 5, 3, 5], 2), new ReadOnlyRows([], 2));
        (one.First[0], one.First[1], one.FirstShare).ShouldBe((1, 0, 1));
        (one.Second[0], one.Second[1], one.SecondShare).ShouldBe((0, 0, 0));
        var none = PrincipalAxes.Of(new ReadOnlyRows([4, 4], 1), new ReadOnlyRows([4], 1));
        (none.First[0], none.FirstShare, none.Project([9]).First).ShouldBe((0, 0, 0));
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double Variance(double[] values, int d, ReadOnlySpan<double> axis)
    {
        var n = values.Length / d;
        double sum = 0, squares = 0;
        for (var i = 0; i < n; i++)
        {
            var along = Dot(values.AsSpan(i * d, d), axis);
            sum += along;
            squares += along * along;
        }

        return squares / n - sum / n * (sum / n);
    }
}
