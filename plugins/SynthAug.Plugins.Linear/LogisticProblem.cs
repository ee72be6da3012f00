using System.Globalization;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Newton's method on packed rows. The loss ℓ(u) = ln(1 + e^u) has |ℓ‴| ≤ ℓ″ (Bach 2010, generalised self-concordance), so with s the step,
/// λ² = gᵀs its squared length in the Hessian's norm and δ ≥ max |zᵀs| the most any margin moves:
/// a full step lowers the objective whenever δ ≤ 1.79 (no loss need be computed), the damped step ln(1 + δ)/δ always does, and after
/// a full step what is left to go is at most ½e^δ·δ·λ in the same norm — the certificate that ends the iteration without another pass.
/// </summary>
internal sealed class LogisticProblem(LogisticOptions options)
{
    /// <summary>
    /// Bound on √(gᵀH⁻¹g) at the returned θ. H⁻¹ is the covariance of the estimate, so the fit is within this many standard errors of the
    /// minimum in every direction, whatever the units of the columns.
    /// </summary>
    public const double Tolerance = 1e-10;

    private const double SafeMove = 1.5, SettledMove = 0.1;
    private const int MostSteps = 100, StepsBeforeSuspicion = 8;

    private readonly LogisticKernel _kernel = new();
    private double[] _theta = [], _step = [], _gradient = [], _trial = [], _hessian = [], _added = [], _factor = [], _squares = [];

    public LogisticRows Rows { get; } = new(options.Intercept);

    private int Parameters => Rows.Parameters;

    private Span<double> Theta => _theta.AsSpan(0, Parameters);

    private Span<double> Step => _step.AsSpan(0, Parameters);

    private Span<double> Hessian => _hessian.AsSpan(0, Gram.PackedLength(Parameters));

    private Span<double> Factor => _factor.AsSpan(0, Gram.PackedLength(Parameters));

    /// <summary>θ = 0, and room for the rows' dimension.</summary>
    public void Start()
    {
        if (_theta.Length < Parameters)
        {
            (_theta, _step, _gradient, _trial, _squares) =
                (new double[Parameters], new double[Parameters], new double[Parameters], new double[Parameters], new double[Parameters]);
            var packed = Gram.PackedLength(Parameters);
            (_hessian, _added, _factor) = (new double[packed], new double[packed], new double[packed]);
        }

        Theta.Clear();
    }

    /// <summary>
    /// Moves θ from the minimum over the first blocks towards that over all of them. The old gradient is 0 there and the old Hessian is at hand,
    /// so this Newton step reads the new rows only.
    /// </summary>
    public void Predict(int knownBlocks)
    {
        if (knownBlocks == Rows.BlockCount) return;
        var added = _added.AsSpan(0, Hessian.Length);
        _kernel.Evaluate(Rows.Blocks(knownBlocks, Rows.BlockCount - knownBlocks), Theta, Step, added);
        for (var i = 0; i < added.Length; i++) Hessian[i] += added[i];
        if (Decompose() >= 0) return;
        Cholesky.Solve(Factor, Parameters, Step);
        var move = LargestMove();
        Kernels.Axpy(move <= SafeMove ? -1 : -ExactMath.Log1p(move) / move, Step, Theta);
    }

