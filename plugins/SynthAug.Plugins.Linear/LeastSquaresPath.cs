namespace SynthAug.Plugins.Linear;

/// <summary>
/// Least squares along the γ-path: the real rows' sums once a trial, each pool row once, O(d³) a candidate, eight candidates
/// side by side. Sums grow row by row in the same order as in a plain fit, so every candidate has the bits of its plain fit.
/// </summary>
internal sealed class LeastSquaresPath(LeastSquaresOptions options) : ISquaredLossPath, IStreamedPathSolver
{
    private readonly NormalEquations _real = new(options.Intercept);
    private readonly NormalEquations _running = new(options.Intercept);
    private readonly NormalSystems _systems = new(options.Labels);
    private readonly LinearCandidates _candidates = new(options.Scale);
    private readonly HeldOutMoments _heldOut = new(options.Intercept, options.Labels);
    private readonly int[] _cuts = new int[NormalSystems.Most];
    private IReadOnlyList<FeatureColumn>? _columns;
    private int _solved, _taken;

    public IModel this[int candidate] => _candidates[candidate];

    public void Load(TrainingSample real, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(real);
        _candidates.Reset(0, real.Dimension);
        _columns = null;
        _real.Reset(real.Majority.Rows);
        _real.Add(real.Majority.Rows, [], minority: false);
        _real.Add(real.Minority.Rows, [], minority: true);
        // Each row is looked at when something is wrong.
        if (!_real.AreFinite) FitChecks.Finite(real);
        _columns = real.Columns;
    }

    public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        if (_columns is null) throw new InvalidOperationException("Load the real rows before solving.");
        FitChecks.Sizes(sizes, pool.Count);
        FitChecks.Synthetic(pool, _real.Dimension, _columns);
        for (var more = Start(sizes); more; more = Take(sizes))
        {
            var chunk = Chunk(sizes);
            pool.Slice(_taken, chunk.Count).Values.CopyTo(chunk.Values);
        }
    }

    public void Solve(IRowSource pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(pool);
        if (_columns is null) throw new InvalidOperationException("Load the real rows before solving.");
        FitChecks.Sizes(sizes, Array.MaxLength);
        // A row that is not made of numbers leaves none in the squares of the last candidate, which is refused.
        for (var more = Start(sizes); more; more = Take(sizes)) pool.Read(Chunk(sizes), _taken, context);
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

    private bool Start(ReadOnlySpan<int> sizes)
    {
        _running.CopyFrom(_real);
        _systems.Clear();
        _candidates.Reset(sizes.Length, _real.Dimension);
        (_solved, _taken) = (0, 0);
        if (sizes.Length > 0 && sizes[0] == 0) _systems.Put(_running);
        return SolveFull(sizes);
    }

    private Rows Chunk(ReadOnlySpan<int> sizes) => _running.Chunk(sizes[^1] - _taken);

    // The chunk's rows, up to the next eight candidates at a time.
    private bool Take(ReadOnlySpan<int> sizes)
    {
        var chunk = Chunk(sizes);
        for (var start = 0; start < chunk.Count;)
        {
            var cuts = 0;
            for (int next = _solved + _systems.Count; next + cuts < sizes.Length && _systems.Count + cuts < NormalSystems.Most; cuts++)
            {
                _cuts[cuts] = sizes[next + cuts] - _taken;
                if (_cuts[cuts] > chunk.Count - start) break;
            }

            var rows = _systems.Count + cuts == NormalSystems.Most ? _cuts[cuts - 1] : chunk.Count - start;
            _systems.Put(_running, chunk.Slice(start, rows), _cuts.AsSpan(0, cuts));
            _taken += rows;
            start += rows;
            SolveFull(sizes);
        }

        return _taken < sizes[^1];
    }

    // Eight systems, or the last ones. Returns whether rows are left to take.
    private bool SolveFull(ReadOnlySpan<int> sizes)
    {
        var end = _solved + _systems.Count;
        if (end > _solved && (_systems.Count == NormalSystems.Most || end == sizes.Length))
        {
            _systems.Solve(_columns!);
            for (var k = 0; _solved < end; k++, _solved++) _candidates.Intercept(_solved) = _systems.Take(k, _candidates.Coefficients(_solved));
            _systems.Clear();
        }

        return _solved < sizes.Length;
    }
}
