namespace SynthAug.Engine.Tests.Experiments;

public class FinishedTrialsTests
{
    [Fact]
    public void What_waits_is_taken_at_once_in_its_order_and_nothing_at_the_end()
    {
        using var trials = new FinishedTrials(8);
        foreach (var i in (int[])[3, 1, 2]) trials.Add(Trial(i));
        Indices(trials.Take()).ShouldBe([3, 1, 2]);
        trials.Add(Trial(7));
        trials.Complete();
        Indices(trials.Take()).ShouldBe([7]);
        trials.Take().ShouldBeEmpty();
        trials.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_worker_waits_for_room_and_never_after_the_end()
    {
        using var trials = new FinishedTrials(2);
        var added = 0;
        var worker = Task.Run(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                trials.Add(Trial(i));
                Volatile.Write(ref added, i + 1);
            }
        });
        SpinWait.SpinUntil(() => Volatile.Read(ref added) == 2, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        await Task.Delay(50);
        worker.IsCompleted.ShouldBeFalse();
        Volatile.Read(ref added).ShouldBe(2);
        Indices(trials.Take()).ShouldBe([0, 1]);
        trials.Complete();
        await worker.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Nothing_is_lost_between_threads(int workers)
    {
        const int Each = 20_000;
        using var trials = new FinishedTrials(64);
        var all = Task.WhenAll(Enumerable.Range(0, workers).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < Each; i++) trials.Add(Trial(w * Each + i));
        })));
        _ = all.ContinueWith(_ => trials.Complete(), TaskScheduler.Default);
        var last = Enumerable.Repeat(-1, workers).ToArray();
        var count = 0;
        while (trials.Take() is { Count: > 0 } together)
        {
            foreach (var index in Indices(together))
            {
                index.ShouldBeGreaterThan(last[index / Each]);
                last[index / Each] = index;
                count++;
            }
        }

        count.ShouldBe(workers * Each);
    }

    private static TrialResult Trial(int index) => new(index, [], null);

    private static IEnumerable<int> Indices(IReadOnlyList<TrialResult> trials) => trials.Select(t => t.Trial);
}
