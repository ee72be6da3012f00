using SynthAug.Plugins.Kernel;

namespace SynthAug.Plugins.Tests.Kernel;

/// <summary>What the path solver promises: each candidate is the plain fit on its prefix, and a warm solver allocates nothing.</summary>
public class KernelPathTests
{
    public static TheoryData<int, int, int, int[], double, KernelApproximation> Shapes => new()
    {
        { 1, 50, 2, [0, 1, 2, 7, 8, 9, 48], 1, KernelApproximation.Pivoted },
        { 5, 400, 20, [228, 247, 266, 285, 304, 323, 342, 361, 380, 399], 1, KernelApproximation.Pivoted },
        // More than go together.
        { 5, 400, 20, [.. Enumerable.Range(0, 20).Select(i => 228 + 9 * i)], 1, KernelApproximation.Pivoted },
        // Some are too far from the middle one to go with it.
        { 5, 400, 20, [0, 60, 120, 180, 240], 1e-3, KernelApproximation.Pivoted },
        { 5, 400, 20, [0, 3, 380], 0.01, KernelApproximation.Pivoted },
        { 2, 300, 15, [13, 14, 200, 285], 1e-3, KernelApproximation.Pivoted },
        { 21, 200, 20, [180], 1e-6, KernelApproximation.Pivoted },
        { 3, 30, 1, [0, 29], 10, KernelApproximation.Pivoted },
        { 3, 60, 6, [0, 20, 54], 0.1, KernelApproximation.Exact },
    };

    private static (KernelLogistic Classifier, TrainingSample Sample, FeatureMatrix Pool) Case(
        int d, int majority, int minority, int[] sizes, double ridge, KernelApproximation approximation)
    {
        var sample = d == 1 ? Samples.Normal(majority, minority, 1, shift: 0.5) : Rings.Sample(majority, minority, d: d);
        return (new(new() { Ridge = ridge, Approximation = approximation }), sample, Rings.Pool(sample, sizes[^1]));
    }

    private static IPathSolver Solved(KernelLogistic classifier, TrainingSample sample, ReadOnlyRows pool, int[] sizes)
    {
        var solver = classifier.CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.Solve(pool, sizes, Samples.Context());
        return solver;
    }

