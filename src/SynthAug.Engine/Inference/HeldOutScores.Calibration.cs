using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

public sealed partial class HeldOutScores
{
    private const int Iterations = 60;

    private (int[] Rows, double[] Scores)? _ascending;

    /// <summary>
    /// Calibration in the large: a of P(minority) = σ(a + x), x the log-odds at this prevalence, fitted with class weights π and 1−π. 0 is right, above 0 the model gives the minority
    /// too little.
    /// </summary>
    /// <returns>NaN where no finite a fits.</returns>
    public RowLosses CalibrationIntercept(double prevalence = 0.5) => Recalibrated(prevalence, withSlope: false);

    /// <summary>b of P(minority) = σ(a + b·x): 1 is right, below 1 the log-odds are too far apart (overfitting).</summary>
    /// <returns>NaN where no finite b fits: a threshold separates the classes up to ties, as it does when all scores are the same.</returns>
    public RowLosses CalibrationSlope(double prevalence = 0.5) => Recalibrated(prevalence, withSlope: true);

    /// <summary>
    /// Expected calibration error: rows in ascending order of x, cut into bins of equal weight (equal scores stay together), the mean over bins of |observed share − mean probability|. Biased
    /// upwards, by about the noise of a bin, so it is no test of calibration; the error takes the bins and their signs as given.
    /// </summary>
    /// <param name="bins">≥ 1.</param>
    public RowLosses CalibrationError(double prevalence = 0.5, int bins = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var shift = LogOdds(prevalence);
        var (n0, n1) = (_majority.Length, _minority.Length);
        var (weight0, weight1) = ((1 - prevalence) / n0, prevalence / n1);
        var (rows, scores) = Ascending();
        var probabilities = Probabilities(scores, shift);
        var (majority, minority) = (new double[n0], new double[n1]);
        var (done, first) = (0.0, 0);
        var (gap, bin) = (0.0, 1);
        for (var at = 0; at < rows.Length; at++)
        {
            var isMinority = rows[at] >= n0;
            var residual = (isMinority ? 1 : 0) - probabilities[at];
            Of(rows[at]) = 2 * (isMinority ? prevalence : 1 - prevalence) * residual;
            gap += (isMinority ? weight1 : weight0) * residual;
            done += isMinority ? weight1 : weight0;
            // Sums of weights meet k/bins up to rounding only.
            var last = at == rows.Length - 1;
            if (!last && (done < (double)bin / bins - 1e-12 || scores[at + 1] == scores[at])) continue;
            if (gap < 0)
                for (var i = first; i <= at; i++) Of(rows[i]) = -Of(rows[i]);
            while (done >= (double)bin / bins - 1e-12) bin++;
            (gap, first) = (0, at + 1);
        }

        return new(majority, minority);

        ref double Of(int row) => ref row < n0 ? ref majority[row] : ref minority[row - n0];
    }

    // Majority rows first, then minority rows, as one numbering, and their scores; equal scores in any order.
    private (int[] Rows, double[] Scores) Ascending()
    {
        if (_ascending is { } known) return known;
        var (a, b) = (RankedMajority, RankedMinority);
        var (rows, scores) = (new int[a.Rows.Length + b.Rows.Length], new double[a.Rows.Length + b.Rows.Length]);
        for (var (at, i, j) = (0, 0, 0); at < rows.Length; at++)
        {
            var isMajority = j == b.Rows.Length || (i < a.Rows.Length && a.Sorted[i] <= b.Sorted[j]);
            scores[at] = isMajority ? a.Sorted[i] : b.Sorted[j];
            rows[at] = isMajority ? a.Rows[i++] : a.Rows.Length + b.Rows[j++];
        }

        _ascending = (rows, scores);
        return (rows, scores);
    }

    private RowLosses Recalibrated(double prevalence, bool withSlope)
    {
        var shift = LogOdds(prevalence);
        var (x0, x1) = (Map(_majority, s => s + shift), Map(_minority, s => s + shift));
        var fit = new Recalibration(x0, x1, prevalence, withSlope);
        if (!fit.TrySolve())
        {
            var (none0, none1) = (new double[x0.Length], new double[x1.Length]);
            Array.Fill(none0, double.NaN);
            Array.Fill(none1, double.NaN);
            return new(none0, none1);
        }

        return Linearised(fit.Value, fit.Influence(minority: false), fit.Influence(minority: true));
    }

    /// <summary>Weighted logistic regression of the class on one number: Newton with halving, on 1 or 2 unknowns.</summary>
    private sealed class Recalibration(double[] majority, double[] minority, double prevalence, bool withSlope)
    {
        private readonly double[] _scratch = new double[Math.Max(majority.Length, minority.Length)];
        private double _a, _b = 1;

        // Hessian of the weighted log-loss at (a, b); only the first entry without a slope.
        private double _h00, _h01, _h11, _g0, _g1;

        public double Value => withSlope ? _b : _a;

