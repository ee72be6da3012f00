using SynthAug.Numerics;
using SynthAug.Plugins.Linear;
using Xunit.Abstractions;

namespace SynthAug.Plugins.Tests;

/// <summary>What both path solvers promise: each candidate is the plain fit on its prefix, and a warm solver allocates nothing.</summary>
public class PathTests(ITestOutputHelper output)
{
    public static TheoryData<string, int, int, int, int[]> Shapes
    {
        get
        {
            var shapes = new TheoryData<string, int, int, int, int[]>();
            foreach (var id in new[] { "least-squares", "least-squares signed, no intercept", "logistic", "logistic no intercept", "logistic no penalty" })
            {
                shapes.Add(id, 1, 50, 2, [0, 1, 2, 7, 8, 9, 48]);
                shapes.Add(id, 3, 400, 40, [0, 100, 333]);
                shapes.Add(id, 5, 900, 80, [13, 14, 200, 820]);
                shapes.Add(id, 6, 700, 60, [640]);
                shapes.Add(id, 21, 600, 60, [0, 5, 540]);
            }

            shapes.Add("logistic", 2, 30, 1, [0, 29]);
            shapes.Add("logistic", 30, 12, 2, [0, 3, 100]);
            shapes.Add("logistic", 4, 5000, 3, [0, 4997]);
            shapes.Add("least-squares", 40, 41, 2, [0, 1]);
            return shapes;
        }
    }

    private static IPathClassifier Classifier(string id) => id switch
    {
        "least-squares" => new LeastSquares(new()),
        "least-squares signed, no intercept" => new LeastSquares(new() { Intercept = false, Labels = LabelCoding.Signed }),
        "logistic" => new Logistic(new()),
        "logistic no intercept" => new Logistic(new() { Intercept = false }),
        _ => new Logistic(new() { L2 = 0 }),
    };

    // The minority spreads over the majority, so that fits without a penalty are finite.
    private static (TrainingSample Sample, FeatureMatrix Pool) Data(int d, int majority, int minority, int pool)
    {
        var sample = Samples.Normal(majority, minority, d, seed: 3, shift: d == 1 ? 0.2 : 0.5);
        return (sample, Samples.Normal(1, pool, d, seed: 8, shift: 0.3).Minority);
    }

