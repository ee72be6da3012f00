namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 6 with nested draws alone: 3 noises × 4 generators × 200 candidates.</summary>
[Experiment("Figure 6, nested draws", Repetitions = 500, Seed = 6)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("gaussian-fit")]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[Objective(Loss.Squared)]
[Vtss(0, 2, 200, Label = "nested")]
public sealed partial class Figure6
{
    [Axis]
    public NoiseShape Noise { get; init; }

    private MeanShift Population => field ??= new(dimension: 20, shift: 1.0, Noise);

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 2000, minority: 100);

    [ValidationData]
    private SampleSource Validation => Population.DrawPerClass(2000);

    [Generator]
    private ILaw Oracle() => Population.Minority;

    [Generator]
    private ILaw SemiOracle(TrainingSample train) => Population.CentredOn(train.Minority.Mean());

    [Measure]
    private static double IsZero(Fit fit) => fit.Gamma == 0 ? 1 : 0;

    [Measure]
    private static double Chosen(Fit fit) => fit.Gamma;
}
