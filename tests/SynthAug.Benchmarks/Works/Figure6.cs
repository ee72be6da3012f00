namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 6 with nested draws alone: 3 noises × 4 generators × 200 candidates.</summary>
[Experiment("Figure 6, nested draws", Repetitions = 500, Seed = 6)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("gaussian-fit")]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[Objective(Loss.Squared)]
[Vtss(0, 2, 200, Label = "nested")]
public sealed partial class Figure6 : Figure6Data;

/// <summary>The same with rows drawn anew for each candidate of VTSS: what a peer that samples in a loop is held against.</summary>
[Experiment("Figure 6, fresh draws", Repetitions = 40, Seed = 6)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("gaussian-fit")]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[Objective(Loss.Squared)]
[Vtss(0, 2, 200, Draws = DrawMode.Fresh, Label = "fresh")]
public sealed partial class Figure6Fresh : Figure6Data;

public abstract class Figure6Data
{
    [Axis]
    public NoiseShape Noise { get; init; }

    private MeanShift Population => field ??= new(dimension: 20, shift: 1.0, Noise);

    [TrainingData]
    internal SampleSource Train => Population.Draw(majority: 2000, minority: 100);

    [ValidationData]
    internal SampleSource Validation => Population.DrawPerClass(2000);

    [Generator]
    internal ILaw Oracle() => Population.Minority;

    [Generator]
    internal ILaw SemiOracle(TrainingSample train) => Population.CentredOn(train.Minority.Mean());

    [Measure]
    internal static double IsZero(Fit fit) => fit.Gamma == 0 ? 1 : 0;

    [Measure]
    internal static double Chosen(Fit fit) => fit.Gamma;
}
