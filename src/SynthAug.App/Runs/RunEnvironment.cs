using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.App.Runs;

/// <summary>Where and how a run happened: recorded beside the results, never part of them.</summary>
internal sealed record RunEnvironment(string Runtime, string System, string Architecture, IReadOnlyList<string> CpuFeatures, int Processors, string? GitCommit, bool? GitDirty)
{
    /// <summary>Of this process and its working folder.</summary>
    public static RunEnvironment Now()
    {
        var commit = Git("rev-parse HEAD")?.Trim();
        return new(
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            RuntimeInformation.ProcessArchitecture.ToString(),
            [.. Features().Where(f => f.IsOn).Select(f => f.Name)],
            Environment.ProcessorCount,
            commit,
            commit is null ? null : Git("status --porcelain") is { Length: > 0 });
    }

    /// <summary>For the store's sessions.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary() => new Dictionary<string, string>
    {
        ["runtime"] = Runtime,
        ["system"] = System,
        ["architecture"] = Architecture,
        ["cpu features"] = string.Join(' ', CpuFeatures),
        ["git commit"] = GitCommit ?? "",
        ["git dirty"] = GitDirty switch { true => "true", false => "false", _ => "" },
    };

    // What the kernels may choose between; the results do not depend on it, a wrong result may.
    private static IEnumerable<(string Name, bool IsOn)> Features() =>
    [
        ("avx2", Avx2.IsSupported),
        ("fma", Fma.IsSupported),
        ("avx512f", Avx512F.IsSupported),
        ("advsimd", AdvSimd.IsSupported),
    ];

    private static string? Git(string arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            // Read before waiting: a full pipe would hold git for ever.
            var text = git.StandardOutput.ReadToEndAsync();
            var error = git.StandardError.ReadToEndAsync();
            if (!Task.WaitAll([text, error], TimeSpan.FromSeconds(5)))
            {
                git.Kill();
                return null;
            }

            git.WaitForExit();
            return git.ExitCode == 0 ? text.Result : null;
        }
        catch (Win32Exception)
        {
            // No git here.
            return null;
        }
    }
}
