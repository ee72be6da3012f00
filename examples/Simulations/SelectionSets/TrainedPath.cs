using SynthAug.Engine.Inference;
using SynthAug.Engine.Measures;

namespace Simulations;

/// <summary>
/// One trial's path as its fits are measured, in ascending order of γ: held-out losses beside the risk that only a simulation knows. A cell object lives for one trial, so a field of it
/// may gather; what speaks of the whole path is NaN, no value, until the last size is in.
/// </summary>
internal sealed class TrainedPath(int sizes, Loss loss)
{
    private readonly List<RowLosses> _heldOut = [];
    private readonly List<double> _risks = [];

    /// <returns>The risk.</returns>
    public double Add(in Fit fit, double risk)
    {
        _heldOut.Add(new(Losses(fit, minority: false), Losses(fit, minority: true)));
        _risks.Add(risk);
        return risk;
    }

    /// <summary>1 when the set holds the size of least risk on this path, 0 when not.</summary>
    public double Covers(double z) => _heldOut.Count < sizes ? double.NaN : Set(z).Contains[_risks.IndexOf(_risks.Min())] ? 1 : 0;

    /// <summary>1 when the least held-out loss is that of the size of least risk.</summary>
    public double Hit() => Covers(z: 0);

    /// <summary>Size of the set, as a share of the grid.</summary>
    public double Share(double z) => _heldOut.Count < sizes ? double.NaN : Set(z).Share;

    private SelectionSet Set(double z) => SelectionSet.Of(_heldOut, rho: 0.5, z);

    private double[] Losses(in Fit fit, bool minority)
    {
        var rows = minority ? fit.Validation!.Minority : fit.Validation!.Majority;
        var losses = new double[rows.RowCount];
        fit.Model.Score(rows.Rows, losses);
        RowLoss.FromScores(losses, fit.Model.Scale, loss, minority);
        return losses;
    }
}
