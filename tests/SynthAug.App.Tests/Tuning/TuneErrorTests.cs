using SynthAug.App.Plugins;

namespace SynthAug.App.Tests.Tuning;

public class TuneErrorTests
{
    private const string Plugins = "--generator copy --classifier line ";

    [Theory]
    [InlineData("--gamma 0:2", "'0:2'; write FROM:TO:COUNT")]
    [InlineData("--gamma a:2:3", "write FROM:TO:COUNT")]
    [InlineData("--gamma 0:2:2.5", "write FROM:TO:COUNT")]
    [InlineData("--gamma 2:1:5", "TO must be larger")]
    [InlineData("--gamma 1:1:5", "TO must be larger")]
    [InlineData("--gamma 0:2:1", "COUNT must be between")]
    [InlineData("--gamma -1:2:5", "FROM must be 0 or more")]
    [InlineData("--gamma NaN:2:5", "FROM must be 0 or more")]
    [InlineData("--gamma 0:NaN:5", "TO must be larger")]
    [InlineData("--gamma 0:Infinity:5", "TO may be 1000")]
    [InlineData("--rho 0", "--rho is '0'")]
    [InlineData("--rho 1", "--rho is '1'")]
    [InlineData("--rho NaN", "--rho is 'NaN'")]
    [InlineData("--prevalence 1.5", "--prevalence is '1.5'")]
    [InlineData("--specificity 0", "--specificity is '0'")]
    [InlineData("--margin 0", "--margin is '0'")]
    [InlineData("--costs 10", "--costs is '10'; write MISS:ALARM")]
    [InlineData("--costs 10:0 --prevalence 0.1", "write MISS:ALARM")]
    [InlineData("--costs 10:1", "--costs needs --prevalence")]
    [InlineData("--costs 10:1 --prevalence 0.1 --rho 0.5", "give one of them")]
    [InlineData("--folds 1", "--folds is '1'")]
    [InlineData("--folds 9", "--folds is 9, but '1' has 8 rows in data.csv")]
    [InlineData("--repeats 0", "--repeats is '0'")]
    [InlineData("--positive 7", "has no '7'")]
    [InlineData("--generator nothing", "no generator 'nothing'")]
    [InlineData("--generator copy:levels=1", "no option 'levels'")]
    [InlineData("--generator copy:level=10", "between 0 and 9")]
    [InlineData("--classifier nothing", "no classifier 'nothing'")]
    public async Task Bad_usage_is_one_line_and_exit_code_2(string arguments, string message)
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(20, 8), Plugins + arguments);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
        run.Error.TrimEnd('\n').ShouldNotContain("\n");
        run.Output.ShouldBeEmpty();
        Directory.Exists(run.Out).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a,y\n1,0\nx,1\n", "row 3, column 'a'")]
    [InlineData("a,z\n1,0\n2,1\n", "no column 'y'")]
    [InlineData("a,y\n1,0\n2,0\n", "holds only '0'")]
    [InlineData("a,synthetic,y\n1,0,0\n2,0,0\n3,1,1\n4,1,1\n", "already has a column 'synthetic'")]
    public async Task Bad_data_is_one_line_and_exit_code_2(string csv, string message)
    {
        using var run = await TuneRun.OfAsync(csv, Plugins + "--folds 2");
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain(message);
        run.Error.TrimEnd('\n').ShouldNotContain("\n");
    }

    [Fact]
    public async Task A_plugin_that_stands_in_a_refused_folder_is_exit_code_3_with_the_reason()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(20, 8), "--generator stale", new OneRefused());
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("built for another contract");
    }

    [Fact]
    public async Task A_stopped_run_says_so_and_leaves_no_file()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(20, 8), Plugins, new TuneRun.FixedPlugins(), cancellation: new(canceled: true));
        run.ExitCode.ShouldBe(130);
        run.Error.ShouldContain("nothing was written");
        Directory.GetFiles(run.Out).ShouldBeEmpty();
    }

    private sealed class OneRefused : PluginSource
    {
        public override PluginSet Load(IReadOnlyList<string> named, string? beside = null) => new([], [new("plugins/Stale", "built for another contract", IsNear: false, ["stale"])]);
    }
}
