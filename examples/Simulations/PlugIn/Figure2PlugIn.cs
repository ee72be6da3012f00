using SynthAug.Numerics;

namespace Simulations;

/// <summary>Excess log-loss of the plug-in size over the best γ of the path: Figure 2's law, logistic with an intercept, SMOTE.</summary>
[Experiment("Plug-in size: Figure 2's law", Repetitions = 1000, Seed = 5403)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0, 2, Sizes, Label = "path")]
public sealed partial class Figure2PlugIn() : PlugInPath(new TwoHumps(), new LogisticLoss(intercept: true), Sizes)
{
    private const int Sizes = 21;

    [Axis<int>(50, 200)]
    public override int MinorityCount { get; init; }

    private protected override double RiskOf(ILinearModel model) => TwoHumps.LogLoss(model);

    [Claim("At n1 = 50 the loss is below that of balancing by 2 standard errors, paired")]
    private static ClaimOutcome Close(ResultView results) =>
        PlugInClaims.Below(results, nameof(Excess), nameof(ExcessOfNaive), 2, nameof(MinorityCount), "50", z: 2);
}
