namespace SynthAug.Plugins.Linear;

/// <summary>
/// Logistic regression along the γ-path. The first candidate starts at the best constant, each next one at the prediction of a Newton step that reads only
/// the rows it adds; all are solved to the same tolerance as a plain fit. Each stretch of pool rows starts its own block.
/// </summary>
internal sealed class LogisticPath(LogisticOptions options) : IRefittingSolver, IStreamedPathSolver
{
    // Rows of the pool that are made at a time: whole blocks, so that they stand as if they had come together, and stay in the first-level cache until they do.
    private const int MadeTogether = 16 * LogisticRows.Lanes;

    // Pool rows that there is room for from the beginning, up to γ = 2: to grow copies all rows, and memory that was never written costs nothing.
    private const int MostAhead = 1 << 16;

    private readonly LogisticProblem _problem = new(options);
    private readonly LinearCandidates _candidates = new(ScoreScale.LogOdds);
    private readonly FeatureMatrix _made = new(0, 1);
    private IReadOnlyList<FeatureColumn>? _columns;
    private int _majorityRows, _minorityRows, _majorityBlocks;
    private double _majorityWeight, _minorityWeight;
    private bool _isWeighted;

    // What every path begins with has been fitted since the load: the real rows alone, from the best constant.
    private bool _isFirstKept;
    private int[] _blockCounts = [];

    public IModel this[int candidate] => _candidates[candidate];

    public void Load(TrainingSample real, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(real);
        _candidates.Reset(0, real.Dimension);
        (_columns, _isFirstKept) = (null, false);
        FitChecks.Finite(real);
        var rows = _problem.Rows;
        (_majorityRows, _minorityRows) = (real.Majority.RowCount, real.Minority.RowCount);
        rows.Reset(real.Majority.Rows, _majorityRows + _minorityRows + Math.Min(2 * _majorityRows, MostAhead));
        rows.Append(real.Majority.Rows, [], minority: false);
        _majorityBlocks = rows.BlockCount;
        rows.Append(real.Minority.Rows, [], minority: true);
        rows.Mark();
        (_majorityWeight, _minorityWeight, _isWeighted, _columns) = (rows.MajorityWeight, rows.MinorityWeight, false, real.Columns);
        _problem.Start();
    }

