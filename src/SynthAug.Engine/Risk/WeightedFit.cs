using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// θ̂ = argmin ρ·mean₀ℓ + (1−ρ)·mean₁ℓ over the rows themselves, and what its noise is made of. Without a penalty, whatever the classifier's own: the regime
/// is a property of the population's optimum, and a penalised θ̂ is off it by a bias that no covariance here would know of.
/// </summary>
public sealed class WeightedFit
{
    private readonly double[] _parameters, _factor;

    private WeightedFit(
        IDifferentiableLoss loss, SeenColumns seen, double rho, double[] parameters, double[] hessian, double[] factor, ClassScores majority, ClassScores minority)
    {
        (Loss, Seen, Rho, _parameters, Hessian, _factor) = (loss, seen, rho, parameters, hessian, factor);
        (Majority, Minority) = (majority, minority);
    }

    public IDifferentiableLoss Loss { get; }

    /// <summary>The columns of the rows that have a coefficient.</summary>
    internal SeenColumns Seen { get; }

    /// <summary>ρ, the weight of the majority.</summary>
    public double Rho { get; }

    /// <summary>θ̂, length p; of a category of three levels and more the most frequent has none.</summary>
    public ReadOnlySpan<double> Parameters => _parameters;

    /// <summary>H = ρH₀ + (1−ρ)H₁ at θ̂, packed lower triangle.</summary>
    public double[] Hessian { get; }

    public ClassScores Majority { get; }

    public ClassScores Minority { get; }

    /// <summary>Fits by Newton's method.</summary>
    /// <param name="rho">In (0, 1).</param>
    /// <returns>No answer when a class has fewer than two rows, columns repeat each other, the classes are separated, or a row decides a coefficient alone.</returns>
    public static Answer<WeightedFit> Of(IDifferentiableLoss loss, LabelledSample sample, double rho = 0.5)
    {
        ArgumentNullException.ThrowIfNull(loss);
        ArgumentNullException.ThrowIfNull(sample);
        if (!(rho > 0 && rho < 1)) throw new ArgumentOutOfRangeException(nameof(rho), rho, "ρ lies between 0 and 1.");
        if (Math.Min(sample.Majority.RowCount, sample.Minority.RowCount) < 2)
            return new NoAnswer(NoAnswerReason.TooFewRows, "A class has fewer than 2 rows: its noise is unknown.");

        var seen = SeenColumns.Of(sample, loss is not LinearScoreLoss { Intercept: false });
        var (rows0, rows1) = (seen.In(sample.Majority), seen.In(sample.Minority));
        var p = loss.ParameterCount(rows1.Dimension);
        var law = ClassLaw.Of(rows1);
        var laws = new ClassLaws(ClassLaw.Of(rows0), law, law);
        var start = new double[p];
        if (!TryFactor(laws.Majority.At(loss, false, start).Hessian, law.At(loss, true, start).Hessian, out _, out _))
            return new NoAnswer(NoAnswerReason.Collinear, $"Columns repeat each other, or the rows are too few for {p} coefficients.");

        try
        {
            var (parameters, majority, minority) = OptimumSearch.Run(loss, laws, rho);
            if (!TryFactor(majority.Hessian, minority.Hessian, out var hessian, out var factor)) return Separated();
            var whitening = Symmetric.InverseLower(factor, p);
            var zero = ClassScores.Of(loss, rows0.Rows, false, parameters, majority, rho, whitening);
            var one = ClassScores.Of(loss, rows1.Rows, true, parameters, minority, 1 - rho, whitening);
            if (zero is null || one is null)
                return new NoAnswer(NoAnswerReason.Leverage, "A row decides a coefficient alone; without it the fit does not exist.");
            return new WeightedFit(loss, seen, rho, parameters, hessian, factor, zero, one);
        }
        catch (RefusalException)
        {
            // The Hessian had an inverse at the start, so what failed is the search.
            return Separated();
        }

        bool TryFactor(double[] ofMajority, double[] ofMinority, out double[] hessian, out double[] factor)
        {
            hessian = Symmetric.Combine(rho, ofMajority, 1 - rho, ofMinority);
            return Symmetric.TryFactor(hessian, p, out factor);
        }

        static NoAnswer Separated() =>
            new(NoAnswerReason.Separated, "The classes are separated by a line, or nearly: the weighted fit has no finite coefficients.");
    }

    /// <summary>H⁻¹v. Fresh memory.</summary>
    public double[] Solve(ReadOnlySpan<double> v)
    {
        var result = v.ToArray();
        Cholesky.Solve(_factor, _parameters.Length, result);
        return result;
    }

    /// <summary>Rows sign·H⁻¹A·e_k, p × p: row k times a score is entry k of sign·A·H⁻¹·score.</summary>
    internal FeatureMatrix Through(ReadOnlySpan<double> packed, double sign)
    {
        var p = _parameters.Length;
        var result = new FeatureMatrix(p, p);
        for (var k = 0; k < p; k++)
        {
            var row = result.Writable[k];
            for (var j = 0; j < p; j++) row[j] = sign * Symmetric.At(packed, k, j);
            Cholesky.Solve(_factor, p, row);
        }

        return result;
    }

    /// <summary>The first <paramref name="count"/> rows of scale·H⁻¹.</summary>
    internal FeatureMatrix Inverse(int count, double scale)
    {
        var p = _parameters.Length;
        var result = new FeatureMatrix(count, p);
        for (var k = 0; k < count; k++)
        {
            result.Writable[k][k] = scale;
            Cholesky.Solve(_factor, p, result.Writable[k]);
        }

        return result;
    }
}
