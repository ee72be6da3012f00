namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 8 (right) as the paper has it: the curve and the tuned size, without the figure's controls.</summary>
[Experiment("Figure 8 right, the curve and VTSS", Repetitions = 100, Seed = 88)]
[UseGenerator("perturbed:scale=1", Label = "perturbed")]
[UseClassifier("kernel-logistic:bandwidth=0,ridge=1", Label = "kernel-logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed"), Vtss(0.6, 1.4, 17, Label = "vtss")]
[Scores(Score.BalancedLogLoss)]
public sealed partial class Figure8Right
{
    private static readonly NoisyRing Population = new();

    [TrainingData]
    private static SampleSource Train => Population.Draw(majority: 1000, minority: 50);

    [ValidationData]
    private static SampleSource Validation => Population.DrawPerClass(1000);

    [TestData(Fixed = true)]
    private static SampleSource Test => Population.DrawPerClass(5000);
}
