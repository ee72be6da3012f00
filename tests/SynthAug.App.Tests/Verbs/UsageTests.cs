using SynthAug.App.Program;
using SynthAug.Engine;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Tests.Verbs;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "synthaug: say what to do: list, run, report, tune, plugins; --help explains them")]
    [InlineData("rnu all", "synthaug: unknown verb 'rnu'; did you mean 'run'? there are list, run, report, tune, plugins")]
    [InlineData("plugins lsit", "synthaug: unknown verb 'lsit'; did you mean 'list'? there are list, show")]
    [InlineData("plugins", "synthaug: say what to do: list, show; --help explains them")]
    [InlineData("run all --thread 2", "synthaug: unknown option '--thread'; did you mean '--threads'? 'run --help' lists the options")]
    [InlineData("--verbos list", "synthaug: unknown option '--verbos'; did you mean '--verbose'? 'list --help' lists the options")]
    [InlineData("list now", "synthaug: 'now' is one word too many; 'list --help' shows what belongs there")]
    [InlineData("run", "synthaug: 'run' needs NAME; 'run --help' shows what belongs there")]
    [InlineData("report", "synthaug: Option '--store' is required")]
    [InlineData("run all --threads 0", "synthaug: --threads is '0'; it must be a whole number of at least 1")]
    [InlineData("run all --threads two", "synthaug: --threads is 'two'; it must be a whole number of at least 1")]
    [InlineData("run all --repetitions -3", "synthaug: --repetitions is '-3'; it must be a whole number of at least 1")]
    [InlineData("run all --repetitions 3 --quick", "synthaug: --quick and --repetitions both say how many repetitions; keep one")]
    [InlineData("run all --seed x", "synthaug: --seed is 'x'; it must be a whole number from 0 to 18446744073709551615")]
    [InlineData("run all --shard 3/2", "synthaug: --shard is '3/2'; write I/N with 1 ≤ I ≤ N, such as 1/4")]
    [InlineData("run all --shard 0/2", "synthaug: --shard is '0/2'; write I/N with 1 ≤ I ≤ N, such as 1/4")]
    [InlineData("run ShiftStdy", "synthaug: no experiment 'ShiftStdy'; did you mean 'ShiftStudy'? there are ShiftStudy, ShapeStudy, BrokenStudy, or all")]
    [InlineData("run Figure99", "synthaug: no experiment 'Figure99'; there are ShiftStudy, ShapeStudy, BrokenStudy, or all")]
    [InlineData("plugins show smot", "synthaug: no plugin 'smot'; did you mean 'smote'? there are bootstrap, smote, least-squares, logistic")]
    public async Task Bad_usage_is_one_line_and_exit_code_2(string words, string line)
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        said.ErrorLine.ShouldBe(line);
        said.ExitCode.ShouldBe(2);
        said.Output.ShouldBe("");
    }

    [Theory]
    [InlineData("smot:k=3", "synthaug: Wrong: no generator 'smot'; did you mean 'smote'? there are bootstrap, smote")]
    [InlineData("least-squares", "synthaug: Wrong: no generator 'least-squares'; there are bootstrap, smote")]
    [InlineData("smote:k=0", "synthaug: Wrong: Option 'k' of plugin 'smote' is '0'; it must be at least 1.")]
    [InlineData("smote:k=many", "synthaug: Wrong: Option 'k' of plugin 'smote' is 'many'; it must be a whole number.")]
    [InlineData("smote:k={Shaep}", "synthaug: Wrong: '{Shaep}' in 'smote:k={Shaep}' names no axis; there are .")]
    [InlineData("smote:j=3", null)]
    public async Task A_wrong_plugin_is_said_before_anything_runs(string generator, string? line)
    {
        using var terminal = new Terminal { Declared = [.. Experiments.All, new WrongStudy(generator)] };
        var said = await terminal.SayAsync("run", "all", "--out", terminal["out"]);
        if (line is null) said.ErrorLine.ShouldStartWith("synthaug: Wrong: ");
        else said.ErrorLine.ShouldBe(line);
        said.ExitCode.ShouldBe(2);
        Directory.Exists(terminal["out"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_plot_of_a_column_that_is_not_there_is_said_before_anything_runs()
    {
        using var terminal = new Terminal { Declared = [new WrongStudy("smote", "Slop")] };
        var said = await terminal.SayAsync("run", "all", "--out", terminal["out"]);
        said.ErrorLine.ShouldStartWith("synthaug: Wrong: a plot names the measure 'Slop'; there are Slope, ");
        said.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_store_of_other_inputs_is_refused()
    {
        using var terminal = new Terminal();
        await terminal.SayAsync("run", "ShapeStudy", "--out", terminal["out"]);
        var said = await terminal.SayAsync("run", "ShapeStudy", "--seed", "9", "--out", terminal["out"]);
        said.ErrorLine.ShouldEndWith("run.db: 'ShapeStudy' was run with other inputs (seed: 1, now 9); use another --store, or --fresh to discard its 8 trials.");
        said.ExitCode.ShouldBe(2);
    }

    [Theory]
    [InlineData("run", "all")]
    [InlineData("report")]
    public async Task A_store_that_is_none_is_refused(params string[] verb)
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["notes.txt"], new string('x', 4096));
        var said = await terminal.SayAsync([.. verb, "--store", terminal["notes.txt"], "--out", terminal["out"]]);
        said.ErrorLine.ShouldEndWith("notes.txt: this is not a run store; use another --store.");
        said.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task A_report_of_a_store_that_is_not_there_makes_none()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("report", "--store", terminal["absent.db"]);
        said.ErrorLine.ShouldEndWith("absent.db: there is no such run store.");
        said.ExitCode.ShouldBe(2);
        File.Exists(terminal["absent.db"]).ShouldBeFalse();
    }

    [Fact]
    public async Task An_out_folder_that_cannot_be_written_is_said_before_anything_runs()
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["taken"], "a file");
        var said = await terminal.SayAsync("run", "all", "--out", terminal["taken"], "--store", terminal["run.db"]);
        said.ErrorLine.ShouldStartWith($"synthaug: --out {terminal["taken"]} cannot be written (");
        said.ErrorLine.ShouldEndWith("; name another folder");
        said.ExitCode.ShouldBe(2);
        File.Exists(terminal["run.db"]).ShouldBeFalse();
    }

    [Fact]
    public async Task Verbose_shows_where()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("run", "Nothing", "--verbose");
        said.Error.ShouldContain("   at SynthAug.App");
        said.Error.ShouldStartWith("synthaug: no experiment 'Nothing'; there are ");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("-?")]
    [InlineData("/h")]
    [InlineData("/?")]
    public async Task Help_is_no_error(string word)
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("run", word);
        said.ExitCode.ShouldBe(0);
        said.Error.ShouldBe("");
        said.Output.ShouldContain("--threads <N>");
    }

    private sealed class WrongStudy(string generator, string measure = "Slope") : ExperimentRunner
    {
        public override ExperimentDescriptor Descriptor { get; } = new()
        {
            Name = "Wrong",
            Title = "Something is wrong with it",
            Seed = 1,
            Repetitions = 2,
            Generators = [new(generator, generator)],
            Classifiers = [new("least-squares", "least-squares")],
            Rules = [new FixedSizeRule("balance", 1)],
            Measures = ["Slope"],
            Plots = [new LinePlot(Column.Gamma, measure)],
        };

        public override int GridSize => 1;

        public override object CreateCell(int index) => this;

        public override SampleSource Training(object cell) => new Clouds(1).Draw(20, 5);

        public override void Measure(object cell, in Fit fit, Span<double> values) => values[0] = 0;
    }
}
