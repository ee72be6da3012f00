using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics.Tests;

/// <summary>Each search, in each width that runs here, against a full sort by (distance, index).</summary>
public class NearestNeighboursTests
{
    private delegate void Search(ReadOnlyRows rows, int k, Span<int> neighbours, int threads);

    [Theory]
    [InlineData(2, 1, 1), InlineData(9, 3, 8), InlineData(40, 2, 5), InlineData(65, 6, 64), InlineData(130, 7, 5), InlineData(257, 20, 3)]
    [InlineData(90, 33, 1), InlineData(300, 4, 5), InlineData(385, 8, 2), InlineData(513, 1, 5), InlineData(150, 60, 4), InlineData(1100, 5, 5)]
    [InlineData(129, 9, 5), InlineData(200, 10, 5), InlineData(161, 17, 7)]
    public void Neighbours_are_those_of_a_full_sort(int count, int d, int k)
    {
        var rows = new FeatureMatrix(count, d);
        new RandomStream(StreamKey.FromSeed((ulong)count)).FillNormal(rows.Writable, 0);
        Check(rows, k);
    }

    [Theory]
    [InlineData(120, 2, 1), InlineData(400, 3, 1), InlineData(400, 12, 1), InlineData(300, 3, .1), InlineData(300, 4, .1), InlineData(300, 5, .1)]
    [InlineData(300, 6, .1), InlineData(300, 7, .1), InlineData(300, 8, .1), InlineData(300, 9, .1), InlineData(300, 19, .1)]
    public void Ties_go_to_the_lower_index_and_duplicates_are_neighbours(int count, int d, double step)
    {
        // A coarse grid: most distances occur many times, and every point has copies. With steps of 0.1 it is rounding that decides which of them
        // are equal, so a sum in another order ranks differently.
        var rows = new FeatureMatrix(count, d);
        new RandomStream(StreamKey.FromSeed(3)).FillUniform(rows.Writable, 0);
        foreach (ref var value in rows.Writable.Values) value = step * Math.Floor((d > 3 ? 2 : 4) / step * value);
        Check(rows, 6);
    }

    // Where the sieve's rounding bound is wide, or means nothing.
    [Theory]
    [InlineData(1, 1e9), InlineData(1e-9, 1), InlineData(1e160, 0), InlineData(1e-170, 0), InlineData(0, 5), InlineData(1e308, 0)]
    [InlineData(1e139, 0), InlineData(1e-139, 0), InlineData(1e-145, 1e-140), InlineData(1e-6, 3)]
    public void Scale_and_offset_do_not_matter(double scale, double offset)
    {
        var rows = new FeatureMatrix(150, 4);
        new RandomStream(StreamKey.FromSeed(12)).FillUniform(rows.Writable, 0);
        foreach (ref var value in rows.Writable.Values) value = value * scale + offset;
        Check(rows, 4);
    }

    // Pairs that floats cannot tell apart, beside rows that are millions of times farther: a sieve whose bound is too small loses neighbours here.
    [Theory]
    [InlineData(1), InlineData(3), InlineData(20), InlineData(60)]
    public void Tight_clusters_far_apart_keep_their_neighbours(int d)
    {
        var rows = new FeatureMatrix(400, d);
        var random = new RandomStream(StreamKey.FromSeed(31));
        random.FillNormal(rows.Writable, 0);
        for (var i = 0; i < rows.RowCount; i++)
        {
            foreach (ref var value in rows.Writable[i]) value = value * Math.Pow(10, -(i % 9)) + i % 7 * 10;
        }

        Check(rows, 5);
    }

    [Fact]
    public void The_direct_search_answers_unless_squares_overflow()
    {
        NearestNeighbours.Directly<Lane>(new FeatureMatrix([0, 1, 5, 1e150], 1).Rows, 2, new int[8]).ShouldBeTrue();
        NearestNeighbours.Directly<Lane>(new FeatureMatrix([0, 1, 5, 1e160], 1).Rows, 2, new int[8]).ShouldBeFalse();
    }

