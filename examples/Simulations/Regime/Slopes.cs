using SynthAug.Engine;
using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace Simulations;

/// <summary>A logistic line with an intercept: true, or not.</summary>
public enum Line
{
    /// <summary>Two normal classes in 5 dimensions: the line is true, and weighting moves its intercept only.</summary>
    True5,

    /// <summary>In 20 dimensions.</summary>
    True20,

    /// <summary>A majority of two clusters at (±2.5, 0), a minority at (1, 1) between them.</summary>
    TwoClusters,
}

/// <summary>How often the slope test says that a prior shift is not enough.</summary>
[Experiment("Slope test: size and power", Repetitions = 2000, Seed = 5304)]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[NoAugmentation]
public sealed partial class Slopes
{
    [Axis]
    public Line Line { get; init; }

    [Axis<int>(50, 200, 1000)]
    public int MinorityCount { get; init; }

    [TrainingData]
    private SampleSource Train => SampleSource.From((buffer, random) =>
    {
        var d = Line == Line.True20 ? 20 : Line == Line.True5 ? 5 : 2;
        ILaw majority = Line == Line.TwoClusters ? new Mixture([0, 0], [2.5, 0]) : new Gaussian(new double[d]);
        ILaw minority = Line == Line.TwoClusters ? new Gaussian(1, 1) : new Gaussian([1.5, .. new double[d - 1]]);
        buffer.Majority.Reshape(10 * MinorityCount, d);
        buffer.Minority.Reshape(MinorityCount, d);
        majority.Draw(buffer.Majority.Writable, 0, random.Fork(0));
        minority.Draw(buffer.Minority.Writable, 0, random.Fork(1));
    });

    [Measure]
    private static double Rejected(TrainingSample train)
    {
        var fit = WeightedFit.Of(new LogisticLoss(intercept: true), train);
        return fit.IsKnown && SlopeTest.Of(fit.Value, train).Value is { } test ? test.PValue <= 0.05 ? 1 : 0 : double.NaN;
    }

    [Claim("At n1 = 200 the 5 % test rejects a true line in at least 3 %")]
    private static ClaimOutcome NotIdle(ResultView results) => CoverClaims.AtLeast(results, nameof(Rejected), 0.03, _ => new(), At(results, Line.True5, Line.True20));

    [Claim("and in at most 9 %")]
    private static ClaimOutcome Holds(ResultView results) => CoverClaims.AtMost(results, nameof(Rejected), 0.09, _ => new(), At(results, Line.True5, Line.True20));

    [Claim("At n1 = 200 it finds a majority of two clusters in at least 95 %")]
    private static ClaimOutcome Finds(ResultView results) => CoverClaims.AtLeast(results, nameof(Rejected), 0.95, _ => new(), At(results, Line.TwoClusters));

    private static IEnumerable<CellPlan> At(ResultView results, params Line[] lines) => results.CellsWhere(nameof(MinorityCount), "200")
        .Where(cell => lines.Any(line => cell.Axes.Any(a => a.Text == line.ToString())));
}
