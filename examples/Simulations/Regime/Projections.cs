using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace Simulations;

/// <summary>Generators for Example 2 whose s is known.</summary>
public enum Pusher
{
    /// <summary>N((½, 0), I), whatever the rows: s = 3/8.</summary>
    Aligned,

    /// <summary>N(half the minority's mean, I): learns the mean, and halves it.</summary>
    Halving,

    /// <summary>The rows again: s = 0.</summary>
    Copies,

    /// <summary>N((1, 1), I), across the shift: ∇ψ = (0, −4/3), s = 0.</summary>
    Across,
}

/// <summary>Whether the 95 % interval of s holds it: Example 2, by generator.</summary>
[Experiment("Cover of the interval of s", Repetitions = 4000, Seed = 5305)]
[UseClassifier("least-squares:intercept=false,labels=zero-one", Label = "least-squares")]
[NoAugmentation]
public sealed partial class Projections
{
    private static readonly AlignedGaussians Population = new(mu: 1.0);

    private PushAlignment? _alignment;

    [Axis]
    public Pusher Pusher { get; init; }

    [Axis<int>(20, 50, 200)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => Population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    // ∇φ = (4/3, 0), H = diag(3, 2), θ* = (1/3, 0), ∇ψ = 2(E[mmᵀ] − μμᵀ)θ* − 2(E[m] − μ) for rows of mean m; at n1/2 rows the halved mean varies by 1/(2n1).
    private double Truth => Pusher switch
    {
        Pusher.Aligned => 3.0 / 8,
        Pusher.Halving => (0.5 + 1.0 / (3 * MinorityCount)) * 3 / 4,
        _ => 0,
    };

    [Measure]
    private double Covered(in Fit fit)
    {
        ISyntheticGenerator generator = Pusher switch
        {
            Pusher.Aligned => new OwnGenerator("aligned", _ => new Gaussian(0.5, 0)),
            Pusher.Halving => new OwnGenerator("halving", sample => new Gaussian([.. sample.Minority.Mean().Select(m => m / 2)])),
            Pusher.Across => new OwnGenerator("across", _ => new Gaussian(1, 1)),
            _ => Plugins.Generator("bootstrap"),
        };
        var key = StreamKey.FromSeed((ulong)fit.Repetition);
        var weighted = WeightedFit.Of(SquaredLoss.ZeroOne(intercept: false), fit.Training).Required;
        _alignment = PushAlignment.Of(GeneratorPush.Of(weighted, fit.Training, generator, key).Required, RegimeTest.Of(weighted, key, 1).Required);
        var s = _alignment.Projection;
        return double.IsNaN(s.Value) ? double.NaN : s.Lower <= Truth && Truth <= s.Upper ? 1 : 0;
    }

    [Measure]
    private double Projection() => _alignment!.Projection.Value;

    [Measure]
    private double Error() => _alignment!.Projection.Error;

    [Measure]
    private double Undetermined() => _alignment!.Cancellation is null ? 1 : 0;

    [Measure]
    private double SaysRunsAway() => _alignment!.Cancellation == Cancellation.RunsAway ? 1 : 0;

    [Claim("The interval holds s in at least 90 %")]
    private static ClaimOutcome Covers(ResultView results) => CoverClaims.AtLeast(results, nameof(Covered), 0.90, _ => new());
}
