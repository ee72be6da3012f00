using System.Diagnostics;
using System.Threading.Channels;

namespace SynthAug.Engine;

/// <summary>Takes finished trials, one at a time, in the order they finish.</summary>
public interface ITrialSink
{
    void Append(TrialResult result);
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

/// <summary>Runs trials in parallel: workers take the next index, one writer hands results to the sink.</summary>
public static class Sweep
{
    /// <param name="trials">Indices of the plan, each once.</param>
    /// <param name="threads">Workers, ≥ 1. The results do not depend on it.</param>
    /// <exception cref="OperationCanceledException">After every finished trial has reached the sink.</exception>
    public static async Task<SweepOutcome> RunAsync(
        ExperimentPlan plan, IReadOnlyList<int> trials, ITrialSink sink, int threads, IProgress<SweepProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(sink);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var results = Channel.CreateBounded<TrialResult>(new BoundedChannelOptions(Math.Max(64, 4 * threads)) { SingleReader = true });
        var fixedTests = new FixedTests();
        var next = -1;
        var workers = new Task[Math.Min(threads, Math.Max(1, trials.Count))];
        for (var w = 0; w < workers.Length; w++)
        {
            workers[w] = Task.Factory.StartNew(
                () =>
                {
                    var runner = new TrialRunner(plan, fixedTests, stop.Token);
                    for (var i = Interlocked.Increment(ref next); i < trials.Count && !stop.IsCancellationRequested; i = Interlocked.Increment(ref next))
                    {
                        var result = runner.Run(trials[i]);
                        // Not with the stop token: a trial that is finished reaches the sink, however full the channel is when the run is stopped.
                        if (!results.Writer.TryWrite(result)) results.Writer.WriteAsync(result, CancellationToken.None).AsTask().GetAwaiter().GetResult();
                    }
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        // Asked to stop, several workers say so at once; only what is not that is an error.
        var ended = Task.WhenAll(workers).ContinueWith(
            done => results.Writer.TryComplete(done.Exception?.Flatten().InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException)),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            var outcome = await DrainAsync(results.Reader, trials.Count, sink, progress).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            return outcome;
        }
        finally
        {
            // A sink that throws must not leave workers behind, nor one that waits for room in the channel.
            results.Writer.TryComplete();
            await stop.CancelAsync().ConfigureAwait(false);
            await ended.ConfigureAwait(false);
        }
    }

    private static async Task<SweepOutcome> DrainAsync(ChannelReader<TrialResult> results, int total, ITrialSink sink, IProgress<SweepProgress>? progress)
    {
        var clock = Stopwatch.StartNew();
        var (done, failed, refused) = (0, 0, 0L);
        var (firstTrial, firstFailure) = (int.MaxValue, (string?)null);
        progress?.Report(new(0, total, clock.Elapsed));
        await foreach (var result in results.ReadAllAsync().ConfigureAwait(false))
        {
            sink.Append(result);
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

        return new(done, failed, firstFailure, refused);
    }
}