    /// <summary>Moves θ to the minimum over the first blocks; leaves the last Hessian for <see cref="Predict"/>.</summary>
    /// <exception cref="RefusalException">There is no finite minimum, or a column is a combination of others.</exception>
    public void Minimise(int blocks, IReadOnlyList<FeatureColumn> columns, CancellationToken cancellation)
    {
        FitChecks.Classes(Rows.MajorityWeight, Rows.MinorityWeight, "logistic");
        var rows = Rows.Blocks(0, blocks);
        var gradient = _gradient.AsSpan(0, Parameters);
        var cold = !Theta.ContainsAnyExcept(0.0);
        for (var steps = 0; steps < MostSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            _kernel.Evaluate(rows, Theta, gradient, Hessian);
            AddPenalty(gradient);
            var blamed = Decompose();
            if (blamed >= 0)
            {
                if (cold && steps == 0) RefuseCollinear(blamed, columns);
                break;
            }

            gradient.CopyTo(Step);
            Cholesky.Solve(Factor, Parameters, Step);
            var squared = Kernels.Dot(gradient, Step);
            var move = LargestMove();
            if (!double.IsFinite(move) || !double.IsFinite(squared)) RefuseOverflow();
            // A separated fit walks off with margins that grow by about 1 a step; once θ separates the rows that is proved.
            if (options.L2 == 0 && steps >= StepsBeforeSuspicion && move > SettledMove && _kernel.Separates(rows, Theta)) break;
            if (move > SafeMove)
            {
                Damp(rows, squared);
                continue;
            }

            Kernels.Axpy(-1, Step, Theta);
            // ½e^δ < 0.6 for δ ≤ 0.1. δ itself must be small: along a separating direction λ vanishes and δ stays near 1.
            if (move <= SettledMove && 0.6 * move * Math.Sqrt(Math.Max(squared, 0)) <= Tolerance) return;
        }

        RefuseDiverged(_kernel.Separates(rows, Theta));
    }

    /// <summary>Writes w and returns c in the columns' own origin.</summary>
    public double Unshift(Span<double> coefficients)
    {
        if (!options.Intercept)
        {
            Theta.CopyTo(coefficients);
            return 0;
        }

        Theta[1..].CopyTo(coefficients);
        return Theta[0] - Kernels.Dot(Rows.Origin, coefficients);
    }

    // Halving ends: ln(1 + δ)/δ is known to do.
    private void Damp(ReadOnlySpan<double> rows, double squared)
    {
        var here = Objective(rows, Theta);
        var trial = _trial.AsSpan(0, Parameters);
        for (var length = 1.0; ; length /= 2)
        {
            Theta.CopyTo(trial);
            Kernels.Axpy(-length, Step, trial);
            if (Objective(rows, trial) <= here - 1e-4 * length * squared || length < 1e-10) break;
        }

        trial.CopyTo(Theta);
    }

    private double Objective(ReadOnlySpan<double> rows, ReadOnlySpan<double> theta)
    {
        var slopes = theta[(options.Intercept ? 1 : 0)..];
        return _kernel.Loss(rows, theta) + 0.5 * options.L2 * Kernels.Dot(slopes, slopes);
    }

    private void AddPenalty(Span<double> gradient)
    {
        if (options.L2 == 0) return;
        for (var j = options.Intercept ? 1 : 0; j < Parameters; j++)
        {
            gradient[j] = Math.FusedMultiplyAdd(options.L2, _theta[j], gradient[j]);
            _hessian[Gram.PackedLength(j + 1) - 1] += options.L2;
        }
    }

    private int Decompose()
    {
        for (var j = 0; j < Parameters; j++) _squares[j] = _hessian[Gram.PackedLength(j + 1) - 1];
        return NormalMatrix.Factor(Hessian, Factor, _squares.AsSpan(0, Parameters));
    }

    private double LargestMove()
    {
        var sum = 0.0;
        for (var j = 0; j < Parameters; j++) sum = Math.FusedMultiplyAdd(Math.Abs(_step[j]), Rows.Largest[j], sum);
        return sum;
    }

    private static void RefuseOverflow() => throw new RefusalException("logistic overflows: the values do not fit its sums; rescale the columns.");

    private void RefuseCollinear(int parameter, IReadOnlyList<FeatureColumn> columns)
    {
        if (!double.IsFinite(_squares[parameter])) RefuseOverflow();
        var column = parameter - (options.Intercept ? 1 : 0);
        throw new RefusalException(
            $"logistic has no single solution: {Refuse.ColumnName(columns, column)} is constant or a combination of the columns before it on these rows; "
            + "drop it or add a penalty l2 > 0.");
    }

    private void RefuseDiverged(bool separated) => throw new RefusalException(separated
        ? "logistic has no finite fit: a hyperplane separates the two classes; add a penalty l2 > 0."
        : string.Create(CultureInfo.InvariantCulture, $"logistic did not converge: data may be separable; add a penalty l2 > {options.L2}."));
}
