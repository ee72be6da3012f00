using SynthAug.Plugins.Linear;

namespace SynthAug.Plugins.Tests;

/// <summary>What a refit promises: whatever was fitted before, the model is the plain fit of the same input, and a warm solver allocates nothing.</summary>
public class RefitTests
{
    private delegate double Refitting(IRefittingSolver solver, TrainingSample sample, FeatureMatrix pool);

    // Below and above the number of columns from which steps go by an old factor; far outliers make the bound on a move useless.
    public static TheoryData<int, int, int, double, double> Shapes => new()
    {
        { 1, 50, 2, 1, 1 }, { 5, 900, 80, 0, 1 }, { 13, 700, 60, 1, 1 }, { 21, 600, 60, 1, 1 }, { 30, 3000, 50, 1, 1 }, { 30, 3000, 200, 0, 1 }, { 40, 4000, 90, 0.1, 30 }, { 30, 12, 2, 1, 1 },
    };

    private static (TrainingSample Sample, FeatureMatrix Pool) Data(int d, int majority, int minority, double outlier)
    {
        var sample = Samples.Normal(majority, minority, d, seed: 3, shift: d == 1 ? 0.2 : 0.5);
        for (var j = 0; j < d; j++) sample.Majority.Writable[j % majority][j] *= outlier;
        return (sample, Samples.Normal(1, 3 * majority, d, seed: 8, shift: 0.3).Minority);
    }

