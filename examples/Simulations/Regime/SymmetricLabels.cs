using SynthAug.Numerics;

namespace Simulations;

/// <summary>The same in Example 4, logistic without an intercept, also 20 dimensions; 11 % of the rows are the minority.</summary>
[Experiment("Regime test: size in Example 4", Repetitions = 2000, Seed = 5312)]
[UseClassifier("logistic:l2=0,intercept=false", Label = "logistic")]
[NoAugmentation]
public sealed partial class SymmetricLabels() : SymmetricTrial(new LogisticLoss(intercept: false))
{
    [Axis<int>(900, 1800)]
    public int Rows { get; init; }

    [TrainingData]
    private SampleSource Train => SigmoidBernoulli.Draw(Rows);

    [Claim("With about 100 minority rows the 5 % test rejects at most 10 %")]
    private static ClaimOutcome AtHundred(ResultView results) => RejectsAtMost(0.10, results, nameof(Rows), "900");

    [Claim("With about 200 it rejects at most 8 %")]
    private static ClaimOutcome AtTwoHundred(ResultView results) => RejectsAtMost(0.08, results, nameof(Rows), "1800");
}
