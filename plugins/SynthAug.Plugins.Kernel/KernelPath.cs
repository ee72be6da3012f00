namespace SynthAug.Plugins.Kernel;

/// <summary>
/// Kernel logistic regression along the γ-path. Pivoted: the real rows are mapped once a trial, pool rows once for all candidates, and
/// candidates near each other are found together (<see cref="KernelMinima"/>). Exact: each candidate has a basis of its own and is a plain fit.
/// </summary>
internal sealed class KernelPath(KernelLogisticOptions options) : IPathSolver
{
    private readonly KernelProblem _problem = new(options);
    private KernelFunction[] _functions = [];
    private IReadOnlyList<FeatureColumn>? _columns;
    private int _count, _dimension;

    public IModel this[int candidate]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(candidate);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(candidate, _count);
            return _functions[candidate];
        }
    }

    public void Load(TrainingSample real, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(real);
        (_count, _columns) = (0, null);
        FitChecks.Finite(real);
        _problem.Load(real, [], []);
        (_columns, _dimension) = (real.Columns, real.Dimension);
    }

    public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_columns is null) throw new InvalidOperationException("Load the real rows before solving.");
        FitChecks.Sizes(sizes, pool.Count);
        FitChecks.Synthetic(pool, _dimension, _columns);
        Reserve(sizes.Length);
        _count = 0;
        var together = options.Approximation == KernelApproximation.Pivoted ? sizes.Length : 1;
        for (var i = 0; i < sizes.Length; i += together)
        {
            _problem.Place(pool.Prefix(sizes[i + together - 1]));
            _problem.Solve(sizes.Slice(i, together), _functions.AsSpan(i, together), context.Cancellation);
        }

        _count = sizes.Length;
    }

    public void ScoreAll(ReadOnlyRows rows, Span<double> scores)
    {
        if (options.Approximation == KernelApproximation.Pivoted)
        {
            if (_count > 0) KernelFunction.ScoreAll(_functions.AsSpan(0, _count), rows, scores);
            return;
        }

        if (scores.Length != _count * rows.Count)
            throw new ArgumentException($"There is room for {scores.Length} scores; {_count} × {rows.Count} rows are asked for.", nameof(scores));
        for (var i = 0; i < _count; i++) _functions[i].Score(rows, scores.Slice(i * rows.Count, rows.Count));
    }

    private void Reserve(int count)
    {
        var known = _functions.Length;
        if (known >= count) return;
        Array.Resize(ref _functions, count);
        for (var i = known; i < count; i++) _functions[i] = new();
    }
}
