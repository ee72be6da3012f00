using SynthAug.Plugins.Resampling;

namespace SynthAug.Plugins.Tests;

public class SmoteTests
{
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(6, 2, 5)]
    [InlineData(40, 3, 5)]
    [InlineData(40, 20, 7)]
    public void Every_row_lies_between_its_parents_and_they_are_true_neighbours(int n1, int d, int k)
    {
        var sample = Samples.Normal(5, n1, d);
        var (pool, parents) = Draw(sample, k, 3000);
        for (var i = 0; i < parents.Length; i++)
        {
            var (a, b) = parents[i];
            Neighbours(sample.Minority, a, k).ShouldContain(b);
            Gap(pool[i], sample.Minority[a], sample.Minority[b]).ShouldBeInRange(0, 1);
        }

        parents.Select(p => p.A).Distinct().Count().ShouldBe(n1);
        parents.Where(p => p.A == 0).Select(p => p.B).Distinct().Count().ShouldBe(k);
    }

    [Fact]
    public void A_duplicate_is_a_neighbour_and_a_row_never_its_own()
    {
        var sample = Samples.Of(new double[,] { { 0, 0 } }, new double[,] { { 1, 1 }, { 5, 5 }, { 1, 1 }, { 9, 0 }, { 5, 6 }, { 5, 5 } });
        var (pool, parents) = Draw(sample, 1, 2000);
        parents.ShouldAllBe(p => p.A != p.B);
        for (var i = 0; i < parents.Length; i++)
        {
            if (parents[i].A > 2 || parents[i].A == 1) continue;
            parents[i].B.ShouldBe(2 - parents[i].A);
            pool[i].ToArray().ShouldBe([1, 1]);
        }

        parents.Where(p => p.A == 1).ShouldAllBe(p => p.B == 5);
        parents.Where(p => p.A == 4).ShouldAllBe(p => p.B == 1);
    }

    [Fact]
    public void Majority_rows_are_never_parents()
    {
        // Majority rows sit inside the minority's square: were they neighbours, rows would leave the square's edges.
        var sample = Samples.Of(new double[,] { { .5, .5 }, { .4, .5 } }, new double[,] { { 0, 0 }, { 0, 1 }, { 1, 1 }, { 1, 0 } });
        var (pool, _) = Draw(sample, 2, 1000);
        for (var i = 0; i < 1000; i++) (pool[i][0] is 0 or 1 || pool[i][1] is 0 or 1).ShouldBeTrue();
    }

    [Fact]
    public void The_first_two_moments_are_those_of_the_algorithm()
    {
        const int Draws = 200_000, K = 5;
        var sample = Samples.Skewed(30, 2);
        var (pool, parents) = Draw(sample, K, Draws);
        var truth = Law(sample.Minority, K);
        LargestZ(pool, truth).ShouldBeLessThan(5);

        // Power twins: the base row itself (no interpolation), and a gap that is always one half.
        LargestZ(new Bootstrap().Draw(sample, Draws), truth).ShouldBeGreaterThan(5);
        var halves = new FeatureMatrix(Draws, 2);
        for (var i = 0; i < Draws; i++)
        {
            for (var j = 0; j < 2; j++) halves.Writable[i][j] = (sample.Minority[parents[i].A][j] + sample.Minority[parents[i].B][j]) / 2;
        }

        LargestZ(halves, truth).ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(5, 5, "smote with k=5 needs at least 6 minority rows, there are 5; use k≤4 or bootstrap.")]
    [InlineData(4, 5, "smote with k=5 needs at least 6 minority rows, there are 4; use k≤3 or bootstrap.")]
    [InlineData(2, 2, "smote with k=2 needs at least 3 minority rows, there are 2; use k≤1 or bootstrap.")]
    [InlineData(0, 1, "smote needs at least 2 minority rows, there are 0; use bootstrap or collect more.")]
    public void Too_few_rows_for_k_are_refused_and_k_is_not_lowered(int n1, int k, string reason) =>
        Should.Throw<RefusalException>(() => new Smote(new() { K = k }).Fit(Samples.Normal(5, n1, 2), Samples.Context())).Message.ShouldBe(reason);

    [Fact]
    public void One_row_more_than_k_is_enough() =>
        Draw(Samples.Normal(5, 6, 2), 5, 100).Parents.ShouldAllBe(p => p.A != p.B);

    [Fact]
    public void The_fit_of_many_rows_is_the_same_on_any_number_of_threads()
    {
        var sample = Samples.Normal(5, 6000, 3);
        Trace(1).ShouldBe(Trace(3));

        RowParents[] Trace(int threads)
        {
            var context = Samples.Context();
            context.Threads = threads;
            var parents = new RowParents[20_000];
            ((ITracedGenerator)new Smote(new()).Fit(sample, context)).Trace(parents, 0, Samples.Context());
            return parents;
        }
    }

    private static (FeatureMatrix Pool, RowParents[] Parents) Draw(TrainingSample sample, int k, int rows)
    {
        var fitted = (ITracedGenerator)new Smote(new() { K = k }).Fit(sample, Samples.Context());
        var parents = new RowParents[rows];
        fitted.Trace(parents, 0, Samples.Context());
        return (fitted.Draw(rows, sample.Dimension), parents);
    }

    private static int[] Neighbours(FeatureMatrix rows, int of, int k)
    {
        var query = rows[of].ToArray();
        return [.. Enumerable.Range(0, rows.RowCount).Where(i => i != of)
            .OrderBy(i => rows[i].ToArray().Zip(query, (a, b) => (a - b) * (a - b)).Sum()).ThenBy(i => i).Take(k)];
    }

    /// <summary>Where the row stands on the segment; fails when it stands beside it.</summary>
    private static double Gap(ReadOnlySpan<double> row, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var widest = 0;
        for (var j = 1; j < row.Length; j++)
        {
            if (Math.Abs(b[j] - a[j]) > Math.Abs(b[widest] - a[widest])) widest = j;
        }

        var gap = (row[widest] - a[widest]) / (b[widest] - a[widest]);
        for (var j = 0; j < row.Length; j++) row[j].ShouldBe(a[j] + gap * (b[j] - a[j]), 1e-13 * (1 + Math.Abs(a[j]) + Math.Abs(b[j])));
        return gap;
    }

    /// <summary>Exact E[x] and E[x²] of a column given the rows: means over all pairs of (a + b)/2 and (a² + ab + b²)/3.</summary>
    private static (double First, double Second)[] Law(FeatureMatrix rows, int k)
    {
        var law = new (double First, double Second)[rows.Dimension];
        for (var a = 0; a < rows.RowCount; a++)
        {
            foreach (var b in Neighbours(rows, a, k))
            {
                for (var j = 0; j < law.Length; j++)
                {
                    var (x, y) = (rows[a][j], rows[b][j]);
                    law[j].First += (x + y) / 2 / (rows.RowCount * k);
                    law[j].Second += (x * x + x * y + y * y) / 3 / (rows.RowCount * k);
                }
            }
        }

        return law;
    }

    // SE of a mean of m independent draws: their own standard deviation / √m.
    private static double LargestZ(FeatureMatrix pool, (double First, double Second)[] truth)
    {
        var largest = 0.0;
        for (var j = 0; j < truth.Length; j++)
        {
            var x = pool.Column(j);
            var squares = Array.ConvertAll(x, v => v * v);
            largest = Math.Max(largest, Math.Max(ZOf(x, truth[j].First), ZOf(squares, truth[j].Second)));
        }

        return largest;

        static double ZOf(double[] values, double truth)
        {
            var mean = values.Average();
            return Samples.Z(mean, truth, Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length / values.Length));
        }
    }
}
