using SynthAug.Numerics;

namespace Simulations;

/// <summary>How often the gradient test rejects local symmetry where it holds: Example 3 in 20 dimensions, by noise.</summary>
[Experiment("Regime test: size in Example 3", Repetitions = 2000, Seed = 5311)]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[NoAugmentation]
public sealed partial class SymmetricMeans() : SymmetricTrial(SquaredLoss.Signed(intercept: false))
{
    [Axis]
    public NoiseShape Noise { get; init; }

    [Axis<int>(50, 100, 200)]
    public int MinorityCount { get; init; }

    private MeanShift Population => field ??= new(dimension: 20, shift: 1.0, Noise);

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [Claim("At n1 = 100 the 5 % test rejects at most 10 %")]
    private static ClaimOutcome AtHundred(ResultView results) => RejectsAtMost(0.10, results, nameof(MinorityCount), "100");

    [Claim("At n1 = 200 it rejects at most 8 %")]
    private static ClaimOutcome AtTwoHundred(ResultView results) => RejectsAtMost(0.08, results, nameof(MinorityCount), "200");
}
