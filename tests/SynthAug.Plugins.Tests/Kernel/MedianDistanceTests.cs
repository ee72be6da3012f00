using SynthAug.Plugins.Kernel;

namespace SynthAug.Plugins.Tests.Kernel;

public class MedianDistanceTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(511)]
    [InlineData(512)]
    public void It_is_the_median_of_all_pairs(int n)
    {
        var rows = Rings.Sample(n, 1).Majority;
        new MedianDistance().Of(rows.Rows).ShouldBe(Slow([.. Enumerable.Range(0, n).Select(i => rows[i].ToArray())]), 1e-13);
    }

    [Theory]
    [InlineData(513)]
    [InlineData(1050)]
    public void Many_rows_are_thinned_evenly(int n)
    {
        // Sorted, so that any other choice of 512 rows has another median.
        var rows = new FeatureMatrix([.. Enumerable.Range(0, n).Select(i => (double)i * i)], 1);
        double[][] taken = [.. Enumerable.Range(0, 512).Select(i => rows[i * n / 512].ToArray())];
        new MedianDistance().Of(rows.Rows).ShouldBe(Slow(taken), 1e-9);
    }

    [Fact]
    public void Ties_and_duplicates_are_pairs_too()
    {
        new MedianDistance().Of(Samples.Matrix(new double[,] { { 0 }, { 0 }, { 3 } }).Rows).ShouldBe(3);
        new MedianDistance().Of(Samples.Matrix(new double[,] { { 0 }, { 0 }, { 1 }, { 4 } }).Rows).ShouldBe(2);
        Should.Throw<RefusalException>(() => new MedianDistance().Of(Samples.Matrix(new double[,] { { 0 }, { 0 }, { 0 }, { 0 }, { 3 } }).Rows));
    }

    [Fact]
    public void Selection_is_what_sorting_gives()
    {
        var stream = Samples.Context(3).Random;
        for (var n = 1; n < 40; n++)
        {
            for (var k = 0; k < n; k++)
            {
                double[] values = [.. Enumerable.Range(0, n).Select(_ => (double)stream.NextIndex(1 + n / 2))];
                double[] sorted = [.. values.Order()];
                MedianDistance.Select(values, k).ShouldBe(sorted[k]);
                values[..k].ShouldAllBe(v => v <= sorted[k]);
                values.Order().ShouldBe(sorted);
            }
        }
    }

    private static double Slow(double[][] rows)
    {
        double[] distances =
        [
            .. from i in Enumerable.Range(0, rows.Length) from j in Enumerable.Range(0, i)
               select Math.Sqrt(rows[i].Zip(rows[j], (a, b) => (a - b) * (a - b)).Sum()),
        ];
        Array.Sort(distances);
        return 0.5 * (distances[(distances.Length - 1) / 2] + distances[distances.Length / 2]);
    }
}
