using SynthAug.Engine.Measures;

namespace SynthAug.Engine;

/// <summary>
/// One classifier along the γ-path, with a reason in the place of each candidate that was refused. Uses the classifier's own path solver
/// when it has one, and fits one by one when it has none or when the solver refuses: then it is known which size is at fault.
/// </summary>
internal sealed class CandidateFits(IClassifier classifier)
{
    private readonly IPathSolver? _solver = (classifier as IPathClassifier)?.CreatePathSolver();
    private readonly List<IModel?> _models = [];
    private readonly List<string?> _refusals = [];
    private TrainingSample? _real;
    private bool _solverLoaded;
    private bool _onPath;
    private LabelledSample? _heldOut;

    public int Count { get; private set; }

    /// <summary>Null where the candidate was refused. Valid until the next <see cref="Solve"/>.</summary>
    public IModel? Model(int candidate) => _onPath ? _solver![candidate] : _models[candidate];

    /// <summary>The solver that holds all candidates, null when they were fitted one by one. Valid until the next <see cref="Solve"/>.</summary>
    public IPathSolver? Path => _onPath ? _solver : null;

    public string? Refusal(int candidate) => _onPath ? null : _refusals[candidate];

    public void Load(TrainingSample real, PluginContext context)
    {
        _real = real;
        _solverLoaded = false;
        _heldOut = null;
        Count = 0;
        if (_solver is null) return;
        try
        {
            _solver.Load(real, context);
            _solverLoaded = true;
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            // Each candidate's own fit will say why.
        }
    }

    public void Solve(ReadOnlyRows pool, ReadOnlySpan<int> sizes, StreamKey key, PluginContext context)
    {
        Count = sizes.Length;
        _onPath = _solverLoaded && TryPath(pool, sizes, key, context);
        if (!_onPath) FitEach(pool, sizes, key, context);
    }

    /// <summary>
    /// Over a pool that nobody else asks for rows: where the solver can, it takes them as they are made, and none is stored. If it refuses, the stored rows show what is wrong with them.
    /// </summary>
    public void Stream(SyntheticPool pool, ReadOnlySpan<int> sizes, StreamKey key, PluginContext context)
    {
        if (_solverLoaded && _solver is IStreamedPathSolver solver && TryStream(solver, pool, sizes, key, context)) (_onPath, Count) = (true, sizes.Length);
        else Solve(pool.Take(sizes[^1], context), sizes, key, context);
    }

    /// <summary>
    /// One fit of the loaded rows that begins with the last one, as candidate 0 of <see cref="Path"/>; false where the classifier has no such fit or refuses: a plain fit says why.
    /// </summary>
    public bool TryRefit(in RefitInput input, StreamKey key, PluginContext context)
    {
        if (!_solverLoaded || _solver is not IRefittingSolver solver) return false;
        try
        {
            context.Random.Reset(key);
            solver.Refit(input, context);
            (_onPath, Count) = (true, 1);
            return true;
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            return false;
        }
    }

    /// <summary>Held-out loss of each candidate; NaN where it was refused or the loss is not defined, and then <paramref name="reason"/> says why.</summary>
    public void Losses(HeldOutLoss loss, LabelledSample sample, Objective objective, Span<double> losses, out string? reason)
    {
        reason = null;
        try
        {
            if (_onPath && objective.Loss == Loss.Squared && _solver is ISquaredLossPath moments)
            {
                // Samples are refilled between trials, so the same object may hold other rows: Load forgets it.
                if (!ReferenceEquals(_heldOut, sample)) moments.LoadHeldOut(_heldOut = sample, objective.Rho);
                moments.SquaredLosses(losses);
                return;
            }

            if (_onPath)
            {
                loss.Along(_solver!, sample, objective, losses);
                return;
            }

            for (var i = 0; i < losses.Length; i++)
            {
                reason ??= _refusals[i];
                losses[i] = _models[i] is { } model ? loss.Of(model, sample, objective) : double.NaN;
            }
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            losses.Fill(double.NaN);
            reason = Refusals.Reason(e);
        }
    }

    private bool TryPath(ReadOnlyRows pool, ReadOnlySpan<int> sizes, StreamKey key, PluginContext context)
    {
        try
        {
            context.Random.Reset(key);
            _solver!.Solve(pool, sizes, context);
            return true;
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            return false;
        }
    }

    private static bool TryStream(IStreamedPathSolver solver, SyntheticPool pool, ReadOnlySpan<int> sizes, StreamKey key, PluginContext context)
    {
        try
        {
            context.Random.Reset(key);
            solver.Solve(pool, sizes, context);
            return true;
        }
        catch (Exception e) when (Refusals.IsPluginFault(e))
        {
            return false;
        }
    }

    private void FitEach(ReadOnlyRows pool, ReadOnlySpan<int> sizes, StreamKey key, PluginContext context)
    {
        _models.Clear();
        _refusals.Clear();
        foreach (var size in sizes)
        {
            try
            {
                context.Random.Reset(key);
                _models.Add(classifier.Fit(new FitInput { Real = _real!, Synthetic = pool.Prefix(size) }, context));
                _refusals.Add(null);
            }
            catch (Exception e) when (Refusals.IsPluginFault(e))
            {
                _models.Add(null);
                _refusals.Add(Refusals.Reason(e));
            }
        }
    }
}
