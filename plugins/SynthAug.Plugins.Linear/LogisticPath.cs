namespace SynthAug.Plugins.Linear;

/// <summary>
/// Logistic regression along the γ-path. The first candidate starts at 0, each next one at the prediction of a Newton step that reads only
/// the rows it adds; all are solved to the same certificate as a plain fit. Each stretch of pool rows starts its own block.
/// </summary>
internal sealed class LogisticPath(LogisticOptions options) : IPathSolver
{
    private readonly LogisticProblem _problem = new(options);
    private readonly LinearCandidates _candidates = new(ScoreScale.LogOdds);
    private IReadOnlyList<FeatureColumn>? _columns;
    private int _realBlocks;
    private double _realMinorityWeight;

    public IModel this[int candidate] => _candidates[candidate];

    public void Load(TrainingSample real, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(real);
        _candidates.Reset(0, real.Dimension);
        _columns = null;
        FitChecks.Finite(real);
        var rows = _problem.Rows;
        rows.Reset(real.Majority.Rows);
        rows.Append(real.Majority.Rows, [], minority: false);
        rows.Append(real.Minority.Rows, [], minority: true);
        (_realBlocks, _realMinorityWeight, _columns) = (rows.BlockCount, rows.MinorityWeight, real.Columns);
    }

    public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_columns is null) throw new InvalidOperationException("Load the real rows before solving.");
        var rows = _problem.Rows;
        FitChecks.Sizes(sizes, pool.Count);
        FitChecks.Synthetic(pool, rows.Dimension, _columns);

        rows.Truncate(_realBlocks, _realMinorityWeight);
        _candidates.Reset(sizes.Length, rows.Dimension);
        _problem.Start();
        var taken = 0;
        for (var i = 0; i < sizes.Length; i++)
        {
            var known = rows.BlockCount;
            rows.Append(pool.Slice(taken, sizes[i] - taken), [], minority: true);
            taken = sizes[i];
            if (i > 0) _problem.Predict(known);
            _problem.Minimise(rows.BlockCount, _columns, context.Cancellation);
            _candidates.Intercept(i) = _problem.Unshift(_candidates.Coefficients(i));
        }
    }

    public void ScoreAll(ReadOnlyRows rows, Span<double> scores) => _candidates.ScoreAll(rows, scores);
}
