using System.Diagnostics;

namespace SynthAug.App.Tests.Verbs;

/// <summary>The program as a process of its own: what the system does to it, it must survive.</summary>
public sealed class KilledRunTests
{
    [Fact]
    public async Task A_run_that_is_killed_half_way_and_run_again_leaves_the_bytes_of_an_unbroken_one()
    {
        using var terminal = new Terminal();
        // The pause lets trials reach the store before the seventh one pulls the plug.
        using (var killed = Start(terminal, "broken", ("DIE_AT", "7"), ("PAUSE_MS", "400")))
        {
            await killed.WaitForExitAsync();
            killed.ExitCode.ShouldBe(137);
        }

        File.Exists(terminal["broken/run.db"]).ShouldBeTrue();
        File.Exists(terminal["broken/report.html"]).ShouldBeFalse();
        using (var again = Start(terminal, "broken"))
        {
            (await again.StandardError.ReadToEndAsync()).ShouldMatch("^ShiftStudy: [1-6] of 12 trials are in");
            await again.WaitForExitAsync();
            again.ExitCode.ShouldBe(0);
        }

        using var straight = Start(terminal, "straight");
        await straight.WaitForExitAsync();
        terminal.Results("broken").ShouldBe(terminal.Results("straight"));
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_run_that_is_asked_to_stop_says_how_to_continue(string signal)
    {
        using var terminal = new Terminal();
        using var run = Start(terminal, "out", ("PAUSE_MS", "1000"));
        while (!File.Exists(terminal["out/run.db"]) && !run.HasExited) await Task.Delay(20);
        using (var kill = Process.Start("kill", ["-" + signal, run.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) await kill.WaitForExitAsync();
        var error = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        run.ExitCode.ShouldBe(130, error);
        error.ShouldMatch(@"^synthaug: stopped; \d+ of 12 trials of ShiftStudy are in .*run\.db, run again to continue\n$");
    }

    private static Process Start(Terminal terminal, string folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "SynthAug.App.Program.dll"), "run", "ShiftStudy", "--threads", "2", "--out", terminal[folder] },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        return process;
    }
}
