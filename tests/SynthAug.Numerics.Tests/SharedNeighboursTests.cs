namespace SynthAug.Numerics.Tests;

/// <summary>Neighbours in parts of a set whose columns are rescaled, against a search in each part.</summary>
public class SharedNeighboursTests
{
    private const double Rounding = 1e-9;

    [Theory]
    [InlineData(400, 3, 5, .05), InlineData(1200, 26, 5, .05), InlineData(700, 8, 1, .2), InlineData(300, 40, 12, .02), InlineData(500, 6, 5, 0)]
    public void A_part_has_the_neighbours_of_its_own_search(int count, int d, int k, double spread)
    {
        var rows = new FeatureMatrix(count, d);
        new RandomStream(StreamKey.FromSeed((ulong)count)).FillNormal(rows.Writable, 0);
        Check(rows, k, spread);
    }

    // Nearly every row is uncertain, and all are searched; with few copies some are.
    [Theory]
    [InlineData(2, 1), InlineData(3, .5), InlineData(4, .25)]
    public void Ties_and_copies_are_ranked_as_in_its_own_search(int d, double step)
    {
        var rows = new FeatureMatrix(600, d);
        new RandomStream(StreamKey.FromSeed(3)).FillUniform(rows.Writable, 0);
        foreach (ref var value in rows.Writable.Values) value = step * Math.Floor(4 / step * value);
        Check(rows, 5, spread: 0);
    }

    [Fact]
    public void Clusters_whose_rows_nearly_coincide_keep_their_neighbours()
    {
        var rows = new FeatureMatrix(800, 5);
        new RandomStream(StreamKey.FromSeed(31)).FillNormal(rows.Writable, 0);
        for (var i = 0; i < rows.RowCount; i++)
            foreach (ref var value in rows.Writable[i]) value = value * Math.Pow(10, -(i % 12)) + i % 3;
        Check(rows, 5, .1);
    }

    [Fact]
    public void A_set_of_few_rows_keeps_all_of_them()
    {
        var rows = new FeatureMatrix([0, 1, 3, 7, 15], 1);
        var found = new int[4];
        new SharedNeighbours(rows.Rows, 2).Find(new FeatureMatrix([15, 1, 0, 3], 1).Rows, [4, 1, 0, 2], 1, Rounding, 1, found);
        found.ShouldBe([3, 2, 1, 1]);
    }

    // The twin: a factor that is not the least makes sure of neighbours that are none.
    [Fact]
    public void Without_the_least_factor_some_neighbours_are_wrong()
    {
        var rows = new FeatureMatrix(1200, 26);
        new RandomStream(StreamKey.FromSeed(1200)).FillNormal(rows.Writable, 0);
        var (part, ids, _) = Part(rows, .3);
        var (own, shared) = (new int[part.RowCount * 5], new int[part.RowCount * 5]);
        NearestNeighbours.Find(part.Rows, 5, own);
        new SharedNeighbours(rows.Rows, 5).Find(part.Rows, ids, 100, Rounding, 5, shared);
        shared.SequenceEqual(own).ShouldBeFalse();
    }

    [Fact]
    public void More_neighbours_than_were_kept_are_refused()
    {
        var rows = new FeatureMatrix(100, 2);
        var shared = new SharedNeighbours(rows.Rows, 2);
        int[] ids = [.. Enumerable.Range(0, 100)];
        Should.Throw<ArgumentException>(() => shared.Find(rows.Rows, ids, 1, Rounding, 8, new int[800])).Message.ShouldContain("k = 8");
        Should.Throw<ArgumentException>(() => shared.Find(rows.Rows, ids.AsSpan(1), 1, Rounding, 2, new int[200]));
    }

    private static void Check(FeatureMatrix rows, int k, double spread)
    {
        var (part, ids, least) = Part(rows, spread);
        var (own, shared) = (new int[part.RowCount * k], new int[part.RowCount * k]);
        NearestNeighbours.Find(part.Rows, k, own);
        new SharedNeighbours(rows.Rows, k).Find(part.Rows, ids, least, Rounding, k, shared);
        shared.ShouldBe(own);
    }

    /// <summary>Four fifths in another order, each column with a factor from 1 − spread to 1 + spread and a shift.</summary>
    private static (FeatureMatrix Part, int[] Ids, double Least) Part(FeatureMatrix rows, double spread)
    {
        var random = new RandomStream(StreamKey.FromSeed(8));
        var order = Enumerable.Range(0, rows.RowCount).ToArray();
        random.Shuffle<int>(order);
        var ids = order[..(rows.RowCount * 4 / 5)];
        var factors = new double[rows.Dimension];
        random.FillUniform(factors);
        for (var j = 0; j < factors.Length; j++) factors[j] = 1 + spread * (2 * factors[j] - 1);
        var part = new FeatureMatrix(ids.Length, rows.Dimension);
        for (var i = 0; i < ids.Length; i++)
            for (var j = 0; j < factors.Length; j++) part.Writable[i][j] = rows[ids[i]][j] * factors[j] + j;
        return (part, ids, factors.Min());
    }
}
