using SynthAug.Engine.Inference;
using SynthAug.Engine.Measures;

namespace Simulations;

/// <summary>
/// How often the selection set of a validation part holds the best γ of the path that was trained. Fits are measured in ascending order of γ, held-out losses beside the risk that only a simulation knows. An
/// object lives for one trial, so a field may gather; what speaks of the whole path is NaN, no value, until the last size is in.
/// </summary>
public abstract class ValidatedPath
{
    private readonly IPopulation _population;
    private readonly int _sizes;
    private readonly Loss _loss;
    private readonly List<RowLosses> _heldOut = [];
    private readonly List<double> _risks = [];

    private protected ValidatedPath(IPopulation population, int sizes, Loss loss) => (_population, _sizes, _loss) = (population, sizes, loss);

    [Axis<int>(50, 200)]
    public int MinorityCount { get; init; }

    /// <summary>Rows of each class.</summary>
    [Axis<int>(50, 200, 1000, 2000)]
    public int ValidationSize { get; init; }

    [TrainingData]
    internal SampleSource Train => _population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [ValidationData]
    internal SampleSource Validation => _population.DrawPerClass(ValidationSize);

    [Measure]
    internal double Risk(in Fit fit, ILinearModel model)
    {
        _heldOut.Add(new(Losses(fit, minority: false), Losses(fit, minority: true)));
        _risks.Add(RiskOf(model));
        return _risks[^1];
    }

    /// <summary>1 when the set holds the size of least risk on this path, 0 when not.</summary>
    [Measure]
    internal double Covered() => Covers(Verdict.Z);

    [Measure]
    internal double CoveredAtNarrow() => Covers(1.28);

    /// <summary>1 when the least held-out loss is that of the size of least risk.</summary>
    [Measure]
    internal double Hit() => Covers(z: 0);

    /// <summary>Size of the set, as a share of the grid.</summary>
    [Measure]
    internal double Share() => IsWhole ? Set(Verdict.Z).Share : double.NaN;

    /// <summary>Exact.</summary>
    private protected abstract double RiskOf(ILinearModel model);

    private bool IsWhole => _heldOut.Count == _sizes;

    private double Covers(double z) => !IsWhole ? double.NaN : Set(z).Contains[_risks.IndexOf(_risks.Min())] ? 1 : 0;

    private SelectionSet Set(double z) => SelectionSet.Of(_heldOut, rho: 0.5, z);

    private double[] Losses(in Fit fit, bool minority)
    {
        var rows = minority ? fit.Validation!.Minority : fit.Validation!.Majority;
        var losses = new double[rows.RowCount];
        fit.Model.Score(rows.Rows, losses);
        RowLoss.FromScores(losses, fit.Model.Scale, _loss, minority);
        return losses;
    }
}
