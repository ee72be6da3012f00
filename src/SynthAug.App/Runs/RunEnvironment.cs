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
        var (commit, dirty) = Git();
        return new(
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            RuntimeInformation.ProcessArchitecture.ToString(),
            [.. Features().Where(f => f.IsOn).Select(f => f.Name)],
            Environment.ProcessorCount,
            commit,
            dirty);
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

    // One process for both answers, and read as it comes: a run of a tenth of a second is not to spend most of it on asking.
    private static (string? Commit, bool? Dirty) Git()
    {
        const string Head = "# branch.oid ";
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "status --porcelain=v2 --branch")
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
            // A git that hangs is ended, which ends the reading too.
            using var limit = new Timer(static process => ((Process)process!).Kill(), git, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
            var (commit, dirty) = ((string?)null, false);
            while (git.StandardOutput.ReadLine() is { } line)
            {
                if (line.StartsWith(Head, StringComparison.Ordinal)) commit = line[Head.Length..];
                dirty |= !line.StartsWith('#');
            }

            git.WaitForExit();
            return git.ExitCode == 0 && commit is not (null or "(initial)") ? (commit, dirty) : (null, null);
        }
        catch (Win32Exception)
        {
            // No git here.
            return (null, null);
        }
    }
}
