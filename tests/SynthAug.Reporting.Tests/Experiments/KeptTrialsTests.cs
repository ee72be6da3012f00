using SynthAug.Engine;
using SynthAug.Reporting.Experiments;

namespace SynthAug.Reporting.Tests.Experiments;

public class KeptTrialsTests
{
    private int _reads;

    [Fact]
    public void Few_trials_are_read_from_the_store_once()
    {
        var trials = new KeptTrials(Stored(trials: 3, rows: 50_000));
        trials.Take(2).Select(t => t.Trial).ShouldBe([0, 1], "cut short: nothing is kept");
        for (var time = 0; time < 3; time++) trials.Select(t => t.Trial).ShouldBe([0, 1, 2]);
        _reads.ShouldBe(2);
    }

    [Fact]
    public void Many_trials_are_read_anew_each_time_and_all_of_them()
    {
        var trials = new KeptTrials(Stored(trials: 4, rows: 50_000));
        for (var time = 0; time < 3; time++) trials.Select(t => t.Trial).ShouldBe([0, 1, 2, 3]);
        _reads.ShouldBe(3);
    }

    private IEnumerable<TrialResult> Stored(int trials, int rows)
    {
        _reads++;
        for (var trial = 0; trial < trials; trial++) yield return new(trial, new ResultRow[rows], null);
    }
}
