namespace SynthAug.Engine;

/// <summary>
/// Trials on their way from the workers to the thread that stores them, which takes those of a moment together: a transaction costs more than a short trial's rows, and being woken for
/// each takes its core from the worker.
/// </summary>
/// <param name="most">Workers wait for room while as many wait to be taken.</param>
/// <param name="moment">How long a trial waits for others: a killed run loses no more than this of each worker's time.</param>
internal sealed class FinishedTrials(int most, TimeSpan moment) : IDisposable
{
    private readonly int _enough = (most + 1) / 2;
    private readonly object _gate = new();
    private readonly AutoResetEvent _news = new(initialState: false);
    private readonly AutoResetEvent _many = new(initialState: false);
    private List<TrialResult> _waiting = new(most);
    private List<TrialResult> _taken = new(most);
    private bool _complete;

    /// <summary>Forgets the trial once nobody is to take any more.</summary>
    public void Add(TrialResult result)
    {
        int count;
        lock (_gate)
        {
            while (_waiting.Count >= most && !_complete) Monitor.Wait(_gate);
            if (_complete) return;
            _waiting.Add(result);
            count = _waiting.Count;
        }

        if (count == 1) _news.Set();
        if (count == _enough) _many.Set();
    }

    /// <summary>No more will come.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _complete = true;
            Monitor.PulseAll(_gate);
        }

        _news.Set();
        _many.Set();
    }

    /// <summary>
    /// Waits for a trial and a moment more, or until there is half the room or no more will come, then takes what is there, in the order of adding; nothing at the end. Valid until the
    /// next call; one thread only.
    /// </summary>
    public IReadOnlyList<TrialResult> Take()
    {
        _taken.Clear();
        for (var hasWaited = false; ; hasWaited = true)
        {
            lock (_gate)
            {
                if (_complete || _waiting.Count >= _enough || (hasWaited && _waiting.Count > 0))
                {
                    (_waiting, _taken) = (_taken, _waiting);
                    Monitor.PulseAll(_gate);
                    return _taken;
                }
            }

            _news.WaitOne();
            _many.WaitOne(moment);
        }
    }

    public void Dispose()
    {
        _news.Dispose();
        _many.Dispose();
    }
}
