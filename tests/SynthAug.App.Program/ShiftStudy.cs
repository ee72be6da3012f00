using System.Diagnostics;
using System.Globalization;
using SynthAug.Engine;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Program;

/// <summary>
/// The whole of an experiment: an axis, a law of its own and a plugin as generators, swept, tuned and rowless rules, lines and a histogram.
/// <c>DIE_AT=n</c> in the environment kills the process, without a word, when it draws for the n-th time.
/// </summary>
public sealed class ShiftStudy : ExperimentRunner
{
    private static readonly double[] Shifts = [0.5, 1.5];
    private static readonly int DieAt = int.Parse(Environment.GetEnvironmentVariable("DIE_AT") ?? "-1", CultureInfo.InvariantCulture);
    private static readonly int Pause = int.Parse(Environment.GetEnvironmentVariable("PAUSE_MS") ?? "0", CultureInfo.InvariantCulture);
    private static int s_draws;

    public override ExperimentDescriptor Descriptor { get; } = new()
    {
        Name = "ShiftStudy",
        Title = "How far apart the clouds are decides what rows are worth",
        Summary = "Two normal clouds. The oracle draws from the minority's own law; smote joins its neighbours.",
        Seed = 7,
        Repetitions = 6,
        Axes = [new("Shift", ColumnType.Real)],
        Generators = [new("Oracle", null), new("smote:k=3", "smote:k=3")],
        Classifiers = [new("least-squares", "least-squares")],
        Rules =
        [
            new NoAugmentationRule("none"),
            new SweepSizeRule("sweep", new(0, 2, 5)),
            new VtssRule("vtss", new(0, 2, 5), Widening: false, DrawMode.Nested),
        ],
        Objective = new(Loss.Squared),
        Measures = ["Slope"],
        Scores = Score.BalancedError,
        HasValidation = true,
        HasTest = true,
        Plots =
        [
            new LinePlot(Column.Gamma, Column.BalancedError) { Series = Column.Generator, Facet = "Shift" },
            new LinePlot("Shift", "Slope") { Series = Column.Rule, Facet = Column.Generator, Band = Band.StandardDeviation },
            new HistogramPlot(Column.Gamma) { Facet = "Shift" },
        ],
    };

    public override int GridSize => Shifts.Length;

    public override object CreateCell(int index) => Shifts[index];

    public override void WriteAxes(object cell, IAxisWriter writer) => writer.Real("Shift", (double)cell);

    public override SampleSource Training(object cell)
    {
        if (Interlocked.Increment(ref s_draws) == DieAt) Process.GetCurrentProcess().Kill();
        Thread.Sleep(Pause);
        return new Clouds((double)cell).Draw(60, 12);
    }

    public override SampleSource Validation(object cell) => new Clouds((double)cell).DrawPerClass(40);

    public override SampleSource Test(object cell) => new Clouds((double)cell).DrawPerClass(100);

    public override ILaw OwnGenerator(object cell, int index, TrainingSample training) => new Clouds((double)cell).Minority;

    public override void Measure(object cell, in Fit fit, Span<double> values) => values[0] = ((ILinearModel)fit.Model).Coefficients[0];
}
