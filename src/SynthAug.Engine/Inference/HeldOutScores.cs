using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>
/// Held-out log-odds of the minority for classes of equal weight: at another prevalence π (the share of the minority where the model will be used) ln(π/(1−π)) is added, so π = ½ leaves
/// them as they are. Measures that only rank need the order alone. Rows of a class in file order; with folds, one repeat's folds together.
/// </summary>
/// <remarks>
/// Every measure comes as one value a row (<see cref="RowLosses"/>) such that ½·mean over the majority + ½·mean over the minority is the measure, and the rows' error that of its
/// linearisation (infinitesimal jackknife; the DeLong error for the AUROC). So <c>Auroc().Estimate(0.5)</c> is value and standard error, <c>Minus</c> the paired difference of two rules,
/// <see cref="RowLosses.Mean(IReadOnlyList{RowLosses})"/> the mean over repeats, and groups work as for losses. Prevalence and class counts are taken as fixed. O(n log n) or less.
/// </remarks>
public sealed partial class HeldOutScores
{
    /// <summary>ρ that turns the rows' values into the measure.</summary>
    public const double Rho = 0.5;

    private readonly double[] _majority, _minority;
    private Ranked? _rankedMajority, _rankedMinority;
    private Place[]? _placesOfMajority, _placesOfMinority;

    /// <param name="majority">Length n0 ≥ 1; infinite scores are allowed, and make calibration undefined.</param>
    /// <param name="minority">Length n1 ≥ 1.</param>
    /// <exception cref="ArgumentException">A class has no row, or a score is NaN.</exception>
    public HeldOutScores(double[] majority, double[] minority)
    {
        ArgumentNullException.ThrowIfNull(majority);
        ArgumentNullException.ThrowIfNull(minority);
        if (majority.Length == 0 || minority.Length == 0)
            throw new ArgumentException($"{majority.Length} majority and {minority.Length} minority scores; both classes need one.");
        if (HasNaN(majority) || HasNaN(minority)) throw new ArgumentException("A score is NaN; it has no place in the order.");
        (_majority, _minority) = (majority, minority);
    }

    /// <summary>Share of the minority among the rows held out: the prevalence at which the average precision is what other libraries report.</summary>
    public double ObservedPrevalence => (double)_minority.Length / (_majority.Length + _minority.Length);

    /// <summary>Mean log-loss at a prevalence; balanced at ½.</summary>
    public RowLosses LogLoss(double prevalence = 0.5) => RowByRow(prevalence, static x => ExactMath.Softplus(x, x));

    /// <summary>Mean squared error of the probability of the minority.</summary>
    public RowLosses Brier(double prevalence = 0.5) => RowByRow(prevalence, static x =>
    {
        ExactMath.Sigmoid(x, x);
        foreach (ref var p in x) p *= p;
    });

    /// <summary>Share of rows on the wrong side of even odds, a row on the line counting ½.</summary>
    public RowLosses Error(double prevalence = 0.5) => RowByRow(prevalence, static x =>
    {
        foreach (ref var side in x) side = side > 0 ? 1 : side < 0 ? 0 : 0.5;
    });

    private delegate void LossOf(Span<double> x);

    // ½·mean must give π·mean of the minority: the weights are 2π and 2(1−π). Of x in the wrong direction, in place.
    private RowLosses RowByRow(double prevalence, LossOf loss)
    {
        var shift = LogOdds(prevalence);
        return new(Of(_majority, 1, 2 * (1 - prevalence)), Of(_minority, -1, 2 * prevalence));

        double[] Of(double[] scores, double sign, double weight)
        {
            var losses = new double[scores.Length];
            for (var i = 0; i < losses.Length; i++) losses[i] = sign * (scores[i] + shift);
            loss(losses);
            for (var i = 0; i < losses.Length; i++) losses[i] *= weight;
            return losses;
        }
    }

    private static bool HasNaN(double[] scores)
    {
        foreach (var score in scores)
            if (double.IsNaN(score)) return true;
        return false;
    }

    private static double LogOdds(double prevalence)
    {
        if (!(prevalence > 0 && prevalence < 1)) throw new ArgumentOutOfRangeException(nameof(prevalence), $"A prevalence of {prevalence} is not between 0 and 1.");
        return prevalence == 0.5 ? 0 : ExactMath.Log(prevalence / (1 - prevalence));
    }

    private static double[] Map(double[] values, Func<double, double> of)
    {
        var mapped = new double[values.Length];
        for (var i = 0; i < values.Length; i++) mapped[i] = of(values[i]);
        return mapped;
    }

    // The linearisation of a measure: value + 2ψ, ψ with mean 0 in each class, so that ½ and ½ give value and se² = Σ var(ψ_c)/n_c. Takes the arrays over.
    private static RowLosses Linearised(double value, double[] majority, double[] minority)
    {
        foreach (ref var psi in majority.AsSpan()) psi = value + 2 * psi;
        foreach (ref var psi in minority.AsSpan()) psi = value + 2 * psi;
        return new(majority, minority);
    }
}
