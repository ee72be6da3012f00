using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Microsoft.Win32.SafeHandles;

namespace SynthAug.App.Runs;

/// <summary>Where and how a run happened: recorded beside the results, never part of them.</summary>
internal sealed record RunEnvironment(string Runtime, string System, string Architecture, IReadOnlyList<string> CpuFeatures, int Processors, string? GitCommit, bool? GitDirty)
{
    /// <summary>Of this process and its working folder.</summary>
    public static RunEnvironment Now()
    {
        var (commit, dirty) = IsUnderGit() ? Git() : (null, null);
        return new(
            RuntimeInformation.FrameworkDescription,
            RuntimeInformation.OSDescription,
            RuntimeInformation.ProcessArchitecture.ToString(),
            Features(),
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

    // A pipe's own stream reads it as a socket, and sockets take longer to start than git.
    private static Stream AsFile(Stream stream) =>
        stream is PipeStream pipe ? new FileStream(new SafeFileHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: false), FileAccess.Read) : stream;

    // What the kernels may choose between; the results do not depend on it, a wrong result may.
    private static List<string> Features()
    {
        var features = new List<string>();
        if (Avx2.IsSupported) features.Add("avx2");
        if (Fma.IsSupported) features.Add("fma");
        if (Avx512F.IsSupported) features.Add("avx512f");
        if (AdvSimd.IsSupported) features.Add("advsimd");
        return features;
    }

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
            using var answer = new StreamReader(AsFile(git.StandardOutput.BaseStream));
            while (answer.ReadLine() is { } line)
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

    // Where git would look. Outside of any repository its answer is known, and costs as much as a small figure's trials.
    private static bool IsUnderGit()
    {
        if (Environment.GetEnvironmentVariable("GIT_DIR") is not null) return true;
        for (var folder = Environment.CurrentDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (Path.Exists(Path.Combine(folder, ".git"))) return true;
        return false;
    }
}
