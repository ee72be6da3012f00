namespace SynthAug.Engine.Tests.Experiments;

public class FinishedTrialsTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1), Patience = TimeSpan.FromSeconds(20), Forever = TimeSpan.FromHours(1);

    [Fact]
    public void What_waits_is_taken_at_once_in_its_order_and_nothing_at_the_end()
    {
        using var trials = new FinishedTrials(8, Short);
        foreach (var i in (int[])[3, 1, 2]) trials.Add(Trial(i));
        Indices(trials.Take()).ShouldBe([3, 1, 2]);
        trials.Add(Trial(7));
        trials.Complete();
        Indices(trials.Take()).ShouldBe([7]);
        trials.Take().ShouldBeEmpty();
        trials.Take().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_trial_waits_for_others_until_half_the_room_is_taken_or_no_more_will_come()
    {
        using var trials = new FinishedTrials(6, Forever);
        trials.Add(Trial(0));
        var taken = Task.Run(() => Indices(trials.Take()).ToArray());
        await Task.Delay(50);
        taken.IsCompleted.ShouldBeFalse();
        trials.Add(Trial(1));
        trials.Add(Trial(2));
        (await taken.WaitAsync(Patience)).ShouldBe([0, 1, 2]);

        trials.Add(Trial(3));
        var last = Task.Run(() => Indices(trials.Take()).ToArray());
        trials.Complete();
        (await last.WaitAsync(Patience)).ShouldBe([3]);
    }

    [Fact]
    public async Task A_worker_waits_for_room_and_never_after_the_end()
    {
        using var trials = new FinishedTrials(2, Short);
        var added = 0;
        var worker = Task.Run(() =>
        {
            for (var i = 0; i < 5; i++)
            {
                trials.Add(Trial(i));
                Volatile.Write(ref added, i + 1);
            }
        });
        SpinWait.SpinUntil(() => Volatile.Read(ref added) == 2, Patience).ShouldBeTrue();
        await Task.Delay(50);
        worker.IsCompleted.ShouldBeFalse();
        Volatile.Read(ref added).ShouldBe(2);
        Indices(trials.Take()).ShouldBe([0, 1]);
        trials.Complete();
        await worker.WaitAsync(Patience);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Nothing_is_lost_between_threads(int workers)
    {
        const int Each = 20_000;
        using var trials = new FinishedTrials(64, Short);
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
