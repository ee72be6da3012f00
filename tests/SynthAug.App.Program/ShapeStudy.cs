using SynthAug.Engine;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Program;

/// <summary>An axis of words, and a generator that refuses half of it.</summary>
public sealed class ShapeStudy : ExperimentRunner
{
    private static readonly string[] Shapes = ["near", "far"];

    public override ExperimentDescriptor Descriptor { get; } = new()
    {
        Name = "ShapeStudy",
        Title = "A generator that will not serve every shape",
        Seed = 1,
        Repetitions = 4,
        Axes = [new("Shape", ColumnType.Text)],
        Generators = [new("Picky", null)],
        Classifiers = [new("least-squares", "least-squares")],
        Rules = [new NoAugmentationRule("none"), new FixedSizeRule("balance", 1)],
        Measures = ["Slope"],
        Plots = [new LinePlot("Shape", "Slope") { Series = Column.Rule }],
    };

    public override int GridSize => Shapes.Length;

    public override object CreateCell(int index) => Shapes[index];

    public override void WriteAxes(object cell, IAxisWriter writer) => writer.Text("Shape", (string)cell);

    public override SampleSource Training(object cell) => Of(cell).Draw(40, 10);

    public override ILaw OwnGenerator(object cell, int index, TrainingSample training) =>
        (string)cell == "far" ? throw new RefusalException("Picky serves near shapes only.") : Of(cell).Minority;

    public override void Measure(object cell, in Fit fit, Span<double> values) => values[0] = ((ILinearModel)fit.Model).Coefficients[0];

    private static Clouds Of(object cell) => new((string)cell == "far" ? 3 : 1);
}
