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

/// <summary>Two workers are in the middle of a trial when the stop comes.</summary>
internal sealed class BothStopping(CancellationTokenSource stop, Barrier both) : StoppingStudy(stop, -1)
{
    private readonly CancellationTokenSource _stop = stop;

    public override ExperimentDescriptor Descriptor => base.Descriptor with { Generators = [new("Oracle", null)], Rules = [new FixedSizeRule("balance", 1)] };

    public override SampleSource Training(object cell)
    {
        both.SignalAndWait();
        _stop.Cancel();
        return base.Training(cell);
    }

    public override ILaw OwnGenerator(object cell, int index, TrainingSample training) => new Clouds(1).Minority;
}

/// <summary>Another experiment under a name that a store may know.</summary>
internal sealed class Renamed(string name) : StoppingStudy(new(), -1)
{
    public override ExperimentDescriptor Descriptor => base.Descriptor with { Name = name };
}