    private static double[] Scores(IModel model, FeatureMatrix rows)
    {
        var scores = new double[rows.RowCount];
        model.Score(rows.Rows, scores);
        return scores;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Every_candidate_is_the_plain_fit_on_its_prefix(
        int d, int majority, int minority, int[] sizes, double ridge, KernelApproximation approximation)
    {
        var (classifier, sample, pool) = Case(d, majority, minority, sizes, ridge, approximation);
        var rows = Samples.Normal(1, 200, d, seed: 5).Minority;
        var solver = Solved(classifier, sample, pool.Rows, sizes);
        for (var i = 0; i < sizes.Length; i++)
        {
            var plain = Scores(classifier.Fit(new() { Real = sample, Synthetic = pool.Rows.Prefix(sizes[i]) }, Samples.Context()), rows);
            solver[i].Scale.ShouldBe(ScoreScale.LogOdds);
            var path = Scores(solver[i], rows);
            for (var j = 0; j < plain.Length; j++) path[j].ShouldBe(plain[j], 1e-10 * (1 + Math.Abs(plain[j])));
            if (i > 0) path.Zip(Scores(solver[i - 1], rows), (a, b) => Math.Abs(a - b)).Max().ShouldBeGreaterThan(1e-5);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void ScoreAll_has_the_bits_of_each_models_own_scores(
        int d, int majority, int minority, int[] sizes, double ridge, KernelApproximation approximation)
    {
        var (classifier, sample, pool) = Case(d, majority, minority, sizes, ridge, approximation);
        var solver = Solved(classifier, sample, pool.Rows, sizes);
        var rows = Samples.Normal(1, 211, d, seed: 12).Minority;
        var all = new double[sizes.Length * 211];
        solver.ScoreAll(rows.Rows, all);
        for (var i = 0; i < sizes.Length; i++)
        {
            var own = Scores(solver[i], rows);
            all.AsSpan(i * 211, 211).SequenceEqual(own).ShouldBeTrue();
            // A row's score does not depend on the rows beside it.
            for (var j = 0; j < 211; j += 15) Scores(solver[i], new(rows[j], d))[0].ShouldBe(own[j]);
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_warm_solver_allocates_nothing(int d, int majority, int minority, int[] sizes, double ridge, KernelApproximation approximation)
    {
        var (classifier, sample, pool) = Case(d, majority, minority, sizes, ridge, approximation);
        var rows = Samples.Normal(1, 50, d, seed: 12).Minority;
        var scores = new double[sizes.Length * 50];
        var context = Samples.Context();
        var solver = classifier.CreatePathSolver();
        Allocations.WarmBytes(() =>
        {
            solver.Load(sample, context);
            solver.Solve(pool.Rows, sizes, context);
            solver.ScoreAll(rows.Rows, scores);
            solver[0].Score(rows.Rows, scores.AsSpan(0, 50));
        }).ShouldBe(0);
    }

    [Theory]
    [InlineData(KernelApproximation.Pivoted)]
    [InlineData(KernelApproximation.Exact)]
    public void What_was_solved_before_leaves_no_trace(KernelApproximation approximation)
    {
        int[] sizes = [0, 5, 45];
        var (classifier, sample, pool) = Case(4, 50, 5, sizes, 0.1, approximation);
        var (_, other, otherPool) = Case(7, 90, 30, [60], 0.1, approximation);
        var rows = Samples.Normal(1, 40, 4, seed: 5).Minority;
        var used = Solved(classifier, other, otherPool.Rows, [1, 60]);
        used.Load(sample, Samples.Context());
        used.Solve(Rings.Pool(sample, 80, seed: 3).Rows, [2, 80], Samples.Context());
        used.Solve(default, [0], Samples.Context());
        used.Solve(pool.Rows, sizes, Samples.Context());
        var fresh = Solved(classifier, sample, pool.Rows, sizes);
        for (var i = 0; i < 3; i++) Scores(used[i], rows).ShouldBe(Scores(fresh[i], rows));
    }

    [Fact]
    public void Rows_of_the_pool_behind_the_last_size_change_nothing()
    {
        var (classifier, sample, pool) = Case(5, 100, 10, [90], 1, KernelApproximation.Pivoted);
        var rows = Samples.Normal(1, 40, 5, seed: 5).Minority;
        var shorter = Solved(classifier, sample, pool.Rows.Prefix(33), [7, 33]);
        Scores(Solved(classifier, sample, pool.Rows, [7, 33])[1], rows).ShouldBe(Scores(shorter[1], rows));
    }

    [Fact]
    public void Misuse_and_bad_rows_are_told()
    {
        var (classifier, sample, pool) = Case(5, 100, 10, [50], 1, KernelApproximation.Pivoted);
        var solver = classifier.CreatePathSolver();
        Should.Throw<InvalidOperationException>(() => solver.Solve(pool.Rows, [0], Samples.Context()));
        solver.Load(sample, Samples.Context());
        Should.Throw<ArgumentException>(() => solver.Solve(pool.Rows, [5, 5], Samples.Context()));
        Should.Throw<ArgumentException>(() => solver.Solve(pool.Rows, [51], Samples.Context()));
        var narrow = Samples.Normal(1, 5, 3).Minority;
        Should.Throw<RefusalException>(() => solver.Solve(narrow.Rows, [5], Samples.Context())).Message
            .ShouldStartWith("The synthetic rows have 3 columns");
        Should.Throw<ArgumentOutOfRangeException>(() => solver[0]);
        solver.Solve(pool.Rows, [50], Samples.Context());
        Should.Throw<RefusalException>(() => solver.ScoreAll(narrow.Rows, new double[5]));
        Should.Throw<ArgumentException>(() => solver.ScoreAll(pool.Rows, new double[49]));
        solver.Solve(default, [], Samples.Context());
        Should.Throw<ArgumentOutOfRangeException>(() => solver[0]);
        solver.ScoreAll(pool.Rows, []);

        var exact = new KernelLogistic(new() { Approximation = KernelApproximation.Exact, MaxExact = 130 }).CreatePathSolver();
        exact.Load(sample, Samples.Context());
        exact.Solve(pool.Rows, [20], Samples.Context());
        Should.Throw<ArgumentException>(() => exact.ScoreAll(pool.Rows, new double[51]));
        Should.Throw<RefusalException>(() => exact.Solve(pool.Rows, [20, 21], Samples.Context())).Message.ShouldContain("these are 131");

        sample.Majority.Writable[2][1] = double.NaN;
        Should.Throw<RefusalException>(() => solver.Load(sample, Samples.Context())).Message.ShouldStartWith("majority row 2, column 1 is NaN");
        // A refused load leaves nothing to solve.
        Should.Throw<InvalidOperationException>(() => solver.Solve(pool.Rows, [0], Samples.Context()));
    }
}
