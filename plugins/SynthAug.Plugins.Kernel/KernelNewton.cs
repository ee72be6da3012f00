using System.Runtime.InteropServices;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// The minimum of ½·ridge·‖w‖² + Σ ω·ln(1 + exp(zᵀθ)), θ = (c, w), over rows z = ±(1, features), ‖features‖ ≤ 1: a minority row is negated, so no
/// label is read. A Hessian costs as much as <see cref="HessianInPasses"/> passes over the features, so steps go by an old one (chord steps), mended
/// by what the last steps showed of the gradient (<see cref="StepMemory"/>). |ℓ‴| ≤ ℓ″ (Bach 2010) says how far the old one holds: if no margin has moved
/// by more than δ since, the Hessian is within e^±δ of it, a chord step leaves at most ρ = e^δ − 1 of the error in the old Hessian's norm, so at most
/// ρ/(1 − ρ) times the step's own length: the certificate that ends the iteration. A fresh Hessian is δ = 0: Newton. No margin moves by more than
/// |c| + ‖w‖ of a step, so the last one, a plain chord step, is certified without another pass.
/// </summary>
/// <param name="ridge">Above 0: the minimum is then finite and single.</param>
internal sealed class KernelNewton(double ridge)
{
    /// <summary>
    /// Bound on the error in the Hessian's norm. A margin's error is at most that over √ridge, up to the intercept's share, so margins have 1e-11.
    /// </summary>
    private readonly double _tolerance = 1e-11 * Math.Sqrt(Math.Min(1, ridge));

    // The most a margin may move: a full step lowers the objective up to 1.79 with a fresh Hessian, up to 1.05 with one that is e^±0.3 off.
    private const double SafeMove = 1.5, SafeChordMove = 1, MostDrift = 0.3;
    private const double HessianInPasses = 10;
    private const int MostSteps = 200, ChunkLength = 4096;

    private readonly MarginLoops _loops = new();
    private readonly StepMemory _memory = new();
    private double[] _features = [], _weights = [], _margins = [], _reference = [], _slopes = [], _curvatures = [], _changes = [];
    private double[] _theta = [], _best = [], _chord = [], _step = [], _gradient = [], _next = [], _hessian = [], _factor = [], _workspace = [];
    private int _offset, _parameters, _placed;
    private double _drift;

    public int RowCount { get; private set; }

    /// <summary>Numbers a row of features: the parameters, and zeros up to whole vectors.</summary>
    public int Stride => Columns.Padded(_parameters);

    /// <summary>c, then w, at the minimum.</summary>
    public ReadOnlySpan<double> Theta => _best.AsSpan(0, _parameters);

    // H⁻¹g, and what is made of it.
    private Span<double> Chord => _chord.AsSpan(0, Stride);

    private Span<double> Step => _step.AsSpan(0, Stride);

    private Span<double> Factor => _factor.AsSpan(0, Gram.PackedLength(_parameters));

    public void Clear() => (RowCount, _parameters, _placed) = (0, 0, 0);

    /// <summary>Keeps the first rows.</summary>
    public void Truncate(int count) => RowCount = count;

    /// <summary>Makes room for one row a weight; the caller fills their features, of the same number in every call since <see cref="Clear"/>.</summary>
    /// <returns>Rows of <see cref="Stride"/> numbers.</returns>
    public Span<double> Append(int parameters, ReadOnlySpan<double> weights)
    {
        _parameters = parameters;
        var (first, count) = (RowCount, RowCount + weights.Length);
        Reserve(checked(count * Stride));
        if (_weights.Length < count)
        {
            var rows = Math.Max(count, 2 * _weights.Length);
            Array.Resize(ref _weights, rows);
            (_margins, _reference, _changes) = (new double[rows], new double[rows], new double[rows]);
            (_slopes, _curvatures) = (new double[rows], new double[rows]);
        }

        weights.CopyTo(_weights.AsSpan(first));
        RowCount = count;
        return _features.AsSpan(_offset + first * Stride, weights.Length * Stride);
    }

    /// <summary>θ = 0.</summary>
    public void Start()
    {
        var length = Stride;
        if (_theta.Length < length)
        {
            (_theta, _best, _chord) = (new double[length], new double[length], new double[length]);
            (_step, _gradient, _next) = (new double[length], new double[length], new double[length]);
            (_hessian, _factor) = (new double[Gram.PackedLength(length)], new double[Gram.PackedLength(length)]);
            _workspace = new double[Cholesky.WorkspaceLength(length)];
        }

        _theta.AsSpan().Clear();
        _memory.Start(length);
        _placed = 0;
    }

