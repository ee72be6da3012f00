using SynthAug.Engine.Sizing;
using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>The ñ at which a predicted curve is lowest.</summary>
/// <param name="Terms">Theorem 2 there.</param>
/// <param name="RunsAway">True when the curve is lowest in the limit ñ → ∞: no finite size is best.</param>
public sealed record PredictedMinimum(ExcessRiskTerms Terms, bool RunsAway);

/// <summary>
/// Theorem 2's expected excess risk as a function of ñ, for n0 majority and n1 minority rows. From estimated laws ½bᵀMb is too large on average, by
/// half the trace of M times the covariance of b's noise; nothing is taken off here.
/// </summary>
public sealed class ExcessRiskCurve
{
    // Everything but M is linear in the share π̃, and M is smooth: cells of 1/64 hold at most one valley.
    private const int Cells = 64;
    private const double Golden = 0.6180339887498949;

    private readonly LocalRisk _local;
    private readonly int _majority;
    private readonly int _minority;
    private readonly double _target;

    /// <param name="local">The problem at θ*.</param>
    /// <param name="majority">n0 ≥ 1.</param>
    /// <param name="minority">n1 ≥ 1.</param>
    public ExcessRiskCurve(LocalRisk local, int majority, int minority)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(majority, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(minority, 1);
        (_local, _majority, _minority) = (local, majority, minority);
        _target = SyntheticTarget.Of(majority, minority, local.Rho);
    }

    /// <summary>The terms at γ times the balancing rows (Remark 1), unrounded.</summary>
    /// <exception cref="RefusalException">H + ∇b is not positive definite.</exception>
    public ExcessRiskTerms AtGamma(double gamma) => At(gamma * _target);

    /// <summary>The terms at ñ rows, real-valued; +∞ gives the limit.</summary>
    /// <exception cref="RefusalException">H + ∇b is not positive definite.</exception>
    public ExcessRiskTerms At(double syntheticSize)
    {
        if (!(syntheticSize >= 0)) throw new ArgumentOutOfRangeException(nameof(syntheticSize), syntheticSize, "ñ is not negative.");
        return AtShare(double.IsPositiveInfinity(syntheticSize) ? 1 : syntheticSize / ((double)_majority + _minority + syntheticSize), syntheticSize);
    }

    /// <summary>The ñ ≥ 0 of least <see cref="ExcessRiskTerms.ExcessRisk"/>.</summary>
    /// <exception cref="RefusalException">H + ∇b is nowhere positive definite.</exception>
    public PredictedMinimum Minimum() => Lowest(t => t.ExcessRisk);

    /// <summary>The ñ ≥ 0 of least <see cref="ExcessRiskTerms.Bias"/>: the size for endless data, and the floor no size goes below (Theorem 5).</summary>
    /// <exception cref="RefusalException">H + ∇b is nowhere positive definite.</exception>
    public PredictedMinimum BiasMinimum() => Lowest(t => t.Bias);

    private PredictedMinimum Lowest(Func<ExcessRiskTerms, double> height)
    {
        var best = 0;
        RefusalException? refusal = null;
        var heights = new double[Cells + 1];
        for (var i = 0; i <= Cells; i++)
        {
            heights[i] = HeightAt((double)i / Cells);
            if (heights[i] < heights[best]) best = i;
        }

        if (double.IsPositiveInfinity(heights[best])) throw refusal!;

        var (left, right) = (Math.Max(0, best - 1) / (double)Cells, Math.Min(Cells, best + 1) / (double)Cells);
        var (a, b) = (right - Golden * (right - left), left + Golden * (right - left));
        var (atA, atB) = (HeightAt(a), HeightAt(b));
        while (right - left > 1e-13)
        {
            if (atA <= atB)
            {
                (right, b, atB) = (b, a, atA);
                a = right - Golden * (right - left);
                atA = HeightAt(a);
            }
            else
            {
                (left, a, atA) = (a, b, atB);
                b = left + Golden * (right - left);
                atB = HeightAt(b);
            }
        }

        var share = atA <= atB ? a : b;
        // The search never touches the ends of its bracket; both ends are sizes of their own.
        if (best == 0 && heights[0] <= Math.Min(atA, atB)) share = 0;
        if (best == Cells && heights[Cells] <= Math.Min(atA, atB)) share = 1;
        var size = share == 1 ? double.PositiveInfinity : ((double)_majority + _minority) * share / (1 - share);
        return new(AtShare(share, size), share == 1);

        double HeightAt(double at)
        {
            try
            {
                return height(AtShare(at, double.NaN));
            }
            catch (RefusalException reason)
            {
                refusal = reason;
                return double.PositiveInfinity;
            }
        }
    }

    private ExcessRiskTerms AtShare(double share, double size)
    {
        var p = _local.Parameters.Length;
        var real = (double)_majority + _minority;
        var (majority, minority) = ((1 - share) * _majority / real, (1 - share) * _minority / real);
        var rowsInverse = (1 - share) / real;

        var bias = Symmetric.Combine(majority - _local.Rho, _local.PhiGradient, share, _local.PsiGradient);
        var jacobian = Symmetric.Combine(majority - _local.Rho, _local.PhiHessian, share, _local.PsiHessian);
        var scores = Symmetric.Combine(majority, _local.Majority.ScoreCovariance, minority, _local.Minority.ScoreCovariance);
        Kernels.Axpy(share, _local.Synthetic.ScoreCovariance, scores);
        // J = ∇²R̃ is the Hessian of the augmented risk.
        var factor = Symmetric.Factor(Symmetric.Combine(1, _local.Hessian, 1, jacobian), p, "The Hessian of the augmented risk");
        var metric = Symmetric.Metric(factor, _local.Hessian, p);

        double[] pull = new double[p], row = new double[p];
        Symmetric.Multiply(metric, bias, pull);

        // MΣ, row by row; trace of it and of its square.
        var product = new double[p * p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++) row[j] = Symmetric.At(metric, i, j);
            Symmetric.Multiply(scores, row, product.AsSpan(i * p, p));
        }

        double trace = 0, traceOfSquare = 0;
        for (var i = 0; i < p; i++)
        {
            trace += product[i * p + i];
            for (var j = 0; j < p; j++) traceOfSquare += product[i * p + j] * product[j * p + i];
        }

        return new()
        {
            SyntheticSize = size,
            Gamma = size / _target,
            MajorityShare = majority,
            SyntheticShare = share,
            BiasVector = bias,
            BiasJacobian = jacobian,
            ScoreCovariance = scores,
            Metric = metric,
            Bias = 0.5 * Kernels.Dot(bias, pull),
            CrossDeviation = Math.Sqrt(Math.Max(0, Symmetric.Form(scores, pull, pull)) * rowsInverse),
            Variance = 0.5 * trace * rowsInverse,
            VarianceDeviation = Math.Sqrt(Math.Max(0, 0.5 * traceOfSquare)) * rowsInverse,
        };
    }
}
