using SynthAug.Engine;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Program;

/// <summary>Its measure throws in one repetition.</summary>
public sealed class BrokenStudy : ExperimentRunner
{
    public override ExperimentDescriptor Descriptor { get; } = new()
    {
        Name = "BrokenStudy",
        Title = "A measure with a mistake in it",
        Seed = 3,
        Repetitions = 3,
        Classifiers = [new("least-squares", "least-squares")],
        Rules = [new NoAugmentationRule("none")],
        Measures = ["Repetition"],
    };

    public override int GridSize => 1;

    public override object CreateCell(int index) => this;

    public override SampleSource Training(object cell) => new Clouds(1).Draw(20, 5);

    public override void Measure(object cell, in Fit fit, Span<double> values) =>
        values[0] = fit.Repetition == 1 ? throw new InvalidOperationException("This repetition has a mistake.") : fit.Repetition;
}
