namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 8 (left) as the paper has it: the curve and the tuned size, without the figure's controls.</summary>
[Experiment("Figure 8 left, the curve and VTSS", Repetitions = 100, Seed = 8)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed"), Vtss(0.6, 1.4, 17, Label = "vtss")]
[Scores(Score.BalancedLogLoss)]
public sealed partial class Figure8Left
{
    private static readonly TwoHumps Population = new();

    [TrainingData]
    private static SampleSource Train => Population.Draw(majority: 4000, minority: 200);

    [ValidationData]
    private static SampleSource Validation => Population.DrawPerClass(1000);

    [TestData(Fixed = true)]
    private static SampleSource Test => Population.DrawPerClass(10_000);
}
