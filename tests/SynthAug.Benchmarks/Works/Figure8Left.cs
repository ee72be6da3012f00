namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 8 (left) as the paper has it: the curve and the tuned size, without the figure's controls.</summary>
[Experiment("Figure 8 left, the curve and VTSS", Repetitions = 100, Seed = 8)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed"), Vtss(0.6, 1.4, 17, Label = "vtss")]
[Scores(Score.BalancedLogLoss)]
public sealed partial class Figure8Left : Figure8LeftData;

/// <summary>The same with rows drawn anew for each candidate of VTSS: what a peer that samples in a loop is held against.</summary>
[Experiment("Figure 8 left, the curve and VTSS, fresh draws", Repetitions = 100, Seed = 8)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0.6, 1.4, 17, Label = "fixed"), Vtss(0.6, 1.4, 17, Draws = DrawMode.Fresh, Label = "vtss")]
[Scores(Score.BalancedLogLoss)]
public sealed partial class Figure8LeftFresh : Figure8LeftData;

public abstract class Figure8LeftData
{
    private static readonly TwoHumps Population = new();

    [TrainingData]
    internal static SampleSource Train => Population.Draw(majority: 4000, minority: 200);

    [ValidationData]
    internal static SampleSource Validation => Population.DrawPerClass(1000);

    [TestData(Fixed = true)]
    internal static SampleSource Test => Population.DrawPerClass(10_000);
}
