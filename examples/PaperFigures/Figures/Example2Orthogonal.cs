namespace PaperFigures;

/// <summary>
/// A generator whose error is at a right angle to the pull of the imbalance. However many rows it adds, a fixed excess risk stays; the aligned generator of the
/// same example goes to zero at γ = 4 (Example 2 (ii) against (i); μ = 1). The paper draws no figure of this; counts, ratio and γ are ours.
/// </summary>
[Experiment("Orthogonal bias: no number of synthetic rows is enough", Repetitions = 100, Seed = 22)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[SweepSize(0, 8, 33)]
[Plot(Column.Gamma, nameof(ExcessRisk), Series = Column.Generator, Facet = nameof(MinorityCount), LogY = true)]
public sealed partial class Example2Orthogonal
{
    private static readonly AlignedGaussians Population = new(mu: 1.0);

    [Axis<int>(50, 500)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [Generator]
    private static Gaussian Orthogonal() => new(1.0, 1.0) { InPairs = true };

    [Generator]
    private static Gaussian Aligned() => new(0.5, 0) { InPairs = true };

    [Measure]
    private static double ExcessRisk(ILinearModel model) => Population.ExcessRisk(model);

    [Claim("However many rows the orthogonal generator adds, it stays above what the aligned one reaches at γ = 4")]
    private static ClaimOutcome FloorStays(ResultView results) => ClaimOutcome.OfSigns(
        from gamma in (double[])[1, 2, 4, 8]
        from contrast in results.IsGreater(nameof(ExcessRisk), new() { Generator = "orthogonal", Gamma = gamma }, new() { Generator = "aligned", Gamma = 4 })
        select contrast with { Name = $"γ = {gamma}, {contrast.Name}" });
}
