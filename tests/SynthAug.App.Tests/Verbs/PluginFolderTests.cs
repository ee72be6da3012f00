using System.Text.Json;

namespace SynthAug.App.Tests.Verbs;

public sealed class PluginFolderTests
{
    private static readonly string Own = Path.Combine(AppContext.BaseDirectory, "plugins");
    private static readonly string Linear = Path.Combine(Own, "SynthAug.Plugins.Linear");

    [Fact]
    public async Task Garbage_among_the_plugins_is_a_warning_and_the_run_goes_on()
    {
        using var terminal = new Terminal();
        Directory.CreateDirectory(terminal["more/notes"]);
        await File.WriteAllTextAsync(terminal["more/notes/readme.txt"], "no plugin");
        await File.WriteAllTextAsync(terminal["more/notes/broken.dll"], "no assembly");
        var said = await terminal.SayAsync("run", "ShapeStudy", "--plugins", terminal["more"], "--out", terminal["out"]);
        said.ExitCode.ShouldBe(0);
        said.ErrorLine.ShouldStartWith($"synthaug: warning: {terminal["more/notes"]}: ");
    }

    [Fact]
    public async Task A_plugin_folder_that_is_not_there_is_bad_usage()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("run", "ShapeStudy", "--plugins", terminal["nowhere"], "--out", terminal["out"]);
        said.ExitCode.ShouldBe(2);
        said.ErrorLine.ShouldContain("nowhere' does not exist");
    }

    [Fact]
    public async Task A_run_that_needs_a_refused_plugin_says_why_and_is_exit_code_3()
    {
        using var terminal = new Terminal { Plugins = new OnlyFrom(Linear) };
        Directory.CreateDirectory(terminal["more/Resampling"]);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Own, "SynthAug.Plugins.Resampling")))
            File.Copy(file, Path.Combine(terminal["more/Resampling"], Path.GetFileName(file)));

        // Whole, it serves.
        (await terminal.SayAsync("run", "ShiftStudy", "--quick", "--plugins", terminal["more"], "--out", terminal["out"])).ExitCode.ShouldBe(0);

        File.Copy(typeof(PluginModule).Assembly.Location, Path.Combine(terminal["more/Resampling"], "SynthAug.Abstractions.dll"));
        var said = await terminal.SayAsync("run", "ShiftStudy", "--plugins", terminal["more"], "--out", terminal["other"]);
        said.ExitCode.ShouldBe(3);
        said.Error.Split('\n')[1].ShouldStartWith($"synthaug: ShiftStudy: generator 'smote' was refused: {terminal["more/Resampling"]}: ships its own SynthAug.Abstractions.dll");

        // Who does not need it is not disturbed beyond the warning.
        (await terminal.SayAsync("run", "ShapeStudy", "--plugins", terminal["more"], "--out", terminal["other"])).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_copy_of_a_plugin_is_a_warning_where_the_user_put_it_and_silence_where_it_belongs()
    {
        using var terminal = new Terminal { Plugins = new OnlyFrom(Own) };
        Directory.CreateDirectory(terminal["more/Copy"]);
        foreach (var file in Directory.EnumerateFiles(Linear)) File.Copy(file, Path.Combine(terminal["more/Copy"], Path.GetFileName(file)));
        var named = await terminal.SayAsync("run", "ShapeStudy", "--plugins", terminal["more"], "--out", terminal["out"]);
        named.ExitCode.ShouldBe(0);
        named.ErrorLine.ShouldStartWith($"synthaug: warning: {terminal["more/Copy"]}: its id 'least-squares' is taken by ");

        // The tool has plugins of its own beside those of the assembly.
        var program = Path.Combine(AppContext.BaseDirectory, "SynthAug.App.Program.dll");
        using var tool = new Terminal { Plugins = new OnlyFrom(terminal["more"]) };
        var silent = await tool.SayToToolAsync("run", program, "ShapeStudy", "--out", tool["out"]);
        silent.ExitCode.ShouldBe(0);
        silent.Error.ShouldBe("");
    }

    [Fact]
    public async Task Plugins_list_as_json_has_options_and_refusals()
    {
        using var terminal = new Terminal { Plugins = new OnlyFrom(Own) };
        Directory.CreateDirectory(terminal["more/empty"]);
        var said = await terminal.SayAsync("plugins", "list", "--json", "--plugins", terminal["more"]);
        using var document = JsonDocument.Parse(said.Output);
        var smote = document.RootElement.GetProperty("plugins").EnumerateArray().Single(p => p.GetProperty("id").GetString() == "smote");
        smote.GetProperty("kind").GetString().ShouldBe("generator");
        var option = smote.GetProperty("options")[0];
        option.GetProperty("name").GetString().ShouldBe("k");
        option.GetProperty("min").GetDouble().ShouldBe(1);
        option.GetProperty("max").ValueKind.ShouldBe(JsonValueKind.Null);
        document.RootElement.GetProperty("refused")[0].GetProperty("folder").GetString().ShouldBe(terminal["more/empty"]);
    }

    [Fact]
    public async Task Plugins_show_has_the_range_of_an_option()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayAsync("plugins", "show", "logistic");
        said.ExitCode.ShouldBe(0);
        said.Output.ShouldContain("0 or more");
    }
}
