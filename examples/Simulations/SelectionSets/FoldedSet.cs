using SynthAug.Engine.Inference;
using SynthAug.Engine.Measures;
using SynthAug.Engine.Sizing;
using SynthAug.Engine.Tuning;
using SynthAug.Numerics;

namespace Simulations;

/// <summary>
/// How often the selection set of 5 folds holds the best γ of the path refitted on all rows, which is the one that gets used: whole runs of the tuning engine with SMOTE, the risk of
/// each refit exact. One round of folds takes z = 2, three take 1.645.
/// </summary>
[Experiment("Selection set of folds", Repetitions = 300, Seed = 5104)]
[UseGenerator("smote:k=5", Label = "smote")]
[UseClassifier("logistic:l2=0", Label = "logistic")]
[SweepSize(0, 2, 21, Label = "refit")]
public sealed partial class FoldedSet
{
    private static readonly SizeGrid Grid = new(0, 2, 21);

    private readonly List<double> _risks = [];
    private SelectionSet? _set;

    [Axis<Situation>(Situation.Mix5Smote, Situation.Gauss12Smote)]
    public Situation Situation { get; init; }

    [Axis<int>(50, 200)]
    public int MinorityCount { get; init; }

    [Axis<int>(1, 3)]
    public int Repeats { get; init; }

    [TrainingData]
    private SampleSource Train => Setting.Of(Situation).Draw(majority: 10 * MinorityCount, minority: MinorityCount);

    [Measure]
    private double Risk(in Fit fit, ILinearModel model)
    {
        _risks.Add(Situation == Situation.Mix5Smote ? TwoHumps.LogLoss(model) : Gauss12Loss(model));
        if (_risks.Count == Grid.Count) _set = Folded(fit);
        return _risks[^1];
    }

    [Measure]
    private double Covered() => _set is null ? double.NaN : _set.Contains[_risks.IndexOf(_risks.Min())] ? 1 : 0;

    [Measure]
    private double Share() => _set?.Share ?? double.NaN;

    [Claim("The set of 5 folds × 3 holds the best γ of the refit in at least 90 % of data sets")]
    private static ClaimOutcome Covers(ResultView results) =>
        CoverClaims.AtLeast(results, nameof(Covered), 0.90, _ => new() { Gamma = 2 }, results.CellsWhere(nameof(Repeats), "3"));

    [Claim("So does that of one round of 5 folds, with its wider z")]
    private static ClaimOutcome CoversInOneRound(ResultView results) =>
        CoverClaims.AtLeast(results, nameof(Covered), 0.90, _ => new() { Gamma = 2 }, results.CellsWhere(nameof(Repeats), "1"));

    private SelectionSet Folded(in Fit fit)
    {
        var seed = (ulong)fit.Repetition;
        var tuner = new Tuner(
            new RawFolds(fit.Training, folds: 5, Repeats, seed),
            new() { Generators = ["smote:k=5"], Classifiers = ["logistic:l2=0"], Gamma = Grid, Seed = seed, Draws = 0, WeightPowers = [], PenaltyFactors = [] },
            Plugins.With(null));
        var points = tuner.Run(threads: 1).Curves[0].Points;
        return SelectionSet.Of([.. Grid.Values.Select(gamma => points.Single(p => p.Gamma == gamma).Rows)], rho: 0.5, SelectionSet.RecommendedZ(Repeats));
    }

    // N(0, I₁₂) against N(m, I₁₂), ‖m‖ = 1.5 evenly.
    private static double Gauss12Loss(ILinearModel model)
    {
        var w = model.Coefficients;
        var spread = Math.Sqrt(Kernels.Dot(w, w));
        var centre = Kernels.Sum(w) * 1.5 / Math.Sqrt(12) + model.Intercept;
        return 0.5 * (GaussianScores.ExpectedSoftplus(model.Intercept, spread) + GaussianScores.ExpectedSoftplus(-centre, spread));
    }
}
