namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 8 (right) as the paper has it: the curve and the tuned size, without the figure's controls.</summary>
[Experiment("Figure 8 right, the curve and VTSS", Repetitions = 100, Seed = 88)]
[UseGenerator("perturbed:scale=1", Label = "perturbed")]
[UseClassifier("kernel-logistic:bandwidth=0,ridge=1", Label = "kernel-logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed"), Vtss(0.6, 1.4, 17, Label = "vtss")]
[Scores(Score.BalancedLogLoss)]
public sealed partial class Figure8Right : Figure8RightData;

/// <summary>The same with rows drawn anew for each candidate of VTSS: what a peer that samples in a loop is held against.</summary>
[Experiment("Figure 8 right, the curve and VTSS, fresh draws", Repetitions = 100, Seed = 88)]
[UseGenerator("perturbed:scale=1", Label = "perturbed")]
[UseClassifier("kernel-logistic:bandwidth=0,ridge=1", Label = "kernel-logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed"), Vtss(0.6, 1.4, 17, Draws = DrawMode.Fresh, Label = "vtss")]
[Scores(Score.BalancedLogLoss)]
public sealed partial class Figure8RightFresh : Figure8RightData;

public abstract class Figure8RightData
{
    private static readonly NoisyRing Population = new();

    [TrainingData]
    internal static SampleSource Train => Population.Draw(majority: 1000, minority: 50);

    [ValidationData]
    internal static SampleSource Validation => Population.DrawPerClass(1000);

    [TestData(Fixed = true)]
    internal static SampleSource Test => Population.DrawPerClass(5000);
}
