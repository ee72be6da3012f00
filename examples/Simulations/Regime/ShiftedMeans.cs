using SynthAug.Numerics;

namespace Simulations;

/// <summary>How often the gradient test finds asymmetry where it is: Example 2.</summary>
[Experiment("Regime test: power in Example 2", Repetitions = 2000, Seed = 5303)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[NoAugmentation]
public sealed partial class ShiftedMeans
{
    private static readonly AlignedGaussians Population = new(mu: 1.0);

    private readonly Gradients _gradients = new(SquaredLoss.ZeroOne(intercept: false));

    [Axis<int>(20, 50)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [Measure]
    private double Rejected(in Fit fit) => _gradients.Rejects(fit);

    [Measure]
    private double RejectedByF() => _gradients.RejectsByF();

    [Claim("It rejects at least 95 %")]
    private static ClaimOutcome Finds(ResultView results) => CoverClaims.AtLeast(results, nameof(Rejected), 0.95, _ => new());
}
