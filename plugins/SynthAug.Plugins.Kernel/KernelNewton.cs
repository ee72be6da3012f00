using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// The minimum of ½·ridge·‖w‖² + Σ ω·ln(1 + exp(zᵀθ)), θ = (c, w), over the first rows z, ‖features‖ ≤ 1. A Hessian costs as much as
/// <see cref="HessianInPasses"/> passes over the features, so steps go by an old one (<see cref="ChordSteps"/>); a fresh one is a drift of 0: Newton.
/// </summary>
/// <param name="ridge">Above 0: the minimum is then finite and single.</param>
/// <param name="tolerance">Bound on the error in the Hessian's norm.</param>
internal sealed class KernelNewton(FeatureRows rows, double ridge, double tolerance)
{
    // The most a margin may move: a full step lowers the objective up to 1.79 with a fresh Hessian, up to 1.05 with one that is e^±0.3 off.
    private const double SafeMove = 1.5, SafeChordMove = 1, MostDrift = 0.3;
    private const double HessianInPasses = 10;
    private const int MostSteps = 200, ChunkLength = 4096;

    private readonly MarginLoops _loops = new();
    private readonly ChordSteps _chords = new(tolerance);
    private double[] _margins = [], _reference = [], _slopes = [], _curvatures = [], _changes = [], _scaled = [];
    private double[] _next = [], _hessian = [], _workspace = [], _spreadHessian = [], _spreadGradient = [];

    /// <summary>c, then w, at the minimum.</summary>
    public ReadOnlySpan<double> Minimum => _chords.Minimum;

    private int Stride => rows.Stride;

    private Span<double> Hessian => _hessian.AsSpan(0, Gram.PackedLength(Stride));

    /// <param name="theta">Where to start; empty for 0.</param>
    public void Start(ReadOnlySpan<double> theta)
    {
        _chords.Start(rows.Parameters);
        if (_next.Length < Stride)
        {
            (_next, _hessian, _workspace) = (new double[Stride], new double[Gram.PackedLength(Stride)], new double[Cholesky.WorkspaceLength(Stride)]);
        }

        if (_margins.Length < rows.Count)
        {
            var length = Math.Max(rows.Count, 2 * _margins.Length);
            (_margins, _reference, _changes) = (new double[length], new double[length], new double[length]);
            (_slopes, _curvatures) = (new double[length], new double[length]);
        }

        _chords.Theta.Clear();
        theta.CopyTo(_chords.Theta);
    }

    /// <summary>Moves θ to the minimum over the first rows. False when that is not reached: the numbers do not fit.</summary>
    public bool TryMinimise(int count, CancellationToken cancellation)
    {
        Place(count);
        var stale = true;
        var lengthBefore = double.PositiveInfinity;
        for (var steps = 0; steps < MostSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (stale && !Refresh(count)) return false;
            if (!_chords.TryChord(out var isDone)) return false;
            if (isDone) return true;
            _chords.Direct();
            var length = _chords.Length;
            var move = Try(count, out var drift);
            if (!double.IsFinite(move)) return false;
            var tooFar = move > (stale ? SafeMove : SafeChordMove);
            if (tooFar)
            {
                if (stale) Damp(count);
                _chords.Step.Clear();
                _ = Try(count, out drift);
            }

            Take(count);
            _chords.Drift = drift;
            stale = tooFar || drift > MostDrift || Passes(length, lengthBefore) > HessianInPasses;
            lengthBefore = length;
        }

        return false;
    }

    /// <summary>
    /// Gives each count what the rows between can tell: θ, with gradient and Hessian over its own rows. What the margins were is lost: the next call is
    /// <see cref="Start"/>.
    /// </summary>
    /// <param name="placed">What was minimised over.</param>
    /// <param name="counts">Away from that: all less and descending, or all more and ascending.</param>
    public void Spread(int placed, ReadOnlySpan<int> counts, CandidateLanes lanes)
    {
        if (_spreadGradient.Length < Stride) (_spreadGradient, _spreadHessian) = (new double[Stride], new double[Hessian.Length]);
        Hessian.CopyTo(_spreadHessian);
        _chords.Gradient.CopyTo(_spreadGradient);
        Span<double> hessian = _spreadHessian.AsSpan(0, Hessian.Length), gradient = _spreadGradient.AsSpan(0, Stride);
        foreach (var count in counts)
        {
            var (first, end) = count > placed ? (placed, count) : (count, placed);
            if (count > placed) Arrive(first, end);
            AddBetween(first, end, count > placed ? 1 : -1, hessian, gradient);
            lanes.Add(count, _chords, gradient, hessian);
            placed = count;
        }
    }

    /// <summary>What every margin was where the Hessian was taken.</summary>
    public ReadOnlySpan<double> Reference => _reference;

    // The Hessian takes the curvatures of its own place, the gradient the slopes of θ.
    private void AddBetween(int first, int end, double sign, Span<double> hessian, Span<double> gradient)
    {
        Span<double> slopes = _slopes.AsSpan(first, end - first), curvatures = _curvatures.AsSpan(first, end - first);
        _changes.AsSpan(first, end - first).Clear();
        _loops.Weigh(Part(_reference, first, end), out _, out _);
        Kernels.Affine(sign, 0, curvatures);
        Gram.AddWeighted(rows.Between(first, end), curvatures, hessian);
        _loops.Weigh(Part(_margins, first, end), out _, out _);
        Kernels.Affine(sign, 0, slopes);
        Gram.AddWeightedMoment(rows.Between(first, end), slopes, gradient);
    }

