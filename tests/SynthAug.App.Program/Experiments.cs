using SynthAug.Dsl;
using SynthAug.Engine;

namespace SynthAug.App.Program;

public sealed class Experiments : IExperimentCollection
{
    public static IReadOnlyList<ExperimentRunner> All { get; } = [new ShiftStudy(), new ShapeStudy(), new BrokenStudy()];
}