    public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_columns is null) throw new InvalidOperationException("Load the real rows before solving.");
        FitChecks.Sizes(sizes, pool.Count);
        FitChecks.Synthetic(pool, _problem.Rows.Dimension, _columns);
        Solve(null, pool, sizes, context);
    }

    public void Solve(IRowSource pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentNullException.ThrowIfNull(context);
        if (_columns is null) throw new InvalidOperationException("Load the real rows before solving.");
        FitChecks.Sizes(sizes, Array.MaxLength);
        Solve(pool, default, sizes, context);
    }

    // The pool's rows are made when they are needed where there is something that makes them.
    private void Solve(IRowSource? source, ReadOnlyRows pool, ReadOnlySpan<int> sizes, PluginContext context)
    {
        var rows = _problem.Rows;
        if (_isWeighted) Weigh(1, []);
        rows.Truncate(_majorityWeight, _minorityWeight);
        if (sizes.Length > 0) rows.Expect(sizes[^1], sizes.Length);
        _candidates.Reset(sizes.Length, rows.Dimension);
        if (_blockCounts.Length < sizes.Length) _blockCounts = new int[sizes.Length];
        _problem.Penalise(options.L2);
        _problem.Release();
        var (taken, first) = (0, 0);
        for (var i = 0; i < sizes.Length; i++)
        {
            var known = rows.BlockCount;
            var more = sizes[i] - taken;
            if (source is null) rows.Append(pool.Slice(taken, more), [], minority: true);
            else Append(source, taken, more, context);
            taken = sizes[i];
            _blockCounts[i] = rows.BlockCount;
            if (i > 0)
            {
                _problem.Predict(known, more);
                if (_problem.IsFull)
                {
                    Settle(first, isEnd: false, context);
                    first = i;
                }

                if (_problem.TryHold()) continue;
            }
            else if (sizes[0] == 0 && _isFirstKept)
            {
                _problem.Return();
                Take(0);
                first = 1;
                continue;
            }
            else
            {
                _problem.Start();
                if (sizes[0] > 0 && _problem.TryHoldFirst()) continue;
            }

            Settle(first, isEnd: false, context);
            _problem.Minimise(rows.BlockCount, _columns!, context.Cancellation);
            if (sizes[i] == 0) Keep();
            Take(i);
            first = i + 1;
        }

        Settle(first, isEnd: true, context);
    }

    private void Append(IRowSource source, int first, int count, PluginContext context)
    {
        var rows = _problem.Rows;
        for (var end = first + count; first < end; first += _made.RowCount)
        {
            _made.Reshape(Math.Min(MadeTogether, end - first), rows.Dimension);
            source.Read(_made.Writable, first, context);
            FitChecks.Synthetic(_made.Rows, rows.Dimension, _columns!);
            rows.Append(_made.Rows, [], minority: true);
        }
    }

    // Candidates from the first one on are those held. One that chords do not bring to its minimum, and all after it, are solved one by one.
    private void Settle(int first, bool isEnd, PluginContext context)
    {
        if (_problem.HeldCount == 0) return;
        _problem.KeepPrediction();
        var solved = _problem.Settle(context.Cancellation);
        for (var k = 0; k < _problem.HeldCount; k++)
        {
            _problem.ContinueFrom(_problem.Held(k), isSolved: k < solved);
            if (k >= solved) _problem.Minimise(_blockCounts[first + k], _columns!, context.Cancellation);
            Take(first + k);
        }

        if (!isEnd) _problem.RestorePrediction(isHessianKept: solved == _problem.HeldCount);
        _problem.Release();
    }

    private void Keep()
    {
        _problem.Keep();
        _isFirstKept = true;
    }

    private void Take(int candidate) => _candidates.Intercept(candidate) = _problem.Unshift(_candidates.Coefficients(candidate));

    public void Refit(in RefitInput input, PluginContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_columns is null) throw new InvalidOperationException("Load the real rows before refitting.");
        var rows = _problem.Rows;
        FitChecks.Weights([input.MajorityWeight], 1, "majority");
        FitChecks.Weights(input.MinorityWeights, _minorityRows, "minority");
        FitChecks.Synthetic(input.Synthetic, rows.Dimension, _columns);

        var (majority, minority) = (rows.MajorityWeight, rows.MinorityWeight);
        if (_isWeighted || input.MajorityWeight != 1 || !input.MinorityWeights.IsEmpty) Weigh(input.MajorityWeight, input.MinorityWeights);
        rows.Truncate(_majorityWeight, _minorityWeight);
        rows.Expect(input.Synthetic.Count, 1);
        rows.Append(input.Synthetic, [], minority: true);
        _candidates.Reset(1, rows.Dimension);
        var isFirst = _problem.IsCold && !_isWeighted && input.Synthetic.Count == 0 && (input.Penalty ?? options.L2) == options.L2;
        if (_problem.IsCold || !(rows.MajorityWeight > 0 && rows.MinorityWeight > 0))
        {
            _problem.Penalise(input.Penalty ?? options.L2);
            _problem.Start();
        }
        else
        {
            _problem.Continue(input.Penalty ?? options.L2, majority, minority);
        }

        _problem.Minimise(rows.BlockCount, _columns, context.Cancellation);
        Take(0);
        if (isFirst) Keep();
    }

    public void ScoreAll(ReadOnlyRows rows, Span<double> scores) => _candidates.ScoreAll(rows, scores);

    private void Weigh(double majority, ReadOnlySpan<double> minority)
    {
        _majorityWeight = _problem.Rows.Weigh(0, _majorityRows, majority, []);
        _minorityWeight = _problem.Rows.Weigh(_majorityBlocks, _minorityRows, 1, minority);
        _isWeighted = majority != 1 || !minority.IsEmpty;
    }
}