    // Margins at θ, where the Hessian's share of these rows is to be taken too.
    private void Arrive(int first, int end)
    {
        Kernels.MatVec(rows.Between(first, end), _chords.Theta, 0, _margins.AsSpan(first, end - first));
        _margins.AsSpan(first, end - first).CopyTo(_reference.AsSpan(first));
    }

    private MarginLoops.Part Part(double[] margins, int first, int end) => new(
        margins.AsSpan(first, end - first), _changes.AsSpan(first, end - first), _reference.AsSpan(first, end - first),
        rows.Weights(first, end), _slopes.AsSpan(first, end - first), _curvatures.AsSpan(first, end - first));

    // Gradient and curvatures at θ, as a step of nothing.
    private void Place(int count)
    {
        Arrive(0, count);
        _chords.Step.Clear();
        _ = Try(count, out _);
        Take(count);
    }

    // One pass over the features, a first-level cache at a time: what the step does to the margins, slopes and curvatures there, the gradient there.
    // Returns the largest move of a margin; the drift is the largest distance from where the Hessian was taken.
    private double Try(int count, out double drift)
    {
        var step = _chords.Step;
        var gradient = _next.AsSpan(0, Stride);
        gradient.Clear();
        for (var j = 1; j < rows.Parameters; j++) gradient[j] = ridge * (_chords.Theta[j] - step[j]);
        var chunk = Math.Max(8, ChunkLength / Stride & ~7);
        (var most, drift) = (0.0, 0.0);
        for (var first = 0; first < count; first += chunk)
        {
            var end = Math.Min(first + chunk, count);
            var part = rows.Between(first, end);
            Kernels.MatVec(part, step, 0, _changes.AsSpan(first, end - first));
            _loops.Weigh(Part(_margins, first, end), out var move, out var away);
            (most, drift) = (Math.Max(most, move), Math.Max(drift, away));
            Gram.AddWeightedMoment(part, _slopes.AsSpan(first, end - first), gradient);
        }

        return most;
    }

    // Passes that are left at the pace of the last step.
    private double Passes(double length, double lengthBefore)
    {
        var pace = length / lengthBefore;
        return !(pace > 0) ? 0 : pace >= 1 ? double.PositiveInfinity : ExactMath.Log(tolerance / length) / ExactMath.Log(pace);
    }

    private bool Refresh(int count)
    {
        Hessian.Clear();
        var chunk = Math.Max(8, ChunkLength / Stride & ~7);
        if (_scaled.Length < chunk * Stride) _scaled = new double[chunk * Stride];
        // Each row times the root of its curvature: one product of a matrix with itself, and no weight to multiply by in every tile.
        for (var first = 0; first < count; first += chunk)
        {
            var end = Math.Min(first + chunk, count);
            var scaled = _scaled.AsSpan(0, (end - first) * Stride);
            MarginLoops.Scale(rows.Between(first, end), _curvatures.AsSpan(first, end - first), scaled);
            Gram.Add(new(scaled, Stride), Hessian);
        }

        for (var j = 1; j < rows.Parameters; j++) _hessian[Gram.PackedLength(j + 1) - 1] += ridge;
        _margins.AsSpan(0, count).CopyTo(_reference);
        _chords.Drift = 0;
        return _chords.TryFactor(Hessian, _workspace);
    }

    // Goes where the last try was.
    private void Take(int count)
    {
        Kernels.Axpy(-1, _chords.Step, _chords.Theta);
        Kernels.Axpy(-1, _changes.AsSpan(0, count), _margins.AsSpan(0, count));
        _next.AsSpan(0, Stride).CopyTo(_chords.Gradient);
    }

    // Goes a part of the step. Halving ends: ln(1 + δ)/δ is known to do, δ the largest move of a margin.
    private void Damp(int count)
    {
        Span<double> theta = _chords.Theta[1..rows.Parameters], step = _chords.Step[1..rows.Parameters];
        double norm = Kernels.Dot(theta, theta), across = Kernels.Dot(theta, step), own = Kernels.Dot(step, step);
        var here = Loss(count, 0) + 0.5 * ridge * norm;
        var length = 1.0;
        for (; length > 1e-10; length /= 2)
        {
            var there = Loss(count, length) + 0.5 * ridge * (norm - length * (2 * across - length * own));
            if (there <= here - 1e-4 * length * _chords.Squared) break;
        }

        Kernels.Axpy(-length, _chords.Step, _chords.Theta);
        Kernels.Axpy(-length, _changes.AsSpan(0, count), _margins.AsSpan(0, count));
    }

    // Σ ω·ln(1 + e^u) a length down the step; the slopes are overwritten.
    private double Loss(int count, double length)
    {
        var losses = _slopes.AsSpan(0, count);
        for (var i = 0; i < count; i++) losses[i] = Math.FusedMultiplyAdd(-length, _changes[i], _margins[i]);
        ExactMath.Softplus(losses, losses);
        return Kernels.Dot(rows.Weights(0, count), losses);
    }
}