    // What a panel does, in its order and then out of it.
    private static IEnumerable<Refitting> Sequence(Logistic plain)
    {
        yield return Refit(0, 0, 1, null, null);
        foreach (var penalty in new[] { 0.1, 10, 1000 }) yield return Refit(0, 0, 1, null, penalty);
        yield return Refit(0, 0, 0.6, i => 4, null);
        yield return Refit(0, 0, 1, i => i % 3, null);
        yield return Path;
        for (var draw = 0; draw < 3; draw++) yield return Refit(draw, 1, 1, null, null);
        yield return Refit(0, 0.01, 5, i => 1 + i, 3);
        yield return Path;
        yield return Refit(0, 0, 1, null, null);

        double Path(IRefittingSolver solver, TrainingSample sample, FeatureMatrix pool)
        {
            var sizes = new[] { 0, sample.Majority.RowCount / 2, sample.Majority.RowCount };
            solver.Solve(pool.Rows, sizes, Samples.Context());
            return sizes.Select((size, i) => Distance(solver[i], plain.Fit(new() { Real = sample, Synthetic = pool.Rows.Prefix(size) }, Samples.Context()))).Max();
        }

        Refitting Refit(int part, double share, double majority, Func<int, double>? minority, double? penalty) => (solver, sample, pool) =>
        {
            var (n0, n1) = (sample.Majority.RowCount, sample.Minority.RowCount);
            var rows = pool.Rows.Slice(part * n0, (int)(share * n0));
            double[]? weights = minority is null ? null : [.. Enumerable.Range(0, n1).Select(minority)];
            solver.Refit(new() { Synthetic = rows, MajorityWeight = majority, MinorityWeights = weights, Penalty = penalty }, Samples.Context());
            var other = penalty is { } l ? new Logistic(new() { L2 = l }) : plain;
            var fit = other.Fit(
                new() { Real = sample, Synthetic = rows, MajorityWeights = [.. Enumerable.Repeat(majority, n0)], MinorityWeights = weights ?? [.. Enumerable.Repeat(1.0, n1)] },
                Samples.Context());
            return Distance(solver[0], fit);
        };
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Every_refit_is_the_plain_fit(int d, int majority, int minority, double l2, double outlier)
    {
        var (sample, pool) = Data(d, majority, minority, outlier);
        var plain = new Logistic(new() { L2 = l2 });
        var solver = (IRefittingSolver)plain.CreatePathSolver();
        solver.Load(sample, Samples.Context());
        foreach (var (step, fit) in Sequence(plain).Index()) fit(solver, sample, pool).ShouldBeLessThan(1e-10, $"step {step}");
    }

    [Fact]
    public void The_plain_fit_of_many_columns_is_at_the_minimum()
    {
        var (sample, pool) = Data(40, 4000, 90, 30);
        var model = (ILinearModel)new Logistic(new()).Fit(new() { Real = sample, Synthetic = pool.Rows.Prefix(2000) }, Samples.Context());
        var rows = Enumerable.Range(0, 4000).Select(i => (sample.Majority[i].ToArray(), false))
            .Concat(Enumerable.Range(0, 90).Select(i => (sample.Minority[i].ToArray(), true)))
            .Concat(Enumerable.Range(0, 2000).Select(i => (pool[i].ToArray(), true)));
        var gradient = new double[41];
        for (var j = 0; j < 40; j++) gradient[j] = model.Coefficients[j];
        foreach (var (x, isMinority) in rows)
        {
            var score = model.Intercept;
            for (var j = 0; j < 40; j++) score += model.Coefficients[j] * x[j];
            var residual = 1 / (1 + Math.Exp(-score)) - (isMinority ? 1 : 0);
            for (var j = 0; j < 40; j++) gradient[j] += residual * x[j];
            gradient[40] += residual;
        }

        // 1e-10 standard errors times the root of the Hessian's entry, at most √n·|x|/2.
        gradient.ShouldAllBe(g => Math.Abs(g) < 1e-8);
    }

    [Fact]
    public void A_warm_solver_refits_without_allocating()
    {
        var (sample, pool) = Data(21, 600, 60, 1);
        var solver = (IRefittingSolver)new Logistic(new()).CreatePathSolver();
        var context = Samples.Context();
        var weights = Enumerable.Repeat(2.0, 60).ToArray();
        int[] sizes = [10, 540];
        Allocations.WarmBytes(() =>
        {
            solver.Load(sample, context);
            solver.Refit(new() { MajorityWeight = 0.5, MinorityWeights = weights }, context);
            solver.Solve(pool.Rows, sizes, context);
            solver.Refit(new() { Synthetic = pool.Rows.Slice(600, 540) }, context);
        }).ShouldBe(0);
    }

    [Fact]
    public void What_a_load_begins_owes_nothing_to_what_was_before()
    {
        var (sample, pool) = Data(21, 600, 60, 1);
        var (used, fresh) = ((IRefittingSolver)new Logistic(new()).CreatePathSolver(), (IRefittingSolver)new Logistic(new()).CreatePathSolver());
        used.Load(Samples.Normal(90, 40, 21, seed: 9), Samples.Context());
        used.Refit(new() { MajorityWeight = 3, Penalty = 7 }, Samples.Context());
        foreach (var solver in (IRefittingSolver[])[used, fresh])
        {
            solver.Load(sample, Samples.Context());
            solver.Refit(new() { Synthetic = pool.Rows.Prefix(200) }, Samples.Context());
        }

        LogisticTests.Parameters((ILinearModel)used[0]).ShouldBe(LogisticTests.Parameters((ILinearModel)fresh[0]));
    }

    // A path takes over the fit before it where that is what it begins with; the others must not be taken for it.
    [Theory]
    [InlineData(false, 1, null, 0), InlineData(false, 1, null, 40), InlineData(false, 1, 7.0, 0), InlineData(false, 3, null, 0), InlineData(true, 1, null, 0), InlineData(true, 1, 7.0, 0)]
    public void A_path_has_the_same_bits_whatever_was_fitted_to_the_real_rows_before_it(bool isFittedBefore, double majority, double? penalty, int least)
    {
        var (sample, pool) = Data(21, 600, 60, 1);
        var (used, fresh) = ((IRefittingSolver)new Logistic(new()).CreatePathSolver(), (IRefittingSolver)new Logistic(new()).CreatePathSolver());
        int[] sizes = [least, 200, 210, 220, 540];
        fresh.Load(sample, Samples.Context());
        fresh.Solve(pool.Rows, sizes, Samples.Context());
        used.Load(sample, Samples.Context());
        if (isFittedBefore) used.Refit(new(), Samples.Context());
        used.Refit(new() { MajorityWeight = majority, Penalty = penalty }, Samples.Context());
        used.Solve(pool.Rows, sizes, Samples.Context());
        for (var i = 0; i < sizes.Length; i++) LogisticTests.Parameters((ILinearModel)used[i]).ShouldBe(LogisticTests.Parameters((ILinearModel)fresh[i]));
    }

    [Fact]
    public void A_refused_refit_leaves_the_next_one_whole()
    {
        var sample = Samples.Of(new[,] { { 0.0 }, { 1.0 }, { 2.0 } }, new[,] { { 3.0 }, { 4.0 } });
        var solver = (IRefittingSolver)new Logistic(new() { L2 = 0 }).CreatePathSolver();
        Should.Throw<InvalidOperationException>(() => solver.Refit(new(), Samples.Context()));
        solver.Load(sample, Samples.Context());
        Should.Throw<RefusalException>(() => solver.Refit(new(), Samples.Context())).Message.ShouldContain("hyperplane separates");
        Should.Throw<RefusalException>(() => solver.Refit(new() { MinorityWeights = [0, 0] }, Samples.Context())).Message.ShouldContain("the minority has none");
        Should.Throw<ArgumentException>(() => solver.Refit(new() { MinorityWeights = [1] }, Samples.Context()));
        Should.Throw<ArgumentException>(() => solver.Refit(new() { MajorityWeight = -1 }, Samples.Context()));
        var synthetic = Samples.Matrix(new[,] { { 0.5 } });
        solver.Refit(new() { Synthetic = synthetic.Rows }, Samples.Context());
        Distance(solver[0], new Logistic(new() { L2 = 0 }).Fit(new() { Real = sample, Synthetic = synthetic.Rows }, Samples.Context())).ShouldBeLessThan(1e-10);
    }

    private static double Distance(IModel a, IModel b)
    {
        var (x, y) = (LogisticTests.Parameters((ILinearModel)a), LogisticTests.Parameters((ILinearModel)b));
        return Math.Sqrt(x.Zip(y, (p, q) => (p - q) * (p - q)).Sum() / y.Sum(q => q * q));
    }
}
