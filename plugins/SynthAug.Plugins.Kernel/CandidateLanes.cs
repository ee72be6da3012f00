using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// Up to eight candidates at a time, each over its own number of the first rows, all by chord steps from Hessians of one place: a pass reads a row once for
/// all of them. A pass of one candidate waits for memory; this one is multiply-adds. One that goes too far or too slowly is given up.
/// </summary>
internal sealed class CandidateLanes
{
    public const int Most = 8;

    private const int MostSteps = 24, ChunkLength = 2560;

    // Given up where a step is longer than this share of the one before, or a margin farther from where the Hessian was taken.
    private const double SlowestPace = 0.7, MostDrift = 1.5;

    private readonly FeatureRows _rows;
    private readonly double _ridge;
    private readonly ChordSteps[] _candidates = new ChordSteps[Most];
    private readonly double[] _counts = new double[Most], _drifts = new double[Most], _lengths = new double[Most];
    private readonly bool[] _runs = new bool[Most], _done = new bool[Most];
    private double[] _thetas = [], _gradients = [], _margins = [], _workspace = [];

    public CandidateLanes(FeatureRows rows, double ridge, double tolerance)
    {
        (_rows, _ridge) = (rows, ridge);
        for (var i = 0; i < Most; i++) _candidates[i] = new(tolerance);
    }

    public int Count { get; private set; }

    public bool IsDone(int i) => _done[i];

    public ReadOnlySpan<double> Minimum(int i) => _candidates[i].Minimum;

    public void Clear() => Count = 0;

    /// <summary>A candidate over the first so many rows.</summary>
    /// <param name="from">Whose θ and drift it starts from.</param>
    /// <param name="gradient">There, over its rows.</param>
    /// <param name="hessian">Over its rows where every margin was the reference.</param>
    public void Add(int count, ChordSteps from, ReadOnlySpan<double> gradient, ReadOnlySpan<double> hessian)
    {
        var candidate = _candidates[Count];
        candidate.Start(_rows.Parameters);
        from.Theta.CopyTo(candidate.Theta);
        gradient.CopyTo(candidate.Gradient);
        candidate.Drift = from.Drift;
        (_counts[Count], _lengths[Count], _done[Count]) = (count, double.PositiveInfinity, false);
        var workspace = Cholesky.WorkspaceLength(_rows.Stride);
        if (_workspace.Length < workspace) _workspace = new double[workspace];
        _runs[Count++] = candidate.TryFactor(hessian, _workspace);
    }

    /// <summary>Moves every candidate to its minimum, or gives it up.</summary>
    /// <param name="reference">Length of the most rows: every margin where the Hessians were taken.</param>
    public void Minimise(ReadOnlySpan<double> reference, CancellationToken cancellation)
    {
        var length = _rows.Stride * Most;
        var chunk = Math.Max(8, ChunkLength / _rows.Stride & ~7);
        if (_thetas.Length < length) (_thetas, _gradients) = (new double[length], new double[length]);
        if (_margins.Length < chunk * Most) _margins = new double[chunk * Most];
        // Lanes without a candidate have no row.
        _counts.AsSpan(Count).Clear();
        _thetas.AsSpan(0, length).Clear();
        for (var steps = 0; steps < MostSteps; steps++)
        {
            cancellation.ThrowIfCancellationRequested();
            var most = 0;
            for (var i = 0; i < Count; i++)
            {
                if (_runs[i] && (_runs[i] = TryStep(i))) most = Math.Max(most, (int)_counts[i]);
            }

            if (most == 0) return;
            Pass(reference[..most], chunk);
            for (var i = 0; i < Count; i++)
            {
                if (!_runs[i]) continue;
                var gradient = _candidates[i].Gradient;
                for (var j = 0; j < gradient.Length; j++) gradient[j] = _gradients[j * Most + i];
                _candidates[i].Drift = _drifts[i];
            }
        }
    }

    // False when the candidate is done or given up.
    private bool TryStep(int i)
    {
        var candidate = _candidates[i];
        if (!candidate.TryChord(out _done[i]) || _done[i]) return false;
        if (candidate.Drift > MostDrift || !(candidate.Length <= SlowestPace * _lengths[i])) return false;
        _lengths[i] = candidate.Length;
        candidate.Direct();
        var theta = candidate.Theta;
        Kernels.Axpy(-1, candidate.Step, theta);
        for (var j = 0; j < theta.Length; j++) _thetas[j * Most + i] = theta[j];
        return true;
    }

    private void Pass(ReadOnlySpan<double> reference, int chunk)
    {
        var lanes = new CandidateLoops.Lanes(_thetas, _gradients, _counts, _drifts, _margins);
        _drifts.AsSpan().Clear();
        _gradients.AsSpan().Clear();
        for (var j = Most; j < _rows.Parameters * Most; j++) _gradients[j] = _ridge * _thetas[j];
        for (var first = 0; first < reference.Length; first += chunk)
        {
            var end = Math.Min(first + chunk, reference.Length);
            CandidateLoops.Add(_rows.Between(first, end), first, _rows.Parameters, _rows.Weights(first, end), reference[first..end], lanes);
        }
    }
}