        public bool TrySolve()
        {
            var (least0, largest0) = Range(majority);
            var (least1, largest1) = Range(minority);
            if (double.IsInfinity(least0) || double.IsInfinity(largest0) || double.IsInfinity(least1) || double.IsInfinity(largest1)) return false;
            // Scores that a threshold separates, up to ties on it, are fitted ever better by an ever larger |b|.
            if (withSlope && (largest0 <= least1 || largest1 <= least0)) return false;
            var loss = Loss(_a, _b);
            for (var i = 0; i < Iterations; i++)
            {
                Derivatives();
                var (stepA, stepB) = Solve(_g0, _g1);
                if (!double.IsFinite(stepA) || !double.IsFinite(stepB)) return false;
                var decrement = _g0 * stepA + _g1 * stepB;
                // Below the rounding of the loss a step cannot be judged; one last full step brings quadratic precision.
                if (decrement < 1e-13)
                {
                    (_a, _b) = (_a - stepA, _b - stepB);
                    Derivatives();
                    return _h00 > 0;
                }

                var step = 1.0;
                var next = Loss(_a - stepA, _b - stepB);
                while (!(next <= loss - 1e-4 * step * decrement))
                {
                    step /= 2;
                    if (step < 1e-10) return false;
                    next = Loss(_a - step * stepA, _b - step * stepB);
                }

                (_a, _b, loss) = (_a - step * stepA, _b - step * stepB, next);
            }

            return false;
        }

        private static (double Least, double Largest) Range(double[] rows)
        {
            var (least, largest) = (double.PositiveInfinity, double.NegativeInfinity);
            foreach (var x in rows) (least, largest) = (x < least ? x : least, x > largest ? x : largest);
            return (least, largest);
        }

        /// <summary>ψ of every row: −w_c·(H⁻¹(g_i − mean g)) in the wanted unknown.</summary>
        public double[] Influence(bool minority)
        {
            var x = Rows(minority);
            var weight = minority ? prevalence : 1 - prevalence;
            var psi = new double[x.Length];
            Line(x, _a, _b, psi);
            ExactMath.Sigmoid(psi, psi);
            for (var i = 0; i < x.Length; i++)
            {
                var residual = psi[i] - (minority ? 1 : 0);
                var (a, b) = Solve(residual, withSlope ? residual * x[i] : 0);
                psi[i] = -weight * (withSlope ? b : a);
            }

            var mean = Numerics.Estimate.Of(psi).Mean;
            for (var i = 0; i < psi.Length; i++) psi[i] -= mean;
            return psi;
        }

        private double[] Rows(bool ofMinority) => ofMinority ? minority : majority;

        private (double A, double B) Solve(double r0, double r1)
        {
            if (!withSlope) return (r0 / _h00, 0);
            var determinant = _h00 * _h11 - _h01 * _h01;
            // Equal scores leave a difference of roundings.
            if (!(determinant > 1e-12 * _h00 * _h11)) return (double.NaN, double.NaN);
            return ((_h11 * r0 - _h01 * r1) / determinant, (_h00 * r1 - _h01 * r0) / determinant);
        }

        private double Loss(double a, double b)
        {
            // ln(1 + e^{−t}) = ln(1 + e^t) − t.
            var (mean0, _) = Softplus(majority, a, b);
            var (mean1, line) = Softplus(minority, a, b);
            return (1 - prevalence) * mean0 + prevalence * (mean1 - line);
        }

        private (double Mean, double Line) Softplus(double[] rows, double a, double b)
        {
            var values = _scratch.AsSpan(0, rows.Length);
            Line(rows, a, b, values);
            var line = Kernels.Sum(values);
            ExactMath.Softplus(values, values);
            return (Kernels.Sum(values) / rows.Length, line / rows.Length);
        }

        private static void Line(double[] rows, double a, double b, Span<double> values)
        {
            values.Fill(a);
            Kernels.Axpy(b, rows, values);
        }

        private void Derivatives()
        {
            (_g0, _g1, _h00, _h01, _h11) = (0, 0, 0, 0, 0);
            Add(majority, (1 - prevalence) / majority.Length, 0);
            Add(minority, prevalence / minority.Length, 1);
            if (!withSlope) _g1 = 0;
        }

        private void Add(double[] rows, double weight, double label)
        {
            var p = _scratch.AsSpan(0, rows.Length);
            Line(rows, _a, _b, p);
            ExactMath.Sigmoid(p, p);
            // In registers: a sum in memory waits for its last store.
            var (g0, g1, h00, h01, h11) = (_g0, _g1, _h00, _h01, _h11);
            for (var i = 0; i < rows.Length; i++)
            {
                var (residual, curvature, x) = (weight * (p[i] - label), weight * p[i] * (1 - p[i]), rows[i]);
                g0 += residual;
                g1 += residual * x;
                h00 += curvature;
                h01 += curvature * x;
                h11 += curvature * x * x;
            }

            (_g0, _g1, _h00, _h01, _h11) = (g0, g1, h00, h01, h11);
        }
    }
}
