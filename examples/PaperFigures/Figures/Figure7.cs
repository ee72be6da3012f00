namespace PaperFigures;

/// <summary>
/// A logistic model without an intercept, made so that imbalance does not move its optimum: SMOTE and Gaussian-fit rows do not lower the risk, rows of the true
/// law do (Example 4, Figure 7). θ* is the true parameter exactly, in place of the paper's fit to 20,000 rows of each class. The nine γ are our choice. The second
/// classifier has an intercept, which breaks the symmetry: there every generator helps.
/// </summary>
[Experiment("Sigmoid Bernoulli: synthetic rows do not help where imbalance does not hurt", Repetitions = 100, Seed = 7)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("gaussian-fit")]
[UseClassifier("logistic:l2=0,intercept=false", Label = "no intercept"), UseClassifier("logistic:l2=0", Label = WithIntercept)]
[SweepSize(0, 2, 9)]
[Plot(Column.Gamma, nameof(ExcessRisk), Series = Column.Generator, Facet = Column.Classifier, LogY = true)]
[Plot(Column.Gamma, nameof(ParameterError), Series = Column.Generator, Facet = Column.Classifier, LogY = true)]
public sealed partial class Figure7
{
    private const string WithIntercept = "with intercept";

    [TrainingData]
    private static SampleSource Train => SigmoidBernoulli.Draw(5000);

    [Generator]
    private static ILaw Oracle(TrainingSample train) => SigmoidBernoulli.Class(train.MinorityLabel);

    [Measure]
    private static double ExcessRisk(ILinearModel model, Fit fit) =>
        SigmoidBernoulli.ExcessRisk(model, fit.Training.MinorityLabel, fit.Classifier == WithIntercept);

    [Measure]
    private static double ParameterError(ILinearModel model, Fit fit) =>
        SigmoidBernoulli.ParameterError(model, fit.Training.MinorityLabel, fit.Classifier == WithIntercept);

    [Claim("Without an intercept more rows help the oracle only (paper)")]
    private static ClaimOutcome OnlyTheOracleHelps(ResultView results) => ClaimOutcome.OfSigns(
    [
        .. Change(results, "oracle", "no intercept", 2, falls: true),
        .. Change(results, "smote", "no intercept", 2, falls: false),
        .. Change(results, "gaussian-fit", "no intercept", 2, falls: false),
    ]);

    [Claim("With an intercept it is the other way round: balancing helps whatever the generator, for the intercept is the prior")]
    private static ClaimOutcome AnInterceptReversesIt(ResultView results) => ClaimOutcome.OfSigns(
        from generator in (string[])["oracle", "smote", "gaussian-fit"]
        from contrast in Change(results, generator, WithIntercept, 1, falls: true)
        select contrast);

    private static IEnumerable<Contrast> Change(ResultView results, string generator, string classifier, double gamma, bool falls)
    {
        Selection to = new() { Generator = generator, Classifier = classifier, Gamma = gamma }, from = to with { Gamma = 0 };
        var contrasts = falls ? results.IsLess(nameof(ExcessRisk), to, from) : results.IsGreater(nameof(ExcessRisk), to, from);
        return contrasts.Select(c => c with { Name = $"{generator}, γ = {gamma} against 0:" });
    }
}
