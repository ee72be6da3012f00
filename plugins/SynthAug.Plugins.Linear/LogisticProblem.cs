using System.Globalization;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Newton's method on packed rows. The loss ℓ(u) = ln(1 + e^u) has |ℓ‴| ≤ ℓ″ (Bach 2010, generalised self-concordance), so with s the step,
/// λ² = gᵀs its squared length in the Hessian's norm and δ ≥ max |zᵀs| the most any margin moves:
/// a full step lowers the objective whenever δ ≤ 1.79 (no loss need be computed), the damped step ln(1 + δ)/δ always does, and after
/// a full step what is left to go is at most ½e^δ·δ·λ in the same norm — the certificate that ends the iteration without another pass.
/// <para>
/// Near the minimum steps go by the last factor (chords), corrected by what the fit's gradients have told since (<see cref="Secants"/>): λ shrinks by a rate that is
/// measured, and what is left is at most rate/(1 − rate)·λ. A rate that needs more chords than a Hessian costs has it evaluated.
/// </para>
/// </summary>
internal sealed partial class LogisticProblem(LogisticOptions options)
{
    /// <summary>
    /// Bound on √(gᵀH⁻¹g) at the returned θ. H⁻¹ is the covariance of the estimate, so the fit is within this many standard errors of the
    /// minimum in every direction, whatever the units of the columns.
    /// </summary>
    public const double Tolerance = 1e-10;

    private const double SafeMove = 1.5, ChordMove = 0.5, SettledMove = 0.1, BoldestMove = 3;
    private const int MostSteps = 100, StepsBeforeSuspicion = 8;

    // Below this p a Hessian costs hardly more than a gradient: worth it unless one chord ends the fit.
    private const int ChordParameters = 12;

    private readonly LogisticKernel _kernel = new();
    private readonly Secants _secants = new();
    private double[] _theta = [], _step = [], _gradient = [], _trial = [], _hessian = [], _added = [], _factor = [], _squares = [];
    private double _l2 = options.L2;

    // Of the factor at hand: whether the next step goes by it, λ of the last step that did (∞: none yet), the worst rate so far.
    private bool _isChord;
    private double _last, _worst;
    private bool _isMeasured, _isAfterNewton;

    public LogisticRows Rows { get; } = new(options.Intercept);

    private int Parameters => Rows.Parameters;

    private Span<double> Theta => _theta.AsSpan(0, Parameters);

    private Span<double> Step => _step.AsSpan(0, Parameters);

    private Span<double> Hessian => _hessian.AsSpan(0, Gram.PackedLength(Parameters));

    private Span<double> Factor => _factor.AsSpan(0, Gram.PackedLength(Parameters));

    /// <summary>θ of the constant that fits best, and room for the rows' dimension. Rows come first: their weights say which constant.</summary>
    public void Start()
    {
        if (_theta.Length < Parameters)
        {
            (_theta, _step, _gradient, _trial, _squares) =
                (new double[Parameters], new double[Parameters], new double[Parameters], new double[Parameters], new double[Parameters]);
            (_aside, _changeMove, _evaluatedAt) = (new double[Parameters], new double[Parameters], new double[Parameters]);
            (_bend, _image, _bestGradient) = (new double[Parameters], new double[Parameters], new double[Parameters]);
            _rough = new float[MostTogether * Parameters];
            (_keptTheta, _keptEvaluatedAt, _keptHessian) = (new double[Parameters], new double[Parameters], new double[Gram.PackedLength(Parameters)]);
            var packed = Gram.PackedLength(Parameters);
            (_hessian, _added, _factor, _change) = (new double[packed], new double[packed], new double[packed], new double[packed]);
        }

        Theta.Clear();
        if (options.Intercept && Rows.MajorityWeight > 0 && Rows.MinorityWeight > 0) Theta[0] = ExactMath.Log(Rows.MinorityWeight / Rows.MajorityWeight);
        (_isChord, IsCold, _isChangeKnown, _addedRows, _lacked, _unsolved, _isRoughVain) = (false, true, false, 0, 0, 0, false);
    }

