using SynthAug.Numerics;

namespace Simulations;

/// <summary>Excess log-loss of the plug-in size over the best γ of the path: Figure 2's law, logistic with an intercept, SMOTE.</summary>
[Experiment("Plug-in size: Figure 2's law", Repetitions = 1000, Seed = 5403)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0, 2, Sizes, Label = "path")]
public sealed partial class Figure2PlugIn
{
    private const int Sizes = 21;

    private static readonly TwoHumps Population = new();

    private readonly PlugInPath _path = new(new LogisticLoss(intercept: true), Sizes, () => Plugins.Generator("smote:k=5"));

    [Axis<int>(50, 200)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [Measure]
    private double Risk(in Fit fit, ILinearModel model) => _path.Add(fit, TwoHumps.LogLoss(model));

    [Measure]
    private double Excess() => _path.Excess();

    [Measure]
    private double ExcessOfNaive() => _path.ExcessAt(1);

    [Measure]
    private double ExcessOfNone() => _path.ExcessAt(0);

    [Measure]
    private double Chosen() => _path.Chosen();

    [Measure]
    private double TakenAsFresh() => _path.Fresh();

    [Claim("At n1 = 50 the loss is below that of balancing by 2 standard errors, paired")]
    private static ClaimOutcome Close(ResultView results) =>
        PlugInClaims.Below(results, nameof(Excess), nameof(ExcessOfNaive), 2, nameof(MinorityCount), "50", z: 2);
}
