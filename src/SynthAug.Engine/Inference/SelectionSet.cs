namespace SynthAug.Engine.Inference;

/// <summary>
/// The sizes that held-out rows cannot tell from the best: {γ : L(γ) − L(γ̂) ≤ z·se of the paired difference}, on the grid that was tried.
/// What it covers depends on where the losses are from, see <see cref="Covers"/>.
/// </summary>
/// <param name="Best">Index of γ̂, the least loss, the first of equals; −1 when no size has a finite loss, and then nothing is in.</param>
/// <param name="Contains">One entry a size; a refused size is never in.</param>
/// <param name="ToBest">Loss of each size less that of γ̂, paired; NaN where refused.</param>
/// <param name="Z">Half-width in standard errors.</param>
public sealed record SelectionSet(int Best, IReadOnlyList<bool> Contains, IReadOnlyList<LossEstimate> ToBest, double Z)
{
    public int Count => Contains.Count(static inside => inside);

    /// <summary>Of the sizes tried.</summary>
    public double Share => (double)Count / Contains.Count;

    /// <summary>What the simulations ask for: 1.645, but 2 for one round of folds, whose noise the rows' error does not hold.</summary>
    /// <param name="repeats">Rounds of folds; null for a validation part of its own.</param>
    public static double RecommendedZ(int? repeats) => repeats is < 3 ? 2 : Verdict.Z;

    /// <param name="curve">Held-out losses by ascending γ, on the same rows; null for a size that was refused.</param>
    /// <param name="rho">Weight of the majority.</param>
    /// <param name="groups">Rows that belong together.</param>
    public static SelectionSet Of(IReadOnlyList<RowLosses?> curve, double rho, double z = Verdict.Z, RowGroups? groups = null)
    {
        ArgumentNullException.ThrowIfNull(curve);
        return Of(curve, [.. curve.Select(losses => losses?.Estimate(rho).Loss ?? double.NaN)], rho, z, groups);
    }

    /// <param name="means">The losses over all rows; NaN for a size that was refused.</param>
    internal static SelectionSet Of(IReadOnlyList<RowLosses?> curve, ReadOnlySpan<double> means, double rho, double z, RowGroups? groups)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        for (var i = 0; i < means.Length; i++)
            if (means[i] < least) (best, least) = (i, means[i]);

        var toBest = new LossEstimate[curve.Count];
        var contains = new bool[curve.Count];
        var difference = best < 0 ? null : new RowLosses(new double[curve[best]!.Majority.Length], new double[curve[best]!.Minority.Length]);
        for (var i = 0; i < curve.Count; i++)
        {
            toBest[i] = difference is null || curve[i] is not { } losses ? new(double.NaN, double.NaN) : ToBest(losses);
            contains[i] = i == best || toBest[i].Loss <= z * toBest[i].StandardError;
        }

        return new(best, contains, toBest, z);

        LossEstimate ToBest(RowLosses losses)
        {
            losses.Subtract(curve[best]!, difference);
            return difference.Estimate(rho, groups);
        }
    }

    /// <summary>Of which best γ the set speaks, to stand beside it.</summary>
    /// <param name="folds">K of the folds that the losses are from; null for a validation part of its own.</param>
    public static string Covers(int? folds) => folds is { } k
        ? FormattableString.Invariant($"holds the best γ for fits on all the rows, and that for fits on {k - 1}/{k} of rows like these, in at least nine data sets of ten")
        : "holds the best γ of this path, the one fitted on these training rows, in at least nine data sets of ten; another training set may have another best γ";
}