    /// <summary>No fit has come to an end since <see cref="Start"/>: nothing to begin the next one with.</summary>
    public bool IsCold { get; private set; } = true;

    /// <summary>
    /// Begins a fit of other weights, synthetic rows or penalty with the last one: the intercept follows the classes' proportions, the Hessian follows the
    /// penalty, and is tried again where the proportions are the same.
    /// </summary>
    public void Continue(double l2, double majorityWeight, double minorityWeight)
    {
        for (var j = options.Intercept ? 1 : 0; j < Parameters; j++) _hessian[Gram.PackedLength(j + 1) - 1] += l2 - _l2;
        _l2 = l2;
        if (options.Intercept) Theta[0] += ExactMath.Log(Rows.MinorityWeight / Rows.MajorityWeight * (majorityWeight / minorityWeight));
        if (majorityWeight == Rows.MajorityWeight && minorityWeight == Rows.MinorityWeight && Decompose() < 0) StartChords(double.PositiveInfinity);
        else _isChord = false;
    }

    /// <summary>The penalty that a fit from <see cref="Start"/> has.</summary>
    public void Penalise(double l2) => _l2 = l2;

    /// <summary>Moves θ to the minimum over the first blocks; leaves the last Hessian for <see cref="Predict"/>.</summary>
    /// <exception cref="RefusalException">There is no finite minimum, or a column is a combination of others.</exception>
    public void Minimise(int blocks, IReadOnlyList<FeatureColumn> columns, CancellationToken cancellation)
    {
        var isFirst = IsCold;
        IsCold = true;
        FitChecks.Classes(Rows.MajorityWeight, Rows.MinorityWeight, "logistic");
        var rows = Rows.Blocks(0, blocks);
        Narrow();
        if (isFirst) TryNear(blocks);
        _secants.Clear(Parameters);
        // λ as it should be at θ.
        var expected = double.PositiveInfinity;
        var gradient = _gradient.AsSpan(0, Parameters);
        // gᵀs of a whole step beyond what is safe: far from the minimum most do well, and the next gradient tells for nothing. Only some: the proof wants objectives.
        var bold = 0.0;
        for (var steps = 0; steps < MostSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            var isChord = _isChord;
            var isRough = expected >= (isChord ? RoughLeast : RoughLeastOfNewton) && steps < StepsBeforeSuspicion
                && TryEvaluateRoughly(blocks, gradient, isChord ? [] : Hessian);
            if (!isRough) _kernel.Evaluate(rows, Theta, gradient, isChord ? [] : Hessian);
            if (!isChord) Evaluated();
            AddPenalty(gradient, isChord);
            // The objective is convex: where it falls at the end of the step it fell all the way, and where it rises slowly it has hardly risen.
            if (bold > 0 && !(Kernels.Dot(gradient, Step) >= -0.5 * bold))
            {
                Kernels.Axpy(1, Step, Theta);
                Damp(rows, bold);
                bold = 0;
                continue;
            }

            bold = 0;
            var blamed = isChord ? -1 : Decompose();
            if (isRough && !isChord && (blamed >= 0 || !IsRoughFactorSure()))
            {
                // The same step again.
                GiveUpRoughness();
                steps--;
                continue;
            }

            if (blamed >= 0)
            {
                if (isFirst && steps == 0) RefuseCollinear(blamed, columns);
                break;
            }

            if (!isChord) _secants.Clear(Parameters);
            gradient.CopyTo(Step);
            Cholesky.Solve(Factor, Parameters, Step);
            var squared = Kernels.Dot(gradient, Step);
            var length = Math.Sqrt(Math.Max(squared, 0));
            expected = length * (isChord && _isMeasured ? _worst : UsualMove(length) / 2);
            _secants.Add(Theta, gradient);
            var move = LargestMove();
            if (!double.IsFinite(move) || !double.IsFinite(squared))
            {
                if (!isRough) RefuseOverflow();
                GiveUpRoughness();
                steps--;
                continue;
            }

            if (isChord)
            {
                if (!TryChord(length, move))
                {
                    expected = length;
                    continue;
                }

                if (!isRough && IsSettled(length)) return;
                // Less than noise to measure a rate by.
                if (isRough && length < RoughLeast) _last = double.PositiveInfinity;
                continue;
            }

            // A separated fit walks off with margins that grow by about 1 a step; once θ separates the rows that is proved.
            if (_l2 == 0 && steps >= StepsBeforeSuspicion && move > SettledMove && _kernel.Separates(rows, Theta)) break;
            if (move > SafeMove)
            {
                if (steps < StepsBeforeSuspicion && UsualMove(length) <= BoldestMove)
                {
                    bold = squared;
                    Kernels.Axpy(-1, Step, Theta);
                }
                else
                {
                    Damp(rows, squared);
                }

                continue;
            }

            Kernels.Axpy(-1, Step, Theta);
            // ½e^δ < 0.6 for δ ≤ 0.1. δ itself must be small: along a separating direction λ vanishes and δ stays near 1.
            if (!isRough && move <= SettledMove && 0.6 * move * length <= Tolerance)
            {
                IsCold = false;
                return;
            }

            // The rate to expect is the usual move; a Newton step does as well as a chord of half of it.
            if (move <= ChordMove && Shrinks(expected, UsualMove(length)))
            {
                StartChords(length, afterNewton: true);
                // Noise in the gradient after it may make the one ratio there is small by chance.
                if (isRough) _worst = 0.1 * UsualMove(length);
            }
        }

        if (isFirst) RefuseDiverged(_kernel.Separates(rows, Theta));
        // A prediction may have led astray.
        Start();
        Minimise(blocks, columns, cancellation);
    }

