namespace SynthAug.Plugins.Linear;

/// <summary>
/// Least squares along the γ-path: the real rows' sums once a trial, each pool row once, O(d³) a candidate, eight candidates
/// side by side. Sums grow row by row in the same order as in a plain fit, so every candidate has the bits of its plain fit.
/// </summary>
internal sealed class LeastSquaresPath(LeastSquaresOptions options) : ISquaredLossPath
{
    private readonly NormalEquations _real = new(options.Intercept);
    private readonly NormalEquations _running = new(options.Intercept);
    private readonly NormalSystems _systems = new(options.Labels);
    private readonly LinearCandidates _candidates = new(options.Scale);
    private readonly HeldOutMoments _heldOut = new(options.Intercept, options.Labels);
    private IReadOnlyList<FeatureColumn>? _columns;

    public IModel this[int candidate] => _candidates[candidate];

    public void Load(TrainingSample real, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(real);
        _candidates.Reset(0, real.Dimension);
        _columns = null;
        FitChecks.Finite(real);
        _real.Reset(real.Majority.Rows);
        _real.Add(real.Majority.Rows, [], minority: false);
        _real.Add(real.Minority.Rows, [], minority: true);
        _columns = real.Columns;
    }

    public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        if (_columns is null) throw new InvalidOperationException("Load the real rows before solving.");
        FitChecks.Sizes(sizes, pool.Count);
        FitChecks.Synthetic(pool, _real.Dimension, _columns);
        _running.CopyFrom(_real);
        _systems.Clear();
        _candidates.Reset(sizes.Length, _real.Dimension);
        var taken = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            if (sizes[i] > taken) _running.Add(pool.Slice(taken, sizes[i] - taken), [], minority: true);
            taken = sizes[i];
            _systems.Put(_running);
            if (_systems.Count < NormalSystems.Most && i + 1 < sizes.Length) continue;
            _systems.Solve(_columns);
            var first = i + 1 - _systems.Count;
            for (var k = 0; k < _systems.Count; k++) _candidates.Intercept(first + k) = _systems.Take(k, _candidates.Coefficients(first + k));
            _systems.Clear();
        }
    }

    public void ScoreAll(ReadOnlyRows rows, Span<double> scores) => _candidates.ScoreAll(rows, scores);

    public void LoadHeldOut(LabelledSample sample, double rho)
    {
        ArgumentNullException.ThrowIfNull(sample);
        if (_columns is null) throw new InvalidOperationException("Load the real rows before the held-out ones.");
        Refuse.OtherDimension(sample.Dimension, _real.Dimension, "held-out");
        _heldOut.Load(sample, rho, _real.Origin);
    }

    public void SquaredLosses(Span<double> losses) => _heldOut.Losses(_candidates, losses);
}
