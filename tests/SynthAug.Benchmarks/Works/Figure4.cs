using SynthAug.Numerics;

namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 4 with its grid of 41 values.</summary>
[Experiment("Figure 4, one grid", Repetitions = 100, Seed = 4)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[Objective(Loss.Squared)]
[FixedSize(1, Label = "naive"), Vtss(0.5, 2, 41, Label = "vtss")]
public sealed partial class Figure4 : Figure4Data;

/// <summary>The same with rows drawn anew for each candidate of VTSS: what a peer that samples in a loop is held against.</summary>
[Experiment("Figure 4, one grid, fresh draws", Repetitions = 60, Seed = 4)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[Objective(Loss.Squared)]
[FixedSize(1, Label = "naive"), Vtss(0.5, 2, 41, Draws = DrawMode.Fresh, Label = "vtss")]
public sealed partial class Figure4Fresh : Figure4Data;

public abstract class Figure4Data
{
    private static readonly AlignedGaussians Population = new(mu: 1.0);

    [Axis<int>(100, 175, 306, 535, 935, 1635, 2859, 5000)]
    public int MinorityCount { get; init; }

    [TrainingData]
    internal SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [ValidationData]
    internal static SampleSource Validation => Population.DrawPerClass(1000);

    [Generator]
    internal Gaussian Realistic() => new(1 - 1 / Math.Sqrt(ExactMath.Log(MinorityCount)), 0) { InPairs = true };

    [Measure]
    internal static double ExcessRisk(ILinearModel model) => Population.ExcessRisk(model);

    [Measure]
    internal static double ParameterError(ILinearModel model) => Population.ParameterError(model);
}