    private void Evaluated()
    {
        _drift = 0;
        Theta.CopyTo(_evaluatedAt);
    }

    private bool TryChord(double length, double move)
    {
        // A Newton step leaves ½T[s, s], the chord after it T[s, ·] of that: twice the rate.
        var rate = length == 0 ? 0 : Math.Max(_worst, (_isAfterNewton ? 2 : 1) * length / _last);
        if (move > ChordMove || (length > 0.1 * Tolerance && !Shrinks(length, rate))) return _isChord = false;
        _gradient.AsSpan(0, Parameters).CopyTo(Step);
        _secants.Solve(Factor, Step);
        Kernels.Axpy(-1, Step, Theta);
        (_worst, _isMeasured, _last, _isAfterNewton) = (rate, double.IsFinite(_last), length, false);
        return true;
    }

    // Without a rate measured a factor may be too far off to judge by.
    private bool IsSettled(double length)
    {
        var isSettled = length <= 0.1 * Tolerance || (_isMeasured && _worst * length <= (1 - _worst) * Tolerance);
        IsCold = !isSettled;
        return isSettled;
    }

    private void StartChords(double length, bool afterNewton = false) =>
        (_isChord, _last, _worst, _isMeasured, _isAfterNewton) = (afterNewton || Parameters >= ChordParameters, length, 0, false, afterNewton);

    // Whether as many chords as a Hessian costs would do.
    private bool Shrinks(double length, double rate)
    {
        for (var chords = (Parameters + 4) / 8; chords > 0 && length > Tolerance; chords--) length *= rate;
        return length <= Tolerance;
    }

    // What the margin of a row moves by in a step of this length, were the step spread over the columns: no bound, a guess for what a bound follows.
    private double UsualMove(double length) =>
        length * Math.Sqrt(Parameters * (1 / Rows.MajorityWeight + 1 / Rows.MinorityWeight));

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
        return _kernel.Loss(rows, theta) + 0.5 * _l2 * Kernels.Dot(slopes, slopes);
    }

    private void AddPenalty(Span<double> gradient, bool gradientOnly)
    {
        if (_l2 == 0) return;
        for (var j = options.Intercept ? 1 : 0; j < Parameters; j++)
        {
            gradient[j] = Math.FusedMultiplyAdd(_l2, _theta[j], gradient[j]);
            if (!gradientOnly) _hessian[Gram.PackedLength(j + 1) - 1] += _l2;
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
        : string.Create(CultureInfo.InvariantCulture, $"logistic did not converge: data may be separable; add a penalty l2 > {_l2}."));
}