    /// <summary>Moves θ to the minimum over the first rows. Counts ascend after each <see cref="Start"/>.</summary>
    /// <exception cref="RefusalException">It is not reached: the numbers do not fit.</exception>
    public void Minimise(int count, CancellationToken cancellation)
    {
        var stale = _placed == 0;
        if (!Place(count)) stale = true;
        var lengthBefore = double.PositiveInfinity;
        _memory.Clear();
        for (var steps = 0; steps < MostSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (stale && !Refresh(count)) break;
            _gradient.AsSpan(0, Stride).CopyTo(Chord);
            Cholesky.Solve(Factor, _parameters, Chord[.._parameters]);
            var squared = Kernels.Dot(_gradient.AsSpan(0, _parameters), Chord[.._parameters]);
            var length = Math.Sqrt(Math.Max(squared, 0));
            var slopes = Chord[1.._parameters];
            var bound = Math.Abs(Chord[0]) + Math.Sqrt(Kernels.Dot(slopes, slopes));
            if (!double.IsFinite(bound) || !double.IsFinite(length)) break;
            // The second move stands for the little that is left to go.
            var rate = ExactMath.Exp(_drift + 2 * bound) - 1;
            if (rate < 0.5 && rate / (1 - rate) * length <= _tolerance)
            {
                // θ itself stays where margins and gradient are known: the next count starts from there.
                _theta.AsSpan(0, Stride).CopyTo(_best);
                Kernels.Axpy(-1, Chord, _best.AsSpan(0, Stride));
                return;
            }

            if (stale) _memory.Clear();
            _memory.Direct(_gradient.AsSpan(0, Stride), Chord, Step);
            var move = Try(count, out var drift);
            if (!double.IsFinite(move)) break;
            var tooFar = move > (stale ? SafeMove : SafeChordMove);
            if (tooFar)
            {
                if (stale) Damp(count, squared);
                Step.Clear();
                _ = Try(count, out drift);
            }

            Take(count);
            _drift = drift;
            stale = tooFar || drift > MostDrift || Passes(length, lengthBefore) > HessianInPasses;
            lengthBefore = length;
        }

        throw new RefusalException($"{KernelLogistic.Id} did not converge: the weights or the ridge do not fit its sums; rescale the weights or raise ridge.");
    }

    // Margins, gradient and the Hessian's share of the rows that are new: the old gradient and Hessian are at hand, so this reads the new rows only.
    // False when the Hessian can't be used.
    private bool Place(int count)
    {
        var (first, parameters) = (_placed, Stride);
        if (first == count) return true;
        var rows = Rows(first, count);
        Kernels.MatVec(rows, _theta.AsSpan(0, parameters), 0, _margins.AsSpan(first, count - first));
        _margins.AsSpan(first, count - first).CopyTo(_reference.AsSpan(first));
        _changes.AsSpan(first, count - first).Clear();
        _loops.Weigh(Part(first, count), out _, out _);
        _placed = count;
        if (first == 0)
        {
            _gradient.AsSpan(0, parameters).Clear();
            for (var j = 1; j < _parameters; j++) _gradient[j] = ridge * _theta[j];
        }

        Gram.AddWeightedMoment(rows, _slopes.AsSpan(first, count - first), _gradient.AsSpan(0, parameters));
        if (first == 0) return false;
        Gram.AddWeighted(rows, _curvatures.AsSpan(first, count - first), _hessian.AsSpan(0, Gram.PackedLength(parameters)));
        return Decompose();
    }

    private ReadOnlyRows Rows(int first, int end) => new(_features.AsSpan(_offset + first * Stride, (end - first) * Stride), Stride);

    private MarginLoops.Part Part(int first, int end) => new(
        _margins.AsSpan(first, end - first), _changes.AsSpan(first, end - first), _reference.AsSpan(first, end - first),
        _weights.AsSpan(first, end - first), _slopes.AsSpan(first, end - first), _curvatures.AsSpan(first, end - first));

