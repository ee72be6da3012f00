using System.Text.Json;

namespace SynthAug.App.Tests.Verbs;

public sealed class RunVerbTests
{
    [Fact]
    public async Task A_run_leaves_its_files_and_a_table()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("run", "ShiftStudy", "--out", terminal["out"]);

        said.ExitCode.ShouldBe(0);
        said.Error.ShouldBe("");
        said.Output.ShouldContain("12 of 12 trials, 156 rows");
        Directory.EnumerateFiles(terminal["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(
        [
            "ShiftStudy.Slope.svg", "ShiftStudy.balanced_error.svg", "ShiftStudy.gamma.histogram.svg", "ShiftStudy.rows.csv", "ShiftStudy.summary.csv",
            "manifest.json", "report.html", "run.db",
        ]);
        terminal.Read("out", "ShiftStudy.rows.csv").Split('\n').Length.ShouldBe(1 + 156 + 1);
    }

    [Fact]
    public async Task Threads_do_not_change_a_byte()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "ShiftStudy", "ShapeStudy", "--threads", "1", "--out", terminal["one"]);
        await terminal.SayAsync("run", "ShiftStudy", "ShapeStudy", "--threads", "3", "--out", terminal["three"]);
        terminal.Results("three").ShouldBe(terminal.Results("one"));
        // The comparison sees a difference where there is one.
        await terminal.SayAsync("run", "ShiftStudy", "ShapeStudy", "--seed", "8", "--out", terminal["other"]);
        terminal.Results("other")["ShiftStudy.rows.csv"].ShouldNotBe(terminal.Results("one")["ShiftStudy.rows.csv"]);
    }

    [Fact]
    public async Task A_report_makes_the_bytes_of_the_run_again_without_plugins()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "all", "--out", terminal["out"]);
        using var elsewhere = new Terminal { Plugins = new OnlyFrom() };
        var said = await elsewhere.SayAsync("report", "--store", terminal["out/run.db"], "--out", elsewhere["again"]);
        said.ExitCode.ShouldBe(1);
        elsewhere.Results("again").ShouldBe(terminal.Results("out"));
    }

    [Fact]
    public async Task Shards_of_one_store_make_the_whole()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "ShiftStudy", "--out", terminal["whole"]);
        var first = await terminal.SayAsync("run", "ShiftStudy", "--shard", "1/2", "--store", terminal["parts.db"], "--out", terminal["parts"]);
        first.ExitCode.ShouldBe(0);
        first.Output.ShouldContain("6 of 12 trials are in");
        terminal.Results("parts").ShouldBeEmpty();
        await terminal.SayAsync("run", "ShiftStudy", "--shard", "2/2", "--store", terminal["parts.db"], "--out", terminal["parts"]);
        await terminal.SayAsync("report", "--store", terminal["parts.db"], "--out", terminal["parts"]);
        terminal.Results("parts").ShouldBe(terminal.Results("whole"));
    }

    [Fact]
    public async Task More_repetitions_later_only_run_what_is_missing_and_give_the_same_bytes()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "ShiftStudy", "--quick", "--out", terminal["grown"]);
        terminal.Read("grown", "ShiftStudy.summary.csv").Split('\n')[1].ShouldEndWith(",5");
        var said = await terminal.SayAsync("run", "ShiftStudy", "--out", terminal["grown"]);
        said.Error.ShouldStartWith("ShiftStudy: 10 of 12 trials are in");
        await terminal.SayAsync("run", "ShiftStudy", "--out", terminal["straight"]);
        terminal.Results("grown").ShouldBe(terminal.Results("straight"));
    }

    [Fact]
    public async Task A_fresh_run_forgets()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "ShapeStudy", "--out", terminal["out"]);
        var said = await terminal.SayAsync("run", "ShapeStudy", "--seed", "2", "--fresh", "--out", terminal["out"]);
        said.ExitCode.ShouldBe(0);
        said.Error.ShouldBe("");
    }

    [Fact]
    public async Task Refused_rows_are_counted_and_change_no_exit_code()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("run", "ShapeStudy", "--out", terminal["out"]);
        said.ExitCode.ShouldBe(0);
        said.Output.ShouldContain("4 of them refused");
        terminal.Read("out", "report.html").ShouldContain("Picky serves near shapes only.");
    }

    [Fact]
    public async Task A_failed_trial_is_exit_code_1_and_the_others_are_still_written()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("run", "BrokenStudy", "ShapeStudy", "--out", terminal["out"]);
        said.ExitCode.ShouldBe(1);
        said.ErrorLine.ShouldBe(
            "synthaug: BrokenStudy: 1 of 3 trials failed; the first: the only cell, repetition 1: InvalidOperationException: This repetition has a mistake.");
        terminal.Read("out", "BrokenStudy.rows.csv").Split('\n').Length.ShouldBe(1 + 2 + 1);
        terminal.Read("out", "ShapeStudy.rows.csv").Split('\n').Length.ShouldBe(1 + 16 + 1);
    }

    [Fact]
    public async Task Json_is_one_document_with_the_numbers_of_the_csv()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("run", "ShiftStudy", "--json", "--out", terminal["out"]);
        using var document = JsonDocument.Parse(said.Output);
        var root = document.RootElement;
        root.GetProperty("schemaVersion").GetInt32().ShouldBe(1);
        root.GetProperty("outcome").GetString().ShouldBe("done");
        var summary = root.GetProperty("experiments")[0].GetProperty("summary");
        var lines = terminal.Read("out", "ShiftStudy.summary.csv").Split('\n');
        summary.GetArrayLength().ShouldBe(lines.Length - 2);
        var first = summary[0];
        lines[1].ShouldBe(string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{first.GetProperty("axes").GetProperty("Shift").GetDouble():R},,least-squares,none,,Slope,{first.GetProperty("mean").GetDouble():R},{first.GetProperty("sd").GetDouble():R},{first.GetProperty("se").GetDouble():R},6"));
    }

    [Fact]
    public async Task The_manifest_says_what_made_the_files()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "ShiftStudy", "--threads", "2", "--out", terminal["out"]);
        using var document = JsonDocument.Parse(terminal.Read("out", "manifest.json"));
        var root = document.RootElement;
        root.GetProperty("threads").GetInt32().ShouldBe(2);
        root.GetProperty("experiments")[0].GetProperty("fingerprint").GetString()!.Length.ShouldBe(64);
        root.GetProperty("plugins").EnumerateArray().Select(p => p.GetProperty("assemblyName").GetString())
            .ShouldBe(["SynthAug.Plugins.Linear", "SynthAug.Plugins.Resampling"]);
        root.GetProperty("environment").GetProperty("runtime").GetString()!.ShouldStartWith(".NET 10");
    }

    [Fact]
    public async Task What_the_store_has_of_an_experiment_that_changed_since_is_left_out_of_the_page_and_said()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "ShapeStudy", "--out", terminal["out"]);
        using var stop = new CancellationTokenSource();
        using var changed = new Terminal { Declared = [new Renamed("ShapeStudy"), new StoppingStudy(stop, atDraw: -1)] };
        var said = await changed.SayAsync("run", "StoppingStudy", "--out", terminal["out"]);
        said.ExitCode.ShouldBe(0);
        said.ErrorLine.ShouldMatch("^synthaug: warning: .*run.db: 'ShapeStudy' was stored with other axes or measures than the program declares now; .*; left out$");
        terminal.Read("out", "report.html").ShouldNotContain("ShapeStudy");
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_two_trials_is_one_stop()
    {
        using var stop = new CancellationTokenSource();
        using var both = new Barrier(2);
        using var terminal = new Terminal { Declared = [new BothStopping(stop, both)] };
        var said = await terminal.SayAsync(["run", "all", "--threads", "2", "--out", terminal["out"]], stop.Token);
        said.ErrorLine.ShouldStartWith("synthaug: stopped; 0 of 8 trials");
        said.ExitCode.ShouldBe(130);
    }

    [Fact]
    public async Task A_stopped_run_keeps_its_trials_and_continues()
    {
        using var stop = new CancellationTokenSource();
        using var terminal = new Terminal { Declared = [new StoppingStudy(stop, atDraw: 5)] };
        var stopped = await terminal.SayAsync(["run", "all", "--threads", "1", "--out", terminal["out"]], stop.Token);
        stopped.ExitCode.ShouldBe(130);
        stopped.ErrorLine.ShouldStartWith("synthaug: stopped; ");
        stopped.ErrorLine.ShouldEndWith("run again to continue");
        stopped.Output.ShouldBe("");

        var continued = await terminal.SayAsync("run", "all", "--threads", "1", "--out", terminal["out"]);
        continued.ExitCode.ShouldBe(0);
        continued.ErrorLine.ShouldMatch("^StoppingStudy: [45] of 8 trials are in");
        await terminal.SayAsync("run", "all", "--out", terminal["straight"]);
        terminal.Results("out").ShouldBe(terminal.Results("straight"));
    }
}
