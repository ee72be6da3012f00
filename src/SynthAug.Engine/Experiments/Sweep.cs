using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace SynthAug.Engine;

/// <summary>Takes finished trials, in the order they finish; from one thread.</summary>
public interface ITrialSink
{
    void Append(TrialResult result);

    /// <summary>Those that finished since the last call, in one: a sink that pays for each call pays once.</summary>
    void AppendAll(IReadOnlyList<TrialResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        foreach (var result in results) Append(result);
    }
}

/// <param name="Done">Trials finished in this run.</param>
/// <param name="Total">Trials that this run has to do.</param>
public readonly record struct SweepProgress(int Done, int Total, TimeSpan Elapsed)
{
    /// <summary>Time left at the pace so far; null before the first trial.</summary>
    public TimeSpan? Left => Done == 0 ? null : Elapsed * ((double)(Total - Done) / Done);
}

/// <param name="Done">Trials that ran.</param>
/// <param name="Failed">Trials whose experiment code threw.</param>
/// <param name="FirstFailure">Of the trial with the least index; null when none failed.</param>
/// <param name="RefusedRows">Rows that hold a refusal.</param>
public sealed record SweepOutcome(int Done, int Failed, string? FirstFailure, long RefusedRows);

/// <summary>
/// Runs trials in parallel: workers take the next index, the calling thread hands results to the sink. It waits instead of awaiting: the continuations of
/// everything that called it would be compiled at run time, which takes longer than a small figure's trials.
/// </summary>
public static class Sweep
{
    /// <param name="trials">Indices of the plan, each once.</param>
    /// <param name="threads">Workers, ≥ 1; the caller's thread hands over their results. The results do not depend on it.</param>
    /// <exception cref="OperationCanceledException">After every finished trial has reached the sink.</exception>
    public static SweepOutcome Run(
        ExperimentPlan plan, IReadOnlyList<int> trials, ITrialSink sink, int threads, IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var results = new FinishedTrials(Math.Max(64, 4 * threads), TimeSpan.FromMilliseconds(20));
        var fixedTests = new FixedTests();
        var next = -1;
        var workers = new Task[Math.Min(threads, Math.Max(1, trials.Count))];
        for (var w = 0; w < workers.Length; w++)
            workers[w] = Task.Factory.StartNew(Work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var all = Task.WhenAll(workers);
        var ended = all.ContinueWith(_ => results.Complete(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            var outcome = Drain(results, trials.Count, sink, progress);
            // Asked to stop, several workers say so at once; only what is not that is an error.
            if (all.Exception?.Flatten().InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) is { } fault) ExceptionDispatchInfo.Throw(fault);
            cancellation.ThrowIfCancellationRequested();
            return outcome;
        }
        finally
        {
            // A sink that throws must not leave workers behind, nor one that waits for room among the results.
            results.Complete();
            stop.Cancel();
            ended.Wait(CancellationToken.None);
        }

        void Work()
        {
            var runner = new TrialRunner(plan, fixedTests, stop.Token);
            for (var i = Interlocked.Increment(ref next); i < trials.Count && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
            {
                var result = runner.Run(trials[i]);
                // Stopped or not: a trial that is finished reaches the sink, however many wait for it.
                results.Add(result);
            }
        }
    }

    private static SweepOutcome Drain(FinishedTrials results, int total, ITrialSink sink, IProgress<SweepProgress>? progress)
    {
        var clock = Stopwatch.StartNew();
        var (done, failed, refused) = (0, 0, 0L);
        var (firstTrial, firstFailure) = (int.MaxValue, (string?)null);
        progress?.Report(new(0, total, clock.Elapsed));
        while (results.Take() is { Count: > 0 } together)
        {
            sink.AppendAll(together);
            foreach (var result in together)
            {
                done++;
                foreach (var row in result.Rows)
                    if (row.Refusal is not null) refused++;
                if (result.Failure is not null)
                {
                    failed++;
                    if (result.Trial < firstTrial) (firstTrial, firstFailure) = (result.Trial, result.Failure);
                }

                progress?.Report(new(done, total, clock.Elapsed));
            }
        }

        return new(done, failed, firstFailure, refused);
    }
}
