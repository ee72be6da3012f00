namespace PaperFigures;

/// <summary>
/// Two classes that are mirror images pull equally on the optimum, so imbalance is not what hurts. Rows from any generator that had to learn the minority
/// add its errors and nothing else; only fresh rows of the true law help (Example 3, Figure 5).
/// </summary>
[Experiment("Local symmetry: only the oracle helps", Repetitions = 100, Seed = 5)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("gaussian-fit")]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[SweepSize(0, 4, 20)]
[Plot(Column.Gamma, nameof(ExcessRisk), Series = Column.Generator, Facet = nameof(Noise), LogY = true)]
public sealed partial class Figure5
{
    [Axis]
    public NoiseShape Noise { get; init; }

    private MeanShift Population => field ??= new(dimension: 20, shift: 1.0, Noise);

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 2000, minority: 100);

    [Generator]
    private ILaw Oracle() => Population.Minority;

    [Generator]
    private ILaw SemiOracle(TrainingSample train) => Population.CentredOn(train.Minority.Mean());

    [Measure]
    private double ExcessRisk(ILinearModel model) => Population.ExcessRisk(model);

    [Claim("Four times the balancing size lowers the excess risk of the oracle and raises that of every generator that learned from the minority")]
    private static ClaimOutcome OnlyTheOracleHelps(ResultView results) => ClaimOutcome.OfSigns(
        from cell in results.Cells
        from generator in (string[])["oracle", "semi-oracle", "smote", "gaussian-fit"]
        let change = results.Difference(nameof(ExcessRisk), cell, new() { Generator = generator, Gamma = 4 }, new() { Generator = generator, Gamma = 0 })
        let name = $"{cell.Axes[0].Text}, {generator}:"
        select generator == "oracle" ? Contrast.Below(name, change) : Contrast.Above(name, change));
}
