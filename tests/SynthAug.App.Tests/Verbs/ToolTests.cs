using System.Text.Json;

namespace SynthAug.App.Tests.Verbs;

public sealed class ToolTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "SynthAug.App.Program.dll");

    [Fact]
    public async Task The_tool_opens_a_built_assembly()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayToToolAsync("list", Program, "--json");
        said.ExitCode.ShouldBe(0, said.Error);
        using var document = JsonDocument.Parse(said.Output);
        document.RootElement.GetProperty("experiments").EnumerateArray().Select(e => e.GetProperty("name").GetString())
            .ShouldBe(["ShiftStudy", "ShapeStudy", "BrokenStudy"]);
    }

    [Fact]
    public async Task The_tool_and_the_program_write_the_same_bytes()
    {
        using var terminal = new Terminal { Plugins = new OnlyFrom() };
        var said = await terminal.SayToToolAsync("run", Program, "ShiftStudy", "--out", terminal["tool"]);
        said.ExitCode.ShouldBe(0, said.Error);
        using var own = new Terminal();
        await own.SayAsync("run", "ShiftStudy", "--out", own["program"]);
        terminal.Results("tool").ShouldBe(own.Results("program"));

        (await terminal.SayToToolAsync("report", Program, "--store", terminal["tool/run.db"], "--out", terminal["again"])).ExitCode.ShouldBe(0);
        terminal.Results("again").ShouldBe(own.Results("program"));
    }

    [Theory]
    [InlineData("absent.dll", "absent.dll: there is no such assembly; build the experiments first, then name the .dll")]
    [InlineData("notes.dll", "notes.dll: this is no .NET assembly; name the .dll that the build left")]
    public async Task What_is_no_assembly_is_bad_usage(string file, string line)
    {
        using var terminal = new Terminal();
        await File.WriteAllTextAsync(terminal["notes.dll"], "words");
        var said = await terminal.SayToToolAsync("list", terminal[file]);
        said.ErrorLine.ShouldEndWith(line);
        said.ExitCode.ShouldBe(2);
    }

    [Fact]
    public async Task An_assembly_without_experiments_is_bad_usage()
    {
        using var terminal = new Terminal();
        var said = await terminal.SayToToolAsync("list", typeof(Assert).Assembly.Location);
        said.ErrorLine.ShouldEndWith(": the assembly declares no experiments; give it a class with [Experiment] and build it again");
        said.ExitCode.ShouldBe(2);
    }
}
