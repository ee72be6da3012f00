using SynthAug.Numerics;

namespace Simulations;

/// <summary>Excess risk of the plug-in size over the best γ of the path: Example 2 with the aligned generator of Figure 3, whose best γ is 4.</summary>
[Experiment("Plug-in size: Example 2, aligned", Repetitions = 1000, Seed = 5402)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[SweepSize(0, 8, Sizes, Label = "path")]
public sealed partial class Example2PlugIn() : PlugInPath(Population, SquaredLoss.ZeroOne(intercept: false), Sizes)
{
    private const int Sizes = 33;

    private static readonly AlignedGaussians Population = new(mu: 1.0);

    [Axis<int>(20, 50, 100)]
    public override int MinorityCount { get; init; }

    [Generator]
    private static Gaussian Biased() => new(0.5, 0);

    private protected override double RiskOf(ILinearModel model) => Population.ExcessRisk(model);

    private protected override ISyntheticGenerator Generator() => new OwnGenerator("biased", _ => Biased());

    [Claim("At n1 = 50 the excess over the best γ is at most 0.0015")]
    private static ClaimOutcome Close(ResultView results) => PlugInClaims.AtMost(results, nameof(Excess), 0.0015, 8, nameof(MinorityCount), "50");
}
