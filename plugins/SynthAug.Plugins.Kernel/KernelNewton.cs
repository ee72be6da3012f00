using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// The minimum of ½·ridge·‖w‖² + Σ ω·ln(1 + exp(zᵀθ)), θ = (c, w), over rows z = ±(1, features): a minority row is negated, so no label is read.
/// A Hessian costs as much as p/4 gradients, so steps go by an old one while it holds (chord steps): on Figure 8's path a dozen Hessians serve
/// seventeen candidates. |ℓ‴| ≤ ℓ″ (Bach 2010) says how long it holds: if no margin has moved by more than δ since, the Hessian is within e^±δ
/// of the old one, a chord step leaves at most ρ = e^δ − 1 of the error in the old Hessian's norm, so at most ρ/(1 − ρ) times the step's own
/// length: the certificate that ends the iteration. A fresh Hessian is δ = 0: Newton.
/// </summary>
/// <param name="ridge">Above 0: the minimum is then finite and single.</param>
internal sealed class KernelNewton(double ridge)
{
    /// <summary>
    /// Bound on the error in the Hessian's norm. A margin's error is at most that over √ridge, up to the intercept's share, so margins have 1e-11.
    /// </summary>
    private readonly double _tolerance = 1e-11 * Math.Sqrt(Math.Min(1, ridge));

    private const double SafeMove = 1.5, MostDrift = 0.3;
    private const int MostSteps = 200;

    private double[] _features = [], _weights = [], _margins = [], _reference = [], _slopes = [], _curvatures = [], _changes = [];
    private double[] _theta = [], _step = [], _gradient = [], _hessian = [], _factor = [], _workspace = [];
    private int _parameters, _placed;

    public int RowCount { get; private set; }

    /// <summary>c, then w.</summary>
    public ReadOnlySpan<double> Theta => _theta.AsSpan(0, _parameters);

    private Span<double> Step => _step.AsSpan(0, _parameters);

    private Span<double> Hessian => _hessian.AsSpan(0, Gram.PackedLength(_parameters));

    private Span<double> Factor => _factor.AsSpan(0, Gram.PackedLength(_parameters));

    public void Clear() => (RowCount, _parameters, _placed) = (0, 0, 0);

    /// <summary>Keeps the first rows.</summary>
    public void Truncate(int count) => RowCount = count;

    /// <summary>Makes room for one row a weight; the caller fills their features, of the same number in every call since <see cref="Clear"/>.</summary>
    public Span<double> Append(int parameters, ReadOnlySpan<double> weights)
    {
        _parameters = parameters;
        var (first, count) = (RowCount, RowCount + weights.Length);
        var length = checked(count * parameters);
        if (_features.Length < length) Array.Resize(ref _features, Math.Max(length, (int)Math.Min(2L * _features.Length, Array.MaxLength)));
        if (_weights.Length < count)
        {
            var rows = Math.Max(count, 2 * _weights.Length);
            Array.Resize(ref _weights, rows);
            (_margins, _reference, _changes) = (new double[rows], new double[rows], new double[rows]);
            (_slopes, _curvatures) = (new double[rows], new double[rows]);
        }

        weights.CopyTo(_weights.AsSpan(first));
        RowCount = count;
        return _features.AsSpan(first * parameters, weights.Length * parameters);
    }

    /// <summary>θ = 0.</summary>
    public void Start()
    {
        if (_theta.Length < _parameters)
        {
            (_theta, _step, _gradient) = (new double[_parameters], new double[_parameters], new double[_parameters]);
            (_hessian, _factor) = (new double[Gram.PackedLength(_parameters)], new double[Gram.PackedLength(_parameters)]);
            _workspace = new double[Cholesky.WorkspaceLength(_parameters)];
        }

        _theta.AsSpan(0, _parameters).Clear();
        _placed = 0;
    }

    /// <summary>Moves θ to the minimum over the first rows. Counts ascend after each <see cref="Start"/>.</summary>
    /// <exception cref="RefusalException">It is not reached: the numbers do not fit.</exception>
    public void Minimise(int count, CancellationToken cancellation)
    {
        var stale = _placed == 0;
        if (stale) Place(count);
        else if (_placed < count) Predict(count);

        var lengthBefore = double.PositiveInfinity;
        for (var steps = 0; steps < MostSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            var drift = stale ? 0 : Largest(count);
            stale |= drift > MostDrift;
            Weigh(0, count);
            if (stale && !Refresh(count)) break;
            if (stale) drift = 0;
            var gradient = _gradient.AsSpan(0, _parameters);
            Differentiate(count, gradient);
            gradient.CopyTo(Step);
            Cholesky.Solve(Factor, _parameters, Step);
            var squared = Kernels.Dot(gradient, Step);
            var length = Math.Sqrt(Math.Max(squared, 0));
            var move = Move(count);
            if (!double.IsFinite(move) || !double.IsFinite(length)) break;
            if (!stale && drift + move > 2 * MostDrift)
            {
                stale = true;
                continue;
            }

            if (move > SafeMove)
            {
                Damp(count, squared);
                continue;
            }

            Take(count, 1);
            // The second move stands for the little that is left to go.
            var rate = ExactMath.Exp(drift + 2 * move) - 1;
            if (rate < 0.5 && rate / (1 - rate) * length <= _tolerance) return;
            stale = length > 0.5 * lengthBefore;
            lengthBefore = length;
        }

        throw new RefusalException($"{KernelLogistic.Id} did not converge: the weights or the ridge do not fit its sums; rescale the weights or raise ridge.");
    }

