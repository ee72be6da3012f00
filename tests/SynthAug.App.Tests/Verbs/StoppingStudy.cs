using SynthAug.App.Program;
using SynthAug.Engine;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Tests.Verbs;

/// <summary>Asks for a stop, as Ctrl-C would, at one of its draws.</summary>
public class StoppingStudy(CancellationTokenSource stop, int atDraw) : ExperimentRunner
{
    private int _draws;

    public override ExperimentDescriptor Descriptor { get; } = new()
    {
        Name = "StoppingStudy",
        Title = "Stopped on its way",
        Seed = 2,
        Repetitions = 8,
        Classifiers = [new("least-squares", "least-squares")],
        Rules = [new NoAugmentationRule("none")],
        Measures = ["Slope"],
    };

    public override int GridSize => 1;

    public override object CreateCell(int index) => this;

    public override SampleSource Training(object cell)
    {
        if (Interlocked.Increment(ref _draws) == atDraw) stop.Cancel();
        return new Clouds(1).Draw(20, 5);
    }

    public override void Measure(object cell, in Fit fit, Span<double> values) => values[0] = ((ILinearModel)fit.Model).Coefficients[0];
}

/// <summary>Another experiment under a name that a store may know.</summary>
internal sealed class Renamed(string name) : StoppingStudy(new(), -1)
{
    public override ExperimentDescriptor Descriptor => base.Descriptor with { Name = name };
}
