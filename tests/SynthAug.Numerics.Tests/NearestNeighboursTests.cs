namespace SynthAug.Numerics.Tests;

public class NearestNeighboursTests
{
    [Theory]
    [InlineData(2, 1, 1), InlineData(9, 3, 8), InlineData(40, 2, 5), InlineData(130, 7, 5), InlineData(257, 20, 3), InlineData(90, 33, 1)]
    public void Neighbours_are_those_of_a_full_sort(int count, int d, int k)
    {
        var rows = new FeatureMatrix(count, d);
        new RandomStream(StreamKey.FromSeed((ulong)count)).FillNormal(rows.Writable, 0);
        Check(rows, k);
    }

    [Fact]
    public void Ties_go_to_the_lower_index_and_duplicates_are_neighbours()
    {
        // A coarse grid: most distances occur many times, and every point has copies.
        var rows = new FeatureMatrix(120, 2);
        new RandomStream(StreamKey.FromSeed(3)).FillUniform(rows.Writable, 0);
        foreach (ref var value in rows.Writable.Values) value = Math.Floor(4 * value);
        Check(rows, 6);
    }

    // Where the sieve's rounding bound is wide, or means nothing.
    [Theory]
    [InlineData(1, 1e9), InlineData(1e-9, 1), InlineData(1e160, 0), InlineData(1e-170, 0), InlineData(0, 5), InlineData(1e308, 0)]
    public void Scale_and_offset_do_not_matter(double scale, double offset)
    {
        var rows = new FeatureMatrix(150, 4);
        new RandomStream(StreamKey.FromSeed(12)).FillUniform(rows.Writable, 0);
        foreach (ref var value in rows.Writable.Values) value = value * scale + offset;
        Check(rows, 4);
    }

    [Fact]
    public void A_NaN_distance_ranks_with_infinity()
    {
        var rows = new FeatureMatrix([0, double.NaN, 3, double.PositiveInfinity, 1], 1);
        var neighbours = new int[5 * 4];
        NearestNeighbours.Find(rows.Rows, 4, neighbours);
        neighbours[..4].ShouldBe([4, 2, 1, 3]);
        neighbours[4..8].ShouldBe([0, 2, 3, 4]);
    }

    [Theory]
    [InlineData(5, 5), InlineData(5, 0), InlineData(1, 1)]
    public void More_neighbours_than_other_rows_are_refused(int count, int k) =>
        Should.Throw<ArgumentException>(() => NearestNeighbours.Find(new FeatureMatrix(count, 2).Rows, k, new int[count * k]));

    private static void Check(FeatureMatrix rows, int k)
    {
        var neighbours = new int[rows.RowCount * k];
        NearestNeighbours.Find(rows.Rows, k, neighbours);
        for (var i = 0; i < rows.RowCount; i++)
        {
            var expected = Enumerable.Range(0, rows.RowCount).Where(j => j != i)
                .OrderBy(j => Plain.SquaredDistance(rows[i], rows[j])).ThenBy(j => j).Take(k).ToArray();
            neighbours[(i * k)..((i + 1) * k)].ShouldBe(expected);
        }
    }
}