    // One pass over the features, a first-level cache at a time: what the step does to the margins, slopes and curvatures there, the gradient there.
    // Returns the largest move of a margin; the drift is the largest distance from where the Hessian was taken.
    private double Try(int count, out double drift)
    {
        var parameters = Stride;
        var gradient = _next.AsSpan(0, parameters);
        for (var j = 0; j < parameters; j++) gradient[j] = j == 0 || j >= _parameters ? 0 : ridge * (_theta[j] - _step[j]);
        var chunk = Math.Max(8, ChunkLength / parameters & ~7);
        (var most, drift) = (0.0, 0.0);
        for (var first = 0; first < count; first += chunk)
        {
            var end = Math.Min(first + chunk, count);
            var rows = Rows(first, end);
            Kernels.MatVec(rows, Step, 0, _changes.AsSpan(first, end - first));
            _loops.Weigh(Part(first, end), out var move, out var away);
            (most, drift) = (Math.Max(most, move), Math.Max(drift, away));
            Gram.AddWeightedMoment(rows, _slopes.AsSpan(first, end - first), gradient);
        }

        return most;
    }

    // Passes that are left at the pace of the last step.
    private double Passes(double length, double lengthBefore)
    {
        var pace = length / lengthBefore;
        return !(pace > 0) ? 0 : pace >= 1 ? double.PositiveInfinity : ExactMath.Log(_tolerance / length) / ExactMath.Log(pace);
    }

    private bool Refresh(int count)
    {
        var hessian = _hessian.AsSpan(0, Gram.PackedLength(Stride));
        hessian.Clear();
        Gram.AddWeighted(Rows(0, count), _curvatures.AsSpan(0, count), hessian);
        for (var j = 1; j < _parameters; j++) hessian[Gram.PackedLength(j + 1) - 1] += ridge;
        _margins.AsSpan(0, count).CopyTo(_reference);
        _drift = 0;
        return Decompose();
    }

    // Without the padding, which comes last.
    private bool Decompose()
    {
        _hessian.AsSpan(0, Factor.Length).CopyTo(Factor);
        return Cholesky.TryFactor(Factor, _parameters, _workspace);
    }

    // Goes where the last try was.
    private void Take(int count)
    {
        Kernels.Axpy(-1, Step, _theta.AsSpan(0, Stride));
        Kernels.Axpy(-1, _changes.AsSpan(0, count), _margins.AsSpan(0, count));
        (_gradient, _next) = (_next, _gradient);
    }

    // Goes a part of the step. Halving ends: ln(1 + δ)/δ is known to do, δ the largest move of a margin.
    private void Damp(int count, double squared)
    {
        Span<double> theta = _theta.AsSpan(1, _parameters - 1), step = Step[1.._parameters];
        double norm = Kernels.Dot(theta, theta), across = Kernels.Dot(theta, step), own = Kernels.Dot(step, step);
        var here = Loss(count, 0) + 0.5 * ridge * norm;
        var length = 1.0;
        for (; length > 1e-10; length /= 2)
        {
            var there = Loss(count, length) + 0.5 * ridge * (norm - length * (2 * across - length * own));
            if (there <= here - 1e-4 * length * squared) break;
        }

        Kernels.Axpy(-length, Step, _theta.AsSpan(0, Stride));
        Kernels.Axpy(-length, _changes.AsSpan(0, count), _margins.AsSpan(0, count));
    }

    // Σ ω·ln(1 + e^u) a length down the step; the slopes are overwritten.
    private double Loss(int count, double length)
    {
        var losses = _slopes.AsSpan(0, count);
        for (var i = 0; i < count; i++) losses[i] = Math.FusedMultiplyAdd(-length, _changes[i], _margins[i]);
        ExactMath.Softplus(losses, losses);
        return Kernels.Dot(_weights.AsSpan(0, count), losses);
    }

    // Pinned, so that rows can begin at whole cache lines: a vector across two of them is read twice.
    private void Reserve(int length)
    {
        if (_features.Length >= length + 8) return;
        var grown = GC.AllocateUninitializedArray<double>(Math.Max(length + 8, (int)Math.Min(2L * _features.Length, Array.MaxLength)), pinned: true);
        var offset = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(grown, 0) & 63) / sizeof(double);
        _features.AsSpan(_offset, Math.Min(RowCount * Stride, Math.Max(0, _features.Length - _offset))).CopyTo(grown.AsSpan(offset));
        (_features, _offset) = (grown, offset);
    }
}
