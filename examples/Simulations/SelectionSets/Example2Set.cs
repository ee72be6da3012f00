using SynthAug.Engine.Inference;

namespace Simulations;

/// <summary>The same for Example 2 with the aligned generator of Figure 3, whose best γ is 4: squared loss, [0, 8] by quarters.</summary>
[Experiment("Selection set of a validation part: Example 2, aligned", Repetitions = 1000, Seed = 5102)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[Objective(Loss.Squared)]
[SweepSize(0, 8, Sizes, Label = "path")]
[Plot(nameof(ValidationSize), nameof(Covered), Series = nameof(MinorityCount), LogX = true)]
[Plot(nameof(ValidationSize), nameof(Share), Series = nameof(MinorityCount), LogX = true)]
public sealed partial class Example2Set
{
    private const int Sizes = 33;

    private static readonly AlignedGaussians Population = new(mu: 1.0);

    private readonly TrainedPath _path = new(Sizes, Loss.Squared);

    [Axis<int>(50, 200)]
    public int MinorityCount { get; init; }

    [Axis<int>(50, 200, 1000, 2000)]
    public int ValidationSize { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [ValidationData]
    private SampleSource Validation => Population.DrawPerClass(ValidationSize);

    [Generator]
    private static Gaussian Biased() => new(0.5, 0);

    [Measure]
    private double Risk(in Fit fit, ILinearModel model) => _path.Add(fit, Population.ExcessRisk(model));

    [Measure]
    private double Covered() => _path.Covers(Verdict.Z);

    [Measure]
    private double CoveredAtNarrow() => _path.Covers(1.28);

    [Measure]
    private double Hit() => _path.Hit();

    [Measure]
    private double Share() => _path.Share(Verdict.Z);

    [Claim("The set holds the best γ of the path in at least 92 % of data sets")]
    private static ClaimOutcome Covers(ResultView results) => CoverClaims.AtLeast(results, nameof(Covered), 0.92, _ => new() { Gamma = 8 });
}
