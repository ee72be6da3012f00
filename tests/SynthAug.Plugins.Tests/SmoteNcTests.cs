using SynthAug.Plugins.Density;
using SynthAug.Plugins.Resampling;

namespace SynthAug.Plugins.Tests;

public class SmoteNcTests
{
    // x and y, a block of three categories, a block of one column.
    private static readonly FeatureColumn[] Columns =
    [
        new("x"), OneHot("ward=A", 0), OneHot("ward=B", 0), OneHot("ward=C", 0), new("y"), OneHot("old", 1),
    ];

    /// <summary>
    /// sd of x over 0, 1, 2.6, 9 is 4.04, of y over 0, 0, 0, 4 is 2, the median 3.02: from row 0, row 1 differs in one category (1 + 3.02² = 10.1), row 2 in
    /// none (6.8), row 3 in two. Half the square (imbalanced-learn before 0.12 divided by 2 instead of √2) would put row 1 nearer: 1 + 4.6 &lt; 6.8.
    /// </summary>
    [Fact]
    public void A_category_that_differs_weighs_the_median_deviation_of_the_numbers()
    {
        var sample = Sample((0, 'A', 0, 0), (1, 'B', 0, 0), (2.6, 'A', 0, 0), (9, 'C', 4, 1));
        var (_, parents) = Draw(sample, 1, 400);
        parents.Where(p => p.A == 0).ShouldAllBe(p => p.B == 2);

        for (var a = 0; a < 4; a++) parents.Where(p => p.A == a).ShouldAllBe(p => p.B == Nearest(sample, a, 1)[0]);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 5)]
    public void Neighbours_are_those_of_the_written_out_distance_and_categories_those_of_most_of_them(ulong seed, int k)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var sample = Sample([.. Enumerable.Range(0, 60).Select(_ => (random.NextNormal(), "ABC"[random.NextIndex(3)], 2 * random.NextNormal(), random.NextIndex(2)))]);
        var (pool, parents) = Draw(sample, k, 2000);
        for (var i = 0; i < parents.Length; i++)
        {
            var nearest = Nearest(sample, parents[i].A, k);
            nearest.ShouldContain(parents[i].B);
            var a = sample.Minority[parents[i].A];
            var b = sample.Minority[parents[i].B];
            foreach (var j in (int[])[0, 4]) pool[i][j].ShouldBeInRange(Math.Min(a[j], b[j]), Math.Max(a[j], b[j]));
            var votes = Enumerable.Range(0, 3).Select(c => nearest.Count(row => sample.Minority[row][1 + c] == 1)).ToArray();
            pool[i].Slice(1, 3).ToArray().ShouldBe([.. Enumerable.Range(0, 3).Select(c => c == Array.IndexOf(votes, votes.Max()) ? 1.0 : 0)]);
            pool[i][5].ShouldBe(2 * nearest.Count(row => sample.Minority[row][5] == 1) > k ? 1 : 0);
        }

        parents.Select(p => p.A).Distinct().Count().ShouldBe(60);
    }

    [Fact]
    public void A_tie_goes_to_the_lowest_category()
    {
        // Each row's two neighbours are the two others, one of each category.
        var sample = Sample((0, 'C', 0, 1), (0, 'B', 0, 0), (0, 'C', 0, 0));
        var (pool, parents) = Draw(sample, 2, 100);
        for (var i = 0; i < 100; i++)
        {
            pool[i].Slice(1, 3).ToArray().ShouldBe(parents[i].A == 1 ? [0, 0, 1] : [0, 1, 0]);
            pool[i][5].ShouldBe(0);
        }
    }

    [Fact]
    public void Categories_alone_are_told_apart_by_how_many_differ()
    {
        FeatureColumn[] columns = [OneHot("a", 0), OneHot("b", 0), OneHot("c", 0), OneHot("d", 1), OneHot("e", 2)];
        var minority = Samples.Matrix(new double[,] { { 1, 0, 0, 0, 0 }, { 1, 0, 0, 1, 0 }, { 0, 1, 0, 1, 1 }, { 0, 0, 0, 1, 1 } });
        var fitted = new Smote(new() { K = 1 }).Fit(new(Samples.Matrix(new double[,] { { 0, 0, 0, 0, 0 } }), minority, 1, columns), Samples.Context());
        var parents = new RowParents[200];
        ((ITracedGenerator)fitted).Trace(parents, 0, Samples.Context());
        int[] nearest = [1, 0, 3, 2];
        parents.ShouldAllBe(p => p.B == nearest[p.A]);
    }

    [Fact]
    public void Without_blocks_the_rows_are_plain_smote_and_a_larger_pool_begins_with_the_smaller()
    {
        var plain = Samples.Normal(5, 20, 3);
        var described = new TrainingSample(plain.Majority, plain.Minority, 1, [new("a"), new("b"), new("c")]);
        new Smote(new()).Draw(described, 50).Rows.Values.ToArray().ShouldBe(new Smote(new()).Draw(plain, 50).Rows.Values.ToArray());

        var sample = Sample((0, 'A', 0, 0), (1, 'B', 0, 0), (2, 'A', 0, 1), (9, 'C', 4, 1));
        var fitted = new Smote(new() { K = 2 }).Fit(sample, Samples.Context());
        var whole = fitted.Draw(300, 6);
        fitted.Draw(40, 6, firstRow: 260).Rows.Values.ToArray().ShouldBe(whole.Rows.Slice(260, 40).Values.ToArray());
    }

    [Fact]
    public void Other_generators_leave_categories_whole_or_refuse()
    {
        var sample = Sample((0, 'A', 0, 0), (1, 'B', 0, 0), (2, 'A', 0, 1), (9, 'C', 4, 1));
        var fitted = (ITracedGenerator)new Perturbed(new()).Fit(sample, Samples.Context());
        var (pool, parents) = (fitted.Draw(100, 6), new RowParents[100]);
        fitted.Trace(parents, 0, Samples.Context());
        for (var i = 0; i < 100; i++)
        {
            var parent = sample.Minority[parents[i].A];
            foreach (var j in (int[])[1, 2, 3, 5]) pool[i][j].ShouldBe(parent[j]);
            pool[i][0].ShouldNotBe(parent[0]);
        }

        Should.Throw<RefusalException>(() => new GaussianFit(new()).Fit(sample, Samples.Context())).Message
            .ShouldBe("column 'ward=A' is one category of several and gaussian-fit makes numbers only; use smote, perturbed or bootstrap, or drop the column.");
    }

    private static FeatureColumn OneHot(string name, int block) => new(name, ColumnKind.OneHot) { Block = block };

    private static TrainingSample Sample(params (double X, char Ward, double Y, int Old)[] rows)
    {
        var minority = new FeatureMatrix([.. rows.SelectMany(r => (double[])[r.X, r.Ward == 'A' ? 1 : 0, r.Ward == 'B' ? 1 : 0, r.Ward == 'C' ? 1 : 0, r.Y, r.Old])], 6);
        return new(Samples.Matrix(new double[,] { { 0, 1, 0, 0, 0, 0 } }), minority, 1, Columns);
    }

    private static (FeatureMatrix Pool, RowParents[] Parents) Draw(TrainingSample sample, int k, int rows)
    {
        var fitted = new Smote(new() { K = k }).Fit(sample, Samples.Context());
        var parents = new RowParents[rows];
        ((ITracedGenerator)fitted).Trace(parents, 0, Samples.Context());
        return (fitted.Draw(rows, sample.Dimension), parents);
    }

    private static int[] Nearest(TrainingSample sample, int row, int k)
    {
        double Deviation(int j)
        {
            var values = sample.Minority.Column(j);
            return Math.Sqrt(values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Length - 1));
        }

        var penalty = (Deviation(0) + Deviation(4)) / 2;
        double Distance(int other)
        {
            var (a, b) = (sample.Minority[row].ToArray(), sample.Minority[other].ToArray());
            var differ = (a.AsSpan(1, 3).SequenceEqual(b.AsSpan(1, 3)) ? 0 : 1) + (a[5] == b[5] ? 0 : 1);
            return (a[0] - b[0]) * (a[0] - b[0]) + (a[4] - b[4]) * (a[4] - b[4]) + differ * penalty * penalty;
        }

        return [.. Enumerable.Range(0, sample.Minority.RowCount).Where(i => i != row).OrderBy(Distance).Take(k)];
    }
}
