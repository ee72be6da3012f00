namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 2 as the paper has it: balancing against VTSS at one validation size, without the figure's controls.</summary>
[Experiment("Figure 2, the paper's two rules", Repetitions = 100, Seed = 2)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[FixedSize(1, Label = "naive"), Vtss(0.6, 1.4, 21, Label = "vtss")]
[Scores(Score.BalancedLogLoss | Score.BalancedError)]
public sealed partial class Figure2 : Figure2Data;

/// <summary>The same with rows drawn anew for each candidate of VTSS: what a peer that samples in a loop is held against.</summary>
[Experiment("Figure 2, the paper's two rules, fresh draws", Repetitions = 30, Seed = 2)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[FixedSize(1, Label = "naive"), Vtss(0.6, 1.4, 21, Draws = DrawMode.Fresh, Label = "vtss")]
[Scores(Score.BalancedLogLoss | Score.BalancedError)]
public sealed partial class Figure2Fresh : Figure2Data;

public abstract class Figure2Data
{
    private static readonly TwoHumps Population = new();

    [Axis<int>(50, 100, 200, 400, 800)]
    public int MinorityCount { get; init; }

    [TrainingData]
    internal SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [ValidationData]
    internal static SampleSource Validation => Population.DrawPerClass(1000);

    [TestData(Fixed = true)]
    internal static SampleSource Test => Population.DrawPerClass(10_000);
}
