using System.Diagnostics;

namespace SynthAug.Engine.Tuning;

/// <param name="Phase">What is being fitted, a few words.</param>
public readonly record struct TuningProgress(string Phase, SweepProgress Sweep);

/// <summary>
/// All trials of one pass, in parallel: each thread takes the next one. Workers stay for the next pass: their memory is most of what a run holds. It waits instead of awaiting, as a
/// <see cref="Sweep"/> does.
/// </summary>
internal sealed class TrialSweep(Func<CancellationToken, TrialWorker> create, IProgress<TuningProgress>? progress, CancellationToken cancellation) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly Stack<TrialWorker> _idle = [];

    /// <param name="keepsTrials">What was learned of a trial is kept for the next pass.</param>
    /// <exception cref="OperationCanceledException">Asked to stop; the scores are incomplete.</exception>
    public void Run(FitPlan plan, ScoreStore store, string phase, int threads, bool keepsTrials = false)
    {
        var trials = store.Shape.Trials;
        if (!keepsTrials) foreach (var worker in _idle) worker.Forget();
        var clock = Stopwatch.StartNew();
        var (left, done) = (Enumerable.Range(0, trials).ToList(), 0);
        var gate = new Lock();
        var workers = new Task[Math.Min(threads, trials)];
        for (var w = 0; w < workers.Length; w++) workers[w] = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var all = Task.WhenAll(workers);
        all.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Wait(CancellationToken.None);
        cancellation.ThrowIfCancellationRequested();
        // The others stop because of the first; only what is not that is the error.
        if (all.Exception?.Flatten().InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) is { } fault)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);

        // What the worker knows, then what is left.
        int? Next(TrialWorker worker)
        {
            lock (gate)
            {
                if (left.Count == 0) return null;
                var place = Math.Max(0, left.FindIndex(worker.Knows));
                var trial = left[place];
                left.RemoveAt(place);
                return trial;
            }
        }

        void Work()
        {
            try
            {
                TrialWorker? worker;
                lock (gate) _idle.TryPop(out worker);
                worker ??= create(_stop.Token);
                while (Next(worker) is { } trial)
                {
                    _stop.Token.ThrowIfCancellationRequested();
                    worker.Run(trial, plan, store, keepsTrials);
                    lock (gate) progress?.Report(new(phase, new(++done, trials, clock.Elapsed)));
                }

                lock (gate) _idle.Push(worker);
            }
            catch
            {
                _stop.Cancel();
                throw;
            }
        }
    }

    public void Dispose()
    {
        _idle.Clear();
        _stop.Dispose();
    }
}