    // The old gradient is 0 and the old Hessian at hand, so this chord step reads the features of the new rows only.
    private void Predict(int count)
    {
        var first = _placed;
        Place(count);
        Weigh(first, count);
        _margins.AsSpan(first, count - first).CopyTo(_reference.AsSpan(first));
        Step.Clear();
        Gram.AddWeightedMoment(Rows(first, count), _slopes.AsSpan(first, count - first), Step);
        Gram.AddWeighted(Rows(first, count), _curvatures.AsSpan(first, count - first), Hessian);
        if (!Decompose()) return;
        Cholesky.Solve(Factor, _parameters, Step);
        var move = Move(count);
        Take(count, move <= SafeMove ? 1 : ExactMath.Log1p(move) / move);
    }

    private void Place(int count)
    {
        Kernels.MatVec(Rows(_placed, count), Theta, 0, _margins.AsSpan(_placed, count - _placed));
        _placed = count;
    }

    private ReadOnlyRows Rows(int first, int end) => new(_features.AsSpan(first * _parameters, (end - first) * _parameters), _parameters);

    // Slopes ωσ and curvatures ωσ(1 − σ) at the margins.
    private void Weigh(int first, int end)
    {
        ExactMath.Sigmoid(_margins.AsSpan(first, end - first), _slopes.AsSpan(first, end - first));
        for (var i = first; i < end; i++)
        {
            var sigma = _slopes[i];
            _slopes[i] = _weights[i] * sigma;
            _curvatures[i] = _slopes[i] * (1 - sigma);
        }
    }

    private void Differentiate(int count, Span<double> gradient)
    {
        gradient.Clear();
        Gram.AddWeightedMoment(Rows(0, count), _slopes.AsSpan(0, count), gradient);
        Kernels.Axpy(ridge, Theta[1..], gradient[1..]);
    }

    private bool Refresh(int count)
    {
        Hessian.Clear();
        Gram.AddWeighted(Rows(0, count), _curvatures.AsSpan(0, count), Hessian);
        for (var j = 1; j < _parameters; j++) _hessian[Gram.PackedLength(j + 1) - 1] += ridge;
        _margins.AsSpan(0, count).CopyTo(_reference);
        return Decompose();
    }

    private bool Decompose()
    {
        Hessian.CopyTo(Factor);
        return Cholesky.TryFactor(Factor, _parameters, _workspace);
    }

    // What the step does to the margins, and the largest of it.
    private double Move(int count)
    {
        var changes = _changes.AsSpan(0, count);
        Kernels.MatVec(Rows(0, count), Step, 0, changes);
        var largest = 0.0;
        foreach (var change in changes) largest = Math.Max(largest, Math.Abs(change));
        return largest;
    }

    // How far a margin is from where the Hessian was taken.
    private double Largest(int count)
    {
        var largest = 0.0;
        for (var i = 0; i < count; i++) largest = Math.Max(largest, Math.Abs(_margins[i] - _reference[i]));
        return largest;
    }

    private void Take(int count, double length)
    {
        Kernels.Axpy(-length, Step, _theta.AsSpan(0, _parameters));
        Kernels.Axpy(-length, _changes.AsSpan(0, count), _margins.AsSpan(0, count));
    }

    // Halving ends: a step of ln(1 + δ)/δ is known to do, δ the largest move of a margin.
    private void Damp(int count, double squared)
    {
        double norm = Kernels.Dot(Theta[1..], Theta[1..]), across = Kernels.Dot(Theta[1..], Step[1..]), own = Kernels.Dot(Step[1..], Step[1..]);
        var here = Loss(count, 0) + 0.5 * ridge * norm;
        var length = 1.0;
        for (; length > 1e-10; length /= 2)
        {
            var there = Loss(count, length) + 0.5 * ridge * (norm - length * (2 * across - length * own));
            if (there <= here - 1e-4 * length * squared) break;
        }

        Take(count, length);
    }

    // Σ ω·ln(1 + e^u) a length down the step; the slopes are overwritten.
    private double Loss(int count, double length)
    {
        var losses = _slopes.AsSpan(0, count);
        for (var i = 0; i < count; i++) losses[i] = Math.FusedMultiplyAdd(-length, _changes[i], _margins[i]);
        ExactMath.Softplus(losses, losses);
        return Kernels.Dot(_weights.AsSpan(0, count), losses);
    }
}