    [Fact]
    public void Rows_that_floats_cannot_score_are_not_ranked()
    {
        NearestNeighbours.Ranked<SingleLane, EightPlain>(new FeatureMatrix([0, 1, 5, 1e130], 1).Rows, 2, new int[8]).ShouldBeTrue();
        NearestNeighbours.Ranked<SingleLane, EightPlain>(new FeatureMatrix([0, 1, 5, 1e150], 1).Rows, 2, new int[8]).ShouldBeFalse();
        NearestNeighbours.Ranked<SingleLane, EightPlain>(new FeatureMatrix([3, 3, 3, 3], 1).Rows, 2, new int[8]).ShouldBeFalse();
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

    [Fact]
    public void Many_rows_with_a_NaN_are_searched_all_the_same()
    {
        var rows = new FeatureMatrix(6000, 2);
        new RandomStream(StreamKey.FromSeed(8)).FillNormal(rows.Writable, 0);
        rows.Writable[77][1] = double.NaN;
        var neighbours = new int[6000];
        NearestNeighbours.Find(rows.Rows, 1, neighbours);
        neighbours[77].ShouldBe(0);
        neighbours.ShouldNotContain(77);
    }

    // Enough rows for threads, and the two searches against each other, where a full sort takes too long.
    [Theory]
    [InlineData(9000, 4, 5), InlineData(5000, 11, 3)]
    public void Searches_and_thread_counts_agree(int count, int d, int k)
    {
        var rows = new FeatureMatrix(count, d);
        new RandomStream(StreamKey.FromSeed(14)).FillNormal(rows.Writable, 0);
        foreach (ref var value in rows.Writable.Values) value = Math.Round(value, 2);
        var expected = new int[count * k];
        NearestNeighbours.Find(rows.Rows, k, expected);
        expected.ShouldAllBe(i => i >= 0 && i < count);
        foreach (var threads in new[] { 1, 3, 16 })
        {
            foreach (var (name, search) in Fastest())
            {
                var found = new int[count * k];
                search(rows.Rows, k, found, threads);
                found.SequenceEqual(expected).ShouldBeTrue($"{name}, {threads} threads");
            }
        }
    }

    [Theory]
    [InlineData(5, 5), InlineData(5, 0), InlineData(1, 1)]
    public void More_neighbours_than_other_rows_are_refused(int count, int k) =>
        Should.Throw<ArgumentException>(() => NearestNeighbours.Find(new FeatureMatrix(count, 2).Rows, k, new int[count * k]));

    private static void Check(FeatureMatrix rows, int k)
    {
        int[] expected = [.. Enumerable.Range(0, rows.RowCount).SelectMany(i => Enumerable.Range(0, rows.RowCount).Where(j => j != i)
            .OrderBy(j => Plain.SquaredDistance(rows[i], rows[j])).ThenBy(j => j).Take(k))];
        foreach (var (name, search) in Searches())
        {
            var found = new int[rows.RowCount * k];
            search(rows.Rows, k, found, 1);
            found.ShouldBe(expected, name);
        }
    }

    private static IEnumerable<(string Name, Search Search)> Searches() =>
    [
        ("chosen", NearestNeighbours.Find),
        ("all pairs, plain", NearestNeighbours.AmongAll<Lane, SingleLane, EightPlain>),
        ("tree, plain", NearestNeighbours.InTree<EightPlain>),
        ("direct, plain", Direct<Lane>),
        ("ranked, plain", Ranked<SingleLane, EightPlain>),
        .. Fastest(),
    ];

    private static IEnumerable<(string Name, Search Search)> Fastest()
    {
        if (Lanes256.IsSupported)
        {
            yield return ("all pairs, AVX2", NearestNeighbours.AmongAll<Lanes256, Singles256, Pair<Lanes256>>);
            yield return ("tree, AVX2", NearestNeighbours.InTree<Pair<Lanes256>>);
            yield return ("direct, AVX2", Direct<Lanes256>);
            yield return ("ranked, AVX2", Ranked<Singles256, Pair<Lanes256>>);
        }

        if (Lanes512.IsSupported)
        {
            yield return ("all pairs, AVX-512", NearestNeighbours.AmongAll<Lanes512, SinglesPair<Singles512>, Lanes512>);
            yield return ("tree, AVX-512", NearestNeighbours.InTree<Lanes512>);
            yield return ("direct, AVX-512", Direct<Lanes512>);
            yield return ("ranked, AVX-512", Ranked<Singles512, Lanes512>);
        }
    }

    // What it does not take, long lists and squares that overflow, is what the caller would ask another for.
    private static void Direct<T>(ReadOnlyRows rows, int k, Span<int> neighbours, int threads) where T : struct, ILanes<T>
    {
        if (k > DirectNeighbours.MostNeighbours || !NearestNeighbours.Directly<T>(rows, k, neighbours)) NearestNeighbours.Find(rows, k, neighbours, threads);
    }

    // Rows that floats cannot score, likewise.
    private static void Ranked<TScore, TEight>(ReadOnlyRows rows, int k, Span<int> neighbours, int threads)
        where TScore : struct, ISingles<TScore>
        where TEight : struct, ILanes<TEight>
    {
        if (!NearestNeighbours.Ranked<TScore, TEight>(rows, k, neighbours)) NearestNeighbours.Find(rows, k, neighbours, threads);
    }
}
