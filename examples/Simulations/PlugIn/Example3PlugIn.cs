using SynthAug.Numerics;

namespace Simulations;

/// <summary>Excess risk of the plug-in size over the best γ of the path: Example 3 in 20 dimensions, the cube, SMOTE.</summary>
[Experiment("Plug-in size: Example 3, symmetric", Repetitions = 1000, Seed = 5401)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[SweepSize(0, 2, Sizes, Label = "path")]
public sealed partial class Example3PlugIn() : PlugInPath(Population, SquaredLoss.Signed(intercept: false), Sizes)
{
    private const int Sizes = 21;

    private static readonly MeanShift Population = new(dimension: 20, shift: 1.0, NoiseShape.Cube);

    [Axis<int>(50, 100, 200)]
    public override int MinorityCount { get; init; }

    private protected override double RiskOf(ILinearModel model) => Population.ExcessRisk(model);

    [Claim("At n1 = 100 the excess over the best γ is at most 0.0025")]
    private static ClaimOutcome Close(ResultView results) => PlugInClaims.AtMost(results, nameof(Excess), 0.0025, 2, nameof(MinorityCount), "100");
}
