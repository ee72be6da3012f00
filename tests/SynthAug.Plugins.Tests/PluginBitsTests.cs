using System.Diagnostics;
using Xunit.Abstractions;

namespace SynthAug.Plugins.Tests;

/// <summary>
/// The promise "same seed, same bits" for every plugin, by child processes with instructions switched off. The switch for AVX-512 is EnableAVX512;
/// EnableAVX512F is accepted and does nothing, which is why each child says what it ran on.
/// </summary>
public class PluginBitsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Bits_of_every_generator_and_path_engine_do_not_depend_on_the_instructions()
    {
        string?[] switches = [null, "DOTNET_EnableAVX512", "DOTNET_EnableAVX2", "DOTNET_EnableHWIntrinsic"];
        var runs = await Task.WhenAll(switches.Select(Run));
        for (var i = 0; i < switches.Length; i++) output.WriteLine($"{switches[i] ?? "nothing"} off: ran on {runs[i][0]}");
        foreach (var line in runs[0][1..]) output.WriteLine(line);

        runs[1][0].ShouldNotBe("AVX-512");
        runs[2][0].ShouldBe("plain");
        runs[3][0].ShouldBe("plain");
        // What an engine is known by; a plugin without a line would be equal to nothing.
        foreach (var use in new[]
        {
            "smote, ", "smote beside categories, ", "bootstrap, ", "gaussian-fit, ", "perturbed, ", "least-squares, path, squared losses ", "least-squares, streamed path ",
            "logistic, path ", "logistic, refit ", "kernel-logistic, path ",
        })
        {
            runs[0].ShouldContain(line => line.StartsWith(use, StringComparison.Ordinal), use);
        }

        // Different numbers have different hashes: a path is not its plain fit.
        runs[0][1..].Select(line => line[^16..]).Distinct().Count().ShouldBeGreaterThan(runs[0].Length * 2 / 3);
        foreach (var run in runs) run[1..].ShouldBe(runs[0][1..]);
    }

    private static async Task<string[]> Run(string? switchedOff)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "SynthAug.PluginBitsProbe.dll") },
        };
        if (switchedOff != null) start.Environment[switchedOff] = "0";
        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
