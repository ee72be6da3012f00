using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tests.Experiments;

public class AllocationTests
{
    [Fact]
    public void A_warm_trial_allocates_its_rows_and_nothing_else() => BytesBesidesRows(new()).ShouldBe(0);

    [Fact]
    public void The_count_sees_what_a_plugin_allocates() => BytesBesidesRows(new() { Garbage = 3 }).ShouldBeGreaterThanOrEqualTo(3 * sizeof(double));

    private static long BytesBesidesRows(Frugal plugin)
    {
        var catalog = new PluginCatalog([new FakeGeneratorModule("frugal", _ => plugin), new FakeClassifierModule("frugal-path", () => plugin)]);
        var runner = new TrialRunner(ExperimentPlan.Create(new Flat(), catalog), new(), default);
        TrialResult result = null!;
        var trial = Least(() => result = runner.Run(1));
        result.Failure.ShouldBeNull();
        result.Rows.ShouldAllBe(row => row.Refusal == null);
        return trial - Least(() =>
        {
            var rows = new List<ResultRow>(result.Rows.Count);
            for (var i = 0; i < result.Rows.Count; i++) rows.Add(result.Rows[i] with { Measures = new double[result.Rows[i].Measures.Length] });
            result = new(1, rows, null);
        });
    }

    // The least of a few: a collection that another test sets off in the middle is booked on this thread.
    private static long Least(Action action)
    {
        action();
        var least = long.MaxValue;
        for (var i = 0; i < 6; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            action();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>Every kind of rule over data of one object for all trials: what is left is the engine's.</summary>
    private sealed class Flat : ExperimentRunner, IPopulation, ILaw
    {
        private readonly SampleSource _training, _heldOut;

        public Flat()
        {
            _training = this.Draw(60, 20);
            _heldOut = this.DrawPerClass(300);
        }

        public ILaw Majority => this;

        public ILaw Minority => this;

        public int Dimension => 3;

        public override ExperimentDescriptor Descriptor { get; } = new()
        {
            Name = "Flat",
            Title = "Nothing to see",
            Seed = 1,
            Repetitions = 2,
            Axes = [],
            Generators = [new("frugal", "frugal")],
            Classifiers = [new("frugal-path", "frugal-path")],
            Rules =
            [
                new NoAugmentationRule("none"), new PriorShiftRule("shift"), new ClassWeightRule("weight"), new FixedSizeRule("one", 1), new SweepSizeRule("sweep", new(0, 2, 5)),
                new VtssRule("nested", new(0, 2, 9), Widening: true, DrawMode.Nested), new VtssRule("fresh", new(0, 2, 9), Widening: true, DrawMode.Fresh), new BestOfDrawsRule("redraw", 1, 5),
            ],
            Measures = ["First"],
            Scores = Score.BalancedLogLoss | Score.BalancedError,
            HasValidation = true,
            HasTest = true,
            FixedTest = true,
        };

        public override int GridSize => 1;

        public override object CreateCell(int index) => this;

        public override SampleSource Training(object cell) => _training;

        public override SampleSource Validation(object cell) => _heldOut;

        public override SampleSource Test(object cell) => _heldOut;

        public override void Measure(object cell, in Fit fit, Span<double> values) => values[0] = fit.SyntheticSize;

        public void Draw(Rows destination, long firstRow, RandomStream random) => random.FillNormal(destination, firstRow);
    }

    /// <summary>A generator and a path of classifiers that allocate nothing once warm, or some numbers a pool.</summary>
    private sealed class Frugal : ISyntheticGenerator, IFittedGenerator, IPathClassifier, IWeightedClassifier, IPathSolver, IModel
    {
        public int Garbage { get; init; }

        public ScoreScale Scale => ScoreScale.LogOdds;

        public IModel this[int candidate] => this;

        public IFittedGenerator Fit(TrainingSample sample, PluginContext context) => this;

        public void Generate(Rows destination, long firstRow, PluginContext context)
        {
            context.Random.FillNormal(destination, firstRow);
            if (Garbage > 0) destination[0][0] += GC.AllocateUninitializedArray<double>(Garbage).Length;
        }

        public IModel Fit(in FitInput input, PluginContext context) => this;

        public IPathSolver CreatePathSolver() => this;

        public void Load(TrainingSample real, PluginContext context)
        {
        }

        public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
        {
        }

        public void ScoreAll(ReadOnlyRows rows, Span<double> scores) => scores.Clear();

        public void Score(ReadOnlyRows rows, Span<double> scores) => scores.Clear();
    }
}
