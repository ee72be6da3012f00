using SynthAug.Numerics;

namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 4 with its grid of 41 values.</summary>
[Experiment("Figure 4, one grid", Repetitions = 100, Seed = 4)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[Objective(Loss.Squared)]
[FixedSize(1, Label = "naive"), Vtss(0.5, 2, 41, Label = "vtss")]
public sealed partial class Figure4
{
    private static readonly AlignedGaussians Population = new(mu: 1.0);

    [Axis<int>(100, 175, 306, 535, 935, 1635, 2859, 5000)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [ValidationData]
    private static SampleSource Validation => Population.DrawPerClass(1000);

    [Generator]
    private Gaussian Realistic() => new(1 - 1 / Math.Sqrt(ExactMath.Log(MinorityCount)), 0);

    [Measure]
    private static double ExcessRisk(ILinearModel model) => Population.ExcessRisk(model);

    [Measure]
    private static double ParameterError(ILinearModel model) => Population.ParameterError(model);
}
