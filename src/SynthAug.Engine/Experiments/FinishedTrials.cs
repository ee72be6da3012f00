namespace SynthAug.Engine;

/// <summary>
/// Trials on their way from the workers to the thread that stores them, which takes all that wait at once. A BlockingCollection hands over one by one, so that each short
/// trial is a transaction of its own.
/// </summary>
/// <param name="most">Workers wait for room while as many wait to be taken.</param>
internal sealed class FinishedTrials(int most) : IDisposable
{
    private readonly object _gate = new();
    private readonly AutoResetEvent _news = new(initialState: false);
    private List<TrialResult> _waiting = new(most);
    private List<TrialResult> _taken = new(most);
    private bool _complete;

    /// <summary>Forgets the trial once nobody is to take any more.</summary>
    public void Add(TrialResult result)
    {
        lock (_gate)
        {
            while (_waiting.Count >= most && !_complete) Monitor.Wait(_gate);
            if (_complete) return;
            _waiting.Add(result);
            if (_waiting.Count > 1) return;
        }

        _news.Set();
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
    }

    /// <summary>Waits for a trial, then takes what is there, in the order of adding; nothing at the end. Valid until the next call; one thread only.</summary>
    public IReadOnlyList<TrialResult> Take()
    {
        _taken.Clear();
        while (true)
        {
            lock (_gate)
            {
                if (_waiting.Count > 0 || _complete)
                {
                    (_waiting, _taken) = (_taken, _waiting);
                    Monitor.PulseAll(_gate);
                    return _taken;
                }
            }

            _news.WaitOne();
            // A worker on this very core goes on with its slice, and what it finishes is taken with the first; where the core is free this returns at once.
            Thread.Yield();
        }
    }

    public void Dispose() => _news.Dispose();
}
