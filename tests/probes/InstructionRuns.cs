using System.Diagnostics;
using Shouldly;
using Xunit.Abstractions;

namespace SynthAug.Probes;

/// <summary>
/// The promise "same seed, same bits", by child processes with instructions switched off. The switch for AVX-512 is EnableAVX512; EnableAVX512F is
/// accepted and does nothing, which is why each child says what it ran on.
/// </summary>
internal static class InstructionRuns
{
    private static readonly string?[] Switches = [null, "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];

    /// <summary>Runs the probe with everything on and then with each switch off, asks for the same lines, and returns them.</summary>
    public static async Task<string[]> SameLinesOf(string probe, ITestOutputHelper output)
    {
        var runs = await Task.WhenAll(Switches.Select(off => Run(probe, off)));
        for (var i = 0; i < Switches.Length; i++) output.WriteLine($"{Switches[i] ?? "nothing"} off: ran on {runs[i][0]}");

        runs[1][0].ShouldNotBe("AVX-512");
        runs[2][0].ShouldBe("plain");
        runs[3][0].ShouldBe("plain");
        foreach (var run in runs) run[1..].ShouldBe(runs[0][1..]);
        return runs[0][1..];
    }

    private static async Task<string[]> Run(string probe, string? switchedOff)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, probe) },
        };
        if (switchedOff != null) start.Environment[switchedOff] = "0";
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
