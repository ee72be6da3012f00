namespace PaperFigures;

/// <summary>
/// Under local symmetry the tuned size opts out by itself: γ* is small and often exactly 0, except for the oracle, whose rows help (Section 7.2, Figure 6). The
/// paper does not say whether each of the 200 candidates draws its rows anew. Nested prefixes of one draw and fresh draws give different shares of γ* = 0, since
/// 200 fresh draws offer 200 chances of luck; both are shown.
/// </summary>
[Experiment("Local symmetry: tuning opts out of synthetic rows", Repetitions = 500, Seed = 6)]
[UseGenerator("smote:k=5", Label = "smote"), UseGenerator("gaussian-fit")]
[UseClassifier("least-squares:intercept=false,labels=signed", Label = "least-squares")]
[Objective(Loss.Squared)]
[Vtss(0, 2, 200, Label = "nested"), Vtss(0, 2, 200, Draws = DrawMode.Fresh, Label = "fresh")]
[Histogram(Column.Gamma, Series = Column.Rule, Facet = Column.Generator)]
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
    private double ExcessRisk(ILinearModel model) => Population.ExcessRisk(model);

    [Claim("The tuned γ is smaller for every generator that learned from the minority than for the oracle")]
    private static ClaimOutcome TunedGammaIsSmall(ResultView results) => ClaimOutcome.OfSigns(
        from rule in (string[])["nested", "fresh"]
        from generator in Learned
        from contrast in results.IsLess(Column.Gamma, new() { Generator = generator, Rule = rule }, new() { Generator = "oracle", Rule = rule })
        select contrast with { Name = $"{generator}, {rule}, {contrast.Name}" });

    [Claim("With nested draws these generators are turned off (γ = 0 exactly) in more than a tenth of the runs")]
    private static ClaimOutcome OftenZero(ResultView results) => MoreThanATenth(results, "nested");

    [Claim("With fresh draws, Algorithm 1 as printed, they are too")]
    private static ClaimOutcome OftenZeroWithFreshDraws(ResultView results) => MoreThanATenth(results, "fresh");

    private static readonly string[] Learned = ["semi-oracle", "smote", "gaussian-fit"];

    private static ClaimOutcome MoreThanATenth(ResultView results, string rule) => ClaimOutcome.OfSigns(
        from cell in results.Cells
        from generator in Learned
        let share = results.Mean(nameof(IsZero), cell, new() { Generator = generator, Rule = rule })
        select Contrast.Above($"{generator}, {cell.Axes[0].Text}, share of 0 above a tenth:", share with { Mean = share.Mean - 0.1 }));
}