    [Theory]
    [InlineData("least-squares"), InlineData("least-squares signed, no intercept"), InlineData("logistic")]
    public void A_solver_that_solved_for_one_size_solves_for_more_as_a_new_one_does(string id)
    {
        int[] sizes = [0, 30, 60, 90, 120];
        foreach (var d in (int[])[2, 5, 7, 22])
        {
            var (sample, pool) = Data(d, 150, 30, sizes[^1]);
            var used = Classifier(id).CreatePathSolver();
            used.Load(sample, Samples.Context());
            used.Solve(pool.Rows, [0], Samples.Context());
            used.Solve(pool.Rows, sizes, Samples.Context());
            var fresh = Classifier(id).CreatePathSolver();
            fresh.Load(sample, Samples.Context());
            fresh.Solve(pool.Rows, sizes, Samples.Context());
            for (var i = 0; i < sizes.Length; i++)
                LogisticTests.Parameters((ILinearModel)used[i]).ShouldBe(LogisticTests.Parameters((ILinearModel)fresh[i]), $"d = {d}, size {sizes[i]}");
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Every_candidate_is_the_plain_fit_on_its_prefix(string id, int d, int majority, int minority, int[] sizes)
    {
        var (sample, pool) = Data(d, majority, minority, sizes[^1]);
        var solver = Classifier(id).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.Solve(pool.Rows, sizes, Samples.Context());
        for (var i = 0; i < sizes.Length; i++)
        {
            var plain = (ILinearModel)Classifier(id).Fit(new() { Real = sample, Synthetic = pool.Rows.Prefix(sizes[i]) }, Samples.Context());
            var path = (ILinearModel)solver[i];
            path.Scale.ShouldBe(plain.Scale);
            Distance(LogisticTests.Parameters(path), LogisticTests.Parameters(plain)).ShouldBeLessThan(id.StartsWith("least", StringComparison.Ordinal) ? 1e-300 : 1e-10);
        }
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(60, 1)]
    [InlineData(60, 40)]
    public void Sizes_that_are_solved_together_are_plain_fits_too(int step, double outlier)
    {
        // Enough columns for chords, and sizes near and far enough for groups that get there, and for some that do not.
        var (sample, pool) = Data(21, 3000, 300, 5400);
        for (var j = 0; j < 21; j++) sample.Majority.Writable[j][j] *= outlier;
        int[] sizes = [.. Enumerable.Range(0, 61).Select(i => i * step), 5400];
        var solver = Classifier("logistic").CreatePathSolver();
        var context = Samples.Context();
        solver.Load(sample, context);
        solver.Solve(pool.Rows, sizes, context);
        for (var i = 0; i < sizes.Length; i++)
        {
            var plain = (ILinearModel)Classifier("logistic").Fit(new() { Real = sample, Synthetic = pool.Rows.Prefix(sizes[i]) }, context);
            Distance(LogisticTests.Parameters((ILinearModel)solver[i]), LogisticTests.Parameters(plain)).ShouldBeLessThan(1e-10, $"size {sizes[i]}");
        }

        Allocations.WarmBytes(() => solver.Solve(pool.Rows, sizes, context)).ShouldBe(0);
    }

    [Theory]
    [InlineData(5, 3000, 150, 0, 60)]
    [InlineData(5, 3000, 150, 1, 700)]
    [InlineData(12, 2000, 200, 0, 25)]
    [InlineData(20, 2000, 300, 0, 400)]
    [InlineData(30, 4000, 300, 1, 150)]
    public void Every_candidate_of_a_path_is_within_the_tolerance_of_its_minimum(int d, int majority, int minority, double l2, int step)
    {
        var (sample, pool) = Data(d, majority, minority, 12 * step);
        int[] sizes = [.. Enumerable.Range(0, 12).Select(i => i * step)];
        var solver = new Logistic(new() { L2 = l2 }).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.Solve(pool.Rows, sizes, Samples.Context());
        var worst = 0.0;
        for (var i = 0; i < sizes.Length; i++)
        {
            var model = (ILinearModel)solver[i];
            double[] theta = [model.Intercept, .. model.Coefficients];
            var length = StandardErrorsOff(sample, pool.Rows.Prefix(sizes[i]), l2, theta);
            // Rounding in the gradient's sums, √n·1e-16 a few times over, adds to it.
            length.ShouldBeLessThan(1.1 * LogisticProblem.Tolerance, $"size {sizes[i]}");
            worst = Math.Max(worst, length);

            // What a fit that stops a little early would leave is seen.
            theta[1] += 2e-9 / Math.Sqrt(majority + minority + sizes[i]);
            StandardErrorsOff(sample, pool.Rows.Prefix(sizes[i]), l2, theta).ShouldBeGreaterThan(1.1 * LogisticProblem.Tolerance);
        }

        output.WriteLine($"worst {worst:e2}");
    }

    // √(gᵀH⁻¹g) at θ = (c, w), from rows as they are.
    private static double StandardErrorsOff(TrainingSample sample, ReadOnlyRows pool, double l2, double[] theta)
    {
        var p = theta.Length;
        double[] gradient = new double[p], hessian = new double[Gram.PackedLength(p)];
        Add(sample.Majority.Rows, 0);
        Add(sample.Minority.Rows, 1);
        Add(pool, 1);
        for (var j = 1; j < p; j++)
        {
            gradient[j] += l2 * theta[j];
            hessian[Gram.PackedLength(j + 1) - 1] += l2;
        }

        var step = gradient.ToArray();
        Cholesky.TryFactor(hessian, p).ShouldBeTrue();
        Cholesky.Solve(hessian, p, step);
        return Math.Sqrt(Kernels.Dot(gradient, step));

        void Add(ReadOnlyRows rows, double label)
        {
            for (var i = 0; i < rows.Count; i++)
            {
                double[] z = [1, .. rows[i]];
                var sigma = 1 / (1 + Math.Exp(-Kernels.Dot(z, theta)));
                Kernels.Axpy(sigma - label, z, gradient);
                for (int j = 0, at = 0; j < p; j++)
                {
                    for (var k = 0; k <= j; k++, at++) hessian[at] += sigma * (1 - sigma) * z[j] * z[k];
                }
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Rows_that_are_read_as_they_are_made_give_the_bits_of_stored_rows(string id, int d, int majority, int minority, int[] sizes)
    {
        var (sample, pool) = Data(d, majority, minority, sizes[^1]);
        var (stored, solver) = (Classifier(id).CreatePathSolver(), Classifier(id).CreatePathSolver());
        if (solver is not IStreamedPathSolver streamed) return;
        stored.Load(sample, Samples.Context());
        solver.Load(sample, Samples.Context());
        stored.Solve(pool.Rows, sizes, Samples.Context());
        var source = new StoredRows(pool);
        streamed.Solve(source, sizes, Samples.Context());
        source.Read.ShouldBe(sizes[^1]);
        for (var i = 0; i < sizes.Length; i++) LogisticTests.Parameters((ILinearModel)solver[i]).ShouldBe(LogisticTests.Parameters((ILinearModel)stored[i]));
        var context = Samples.Context();
        Allocations.WarmBytes(() => streamed.Solve(source, sizes, context)).ShouldBe(0);
    }

    [Theory]
    [InlineData("least-squares", 0, double.NaN), InlineData("least-squares", 299, double.NegativeInfinity)]
    [InlineData("least-squares signed, no intercept", 299, double.NaN), InlineData("least-squares signed, no intercept", 130, double.PositiveInfinity)]
    [InlineData("logistic", 0, double.PositiveInfinity), InlineData("logistic", 130, double.NaN), InlineData("logistic no intercept", 299, double.NaN)]
    public void A_streamed_row_that_is_not_made_of_numbers_is_refused(string id, int row, double value)
    {
        var (sample, pool) = Data(5, 400, 40, 300);
        var solver = (IStreamedPathSolver)Classifier(id).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        pool.Writable[row][4] = value;
        Should.Throw<RefusalException>(() => solver.Solve(new StoredRows(pool), [0, 7, 300], Samples.Context()));
        if (row > 0) Should.NotThrow(() => solver.Solve(new StoredRows(pool), [0, row], Samples.Context()));
    }

    private sealed class StoredRows(FeatureMatrix rows) : IRowSource
    {
        /// <summary>Rows that were read, each once and in their order.</summary>
        public long Read { get; private set; }

        void IRowSource.Read(Rows destination, long firstRow, PluginContext context)
        {
            if (firstRow == 0) Read = 0;
            if (firstRow != Read) throw new InvalidOperationException($"Row {firstRow} is read after {Read} rows.");
            rows.Rows.Slice((int)firstRow, destination.Count).Values.CopyTo(destination.Values);
            Read += destination.Count;
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void ScoreAll_has_the_bits_of_each_models_own_scores(string id, int d, int majority, int minority, int[] sizes)
    {
        var (sample, pool) = Data(d, majority, minority, sizes[^1]);
        var solver = Classifier(id).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.Solve(pool.Rows, sizes, Samples.Context());
        var rows = Samples.Normal(1, 2100, d, seed: 12).Minority.Rows;
        var all = new double[sizes.Length * rows.Count];
        var own = new double[rows.Count];
        solver.ScoreAll(rows, all);
        for (var i = 0; i < sizes.Length; i++)
        {
            solver[i].Score(rows, own);
            all.AsSpan(i * rows.Count, rows.Count).SequenceEqual(own).ShouldBeTrue();
            var model = (ILinearModel)solver[i];
            var score = model.Intercept;
            for (var j = 0; j < d; j++) score += model.Coefficients[j] * rows[2099][j];
            own[2099].ShouldBe(score, 1e-12 * (1 + Math.Abs(score)));
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_warm_solver_allocates_nothing(string id, int d, int majority, int minority, int[] sizes)
    {
        var (sample, pool) = Data(d, majority, minority, sizes[^1]);
        var rows = Samples.Normal(1, 50, d, seed: 12).Minority;
        var scores = new double[sizes.Length * 50];
        var context = Samples.Context();
        var solver = Classifier(id).CreatePathSolver();
        Allocations.WarmBytes(() =>
        {
            solver.Load(sample, context);
            solver.Solve(pool.Rows, sizes, context);
            solver.ScoreAll(rows.Rows, scores);
            _ = solver[0].Scale;
        }).ShouldBe(0);
    }

    [Theory]
    [InlineData("least-squares")]
    [InlineData("logistic")]
    public void What_was_solved_before_leaves_no_trace(string id)
    {
        var (sample, pool) = Data(4, 300, 30, 270);
        var (other, otherPool) = Data(7, 500, 90, 400);
        int[] sizes = [0, 55, 270];
        var used = Classifier(id).CreatePathSolver();
        used.Load(other, Samples.Context());
        used.Solve(otherPool.Rows, [1, 400], Samples.Context());
        used.Load(sample, Samples.Context());
        used.Solve(otherPool.Rows.Prefix(0), [0], Samples.Context());
        used.Solve(pool.Rows, sizes, Samples.Context());
        var fresh = Classifier(id).CreatePathSolver();
        fresh.Load(sample, Samples.Context());
        fresh.Solve(pool.Rows, sizes, Samples.Context());
        for (var i = 0; i < 3; i++) LogisticTests.Parameters((ILinearModel)used[i]).ShouldBe(LogisticTests.Parameters((ILinearModel)fresh[i]));
    }

    [Theory]
    [InlineData("least-squares")]
    [InlineData("logistic")]
    public void An_empty_pool_gives_the_plain_fit(string id)
    {
        var (sample, _) = Data(4, 300, 30, 1);
        var solver = Classifier(id).CreatePathSolver();
        solver.Load(sample, Samples.Context());
        solver.Solve(default, [0], Samples.Context());
        var plain = (ILinearModel)Classifier(id).Fit(new() { Real = sample }, Samples.Context());
        LogisticTests.Parameters((ILinearModel)solver[0]).ShouldBe(LogisticTests.Parameters(plain));
        solver.Solve(default, [], Samples.Context());
        Should.Throw<ArgumentOutOfRangeException>(() => solver[0]);
    }

    [Theory]
    [InlineData("least-squares")]
    [InlineData("logistic")]
    public void Rows_that_cannot_be_served_are_refused(string id)
    {
        var (sample, pool) = Data(4, 300, 30, 50);
        var solver = Classifier(id).CreatePathSolver();
        Should.Throw<InvalidOperationException>(() => solver.Solve(pool.Rows, [0], Samples.Context()));
        solver.Load(sample, Samples.Context());
        Should.Throw<ArgumentException>(() => solver.Solve(pool.Rows, [5, 5], Samples.Context()));
        Should.Throw<ArgumentException>(() => solver.Solve(pool.Rows, [51], Samples.Context()));
        Should.Throw<ArgumentException>(() => solver.Solve(pool.Rows, [-1], Samples.Context()));

        var narrow = Samples.Normal(1, 5, 3).Minority;
        Should.Throw<RefusalException>(() => solver.Solve(narrow.Rows, [5], Samples.Context())).Message
            .ShouldBe("The synthetic rows have 3 columns, the fit has 4; pass rows of the same columns.");
        Should.Throw<RefusalException>(() => Classifier(id).Fit(new() { Real = sample, Synthetic = narrow.Rows }, Samples.Context()));
        solver.Solve(pool.Rows, [50], Samples.Context());
        Should.Throw<RefusalException>(() => solver.ScoreAll(narrow.Rows, new double[5]));
        Should.Throw<RefusalException>(() => solver[0].Score(narrow.Rows, new double[5]));

        pool.Writable[49][3] = double.PositiveInfinity;
        Should.Throw<RefusalException>(() => solver.Solve(pool.Rows, [50], Samples.Context())).Message.ShouldStartWith("synthetic row 49, column 3 is");
        sample.Majority.Writable[2][1] = double.NaN;
        Should.Throw<RefusalException>(() => solver.Load(sample, Samples.Context())).Message.ShouldStartWith("majority row 2, column 1 is NaN");
        Should.Throw<RefusalException>(() => Classifier(id).Fit(new() { Real = sample }, Samples.Context())).Message.ShouldStartWith("majority row 2, column 1 is NaN");
        // A refused load leaves nothing to solve.
        Should.Throw<InvalidOperationException>(() => solver.Solve(narrow.Rows, [0], Samples.Context()));
    }

    [Theory]
    [InlineData("least-squares")]
    [InlineData("logistic")]
    public void A_class_without_rows_or_weight_is_refused(string id)
    {
        foreach (var sample in new[] { Samples.Normal(0, 5, 2), Samples.Normal(5, 0, 2) })
        {
            var which = sample.Majority.RowCount == 0 ? "majority" : "minority";
            Should.Throw<RefusalException>(() => Classifier(id).Fit(new() { Real = sample }, Samples.Context())).Message
                .ShouldBe($"{id} needs rows of both classes with weight above 0; the {which} has none.");
            var solver = Classifier(id).CreatePathSolver();
            solver.Load(sample, Samples.Context());
            Should.Throw<RefusalException>(() => solver.Solve(default, [0], Samples.Context())).Message.ShouldContain($"the {which} has none");
        }

        Should.Throw<RefusalException>(() => Classifier(id).Fit(new() { Real = Samples.Normal(5, 2, 2), MinorityWeights = [0, 0] }, Samples.Context()));
        Should.Throw<ArgumentException>(() => Classifier(id).Fit(new() { Real = Samples.Normal(5, 2, 2), MinorityWeights = [1] }, Samples.Context()));
        Should.Throw<ArgumentException>(() => Classifier(id).Fit(new() { Real = Samples.Normal(5, 2, 2), MinorityWeights = [1, -1] }, Samples.Context()));
        // Synthetic rows alone make a minority.
        Classifier(id).Fit(new() { Real = Samples.Normal(50, 0, 2), Synthetic = Samples.Normal(1, 20, 2, seed: 5).Minority.Rows }, Samples.Context());
    }

    // Relative, as the length of the difference; 0 for equal bits.
    private static double Distance(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum() / b.Sum(y => y * y));
}
