using SynthAug.Engine.Measures;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tests.Experiments;

/// <summary>Two Gaussians a shift apart, as the source generator would emit it; its parts are set by the tests.</summary>
internal sealed class TestExperiment : ExperimentRunner
{
    public static readonly ExperimentDescriptor Plain = new()
    {
        Name = "Test",
        Title = "Two Gaussians",
        Seed = 7,
        Repetitions = 3,
        Axes = [new("Shift", ColumnType.Whole)],
        Generators = [new("echo", "echo")],
        Classifiers = [new("mean", "mean")],
        Rules = [new SweepSizeRule("sweep", new(0, 2, 5))],
        Measures = ["Slope", "Intercept", "ValidationLoss"],
        HasValidation = true,
        HasTest = true,
    };

    public override ExperimentDescriptor Descriptor { get; } = Plain;

    public int Majority { get; init; } = 60;

    public int Minority { get; init; } = 12;

    public int[] Shifts { get; init; } = [1, 2];

    public Func<double>? Fault { get; init; }

    public TestExperiment(ExperimentDescriptor? descriptor = null) => Descriptor = descriptor ?? Plain;

    public override int GridSize => Shifts.Length;

    public override object CreateCell(int index) => new Cell(Shifts[index]);

    public override void WriteAxes(object cell, IAxisWriter writer) => writer.Whole("Shift", ((Cell)cell).Shift);

    public override SampleSource Training(object cell) => ((Cell)cell).Draw(Majority, Minority);

    public override SampleSource Validation(object cell) => ((Cell)cell).DrawPerClass(40);

    public override SampleSource Test(object cell) => ((Cell)cell).DrawPerClass(30);

    public override ILaw OwnGenerator(object cell, int index, TrainingSample training) => ((Cell)cell).Minority;

    public override void Measure(object cell, in Fit fit, Span<double> values)
    {
        if (Fault is not null) values[0] = Fault();
        var model = (ILinearModel)fit.Model;
        values[0] = model.Coefficients[0];
        values[1] = model.Intercept;
        values[2] = fit.Validation is null ? double.NaN : new HeldOutLoss().Of(fit.Model, fit.Validation, Descriptor.Objective);
    }

    public ExperimentPlan Plan(PlanOptions? options = null) => ExperimentPlan.Create(this, Fakes.Catalog, options);

    public List<ResultRow> Run(int threads = 1, IReadOnlyList<int>? order = null)
    {
        var plan = Plan();
        var sink = new ListSink();
        Sweep.Run(plan, order ?? [.. Enumerable.Range(0, plan.TrialCount)], sink, threads).FirstFailure.ShouldBeNull();
        return sink.Rows;
    }

    private sealed class Cell(int shift) : IPopulation
    {
        public int Shift => shift;

        public ILaw Majority { get; } = new Normal(0);

        public ILaw Minority { get; } = new Normal(shift);
    }

    private sealed class Normal(double mean) : ILaw
    {
        public int Dimension => 2;

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            random.FillNormal(destination, firstRow);
            for (var i = 0; i < destination.Count; i++) destination[i][0] += mean;
        }
    }
}

internal sealed class ListSink : ITrialSink
{
    private readonly SortedDictionary<int, TrialResult> _results = [];

    public IReadOnlyCollection<TrialResult> Results => _results.Values;

    public List<ResultRow> Rows => [.. _results.Values.SelectMany(r => r.Rows)];

    public Action<TrialResult>? Appended { get; init; }

    public void Append(TrialResult result)
    {
        _results.Add(result.Trial, result);
        Appended?.Invoke(result);
    }
}

internal static class RowText
{
    /// <summary>Every bit of every row.</summary>
    public static string[] Of(IEnumerable<ResultRow> rows) =>
        [.. rows.Select(r => $"{r.Repetition}|{r.Generator}|{r.Classifier}|{r.Rule}|{r.Gamma:R}|{r.SyntheticSize}|{r.Refusal}|{string.Join(' ', r.Measures.Select(BitConverter.DoubleToInt64Bits))}")];
}
