namespace SynthAug.Benchmarks.Works;

/// <summary>Figure 7 without an intercept alone.</summary>
[Experiment("Figure 7, no intercept", Repetitions = 100, Seed = 7)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("gaussian-fit")]
[UseClassifier("logistic:l2=0,intercept=false", Label = "no intercept")]
[SweepSize(0, 2, 9)]
public sealed partial class Figure7
{
    [TrainingData]
    private static SampleSource Train => SigmoidBernoulli.Draw(5000);

    [Generator]
    private static ILaw Oracle(TrainingSample train) => SigmoidBernoulli.Class(train.MinorityLabel);

    [Measure]
    private static double ExcessRisk(ILinearModel model, Fit fit) => SigmoidBernoulli.ExcessRisk(model, fit.Training.MinorityLabel, intercept: false);

    [Measure]
    private static double ParameterError(ILinearModel model, Fit fit) => SigmoidBernoulli.ParameterError(model, fit.Training.MinorityLabel, intercept: false);
}
