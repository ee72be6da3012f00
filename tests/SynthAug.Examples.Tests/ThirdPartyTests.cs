using System.Diagnostics;
using System.Reflection;

namespace SynthAug.Examples.Tests;

/// <summary>
/// A third party's folder, copied away from the repository and built there with nothing but the SDK and what a package would give: the plugin is found by
/// --plugins and used by an experiment that was compiled without it.
/// </summary>
public sealed class ThirdPartyTests : IDisposable
{
    private static readonly string Repository =
        typeof(ThirdPartyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private readonly string _folder = Directory.CreateTempSubdirectory("third-party-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_plugin_from_elsewhere_is_used_by_a_study_that_never_saw_it()
    {
        CopyExample();
        Dotnet(["publish", "PairMix", "-o", "plugins/PairMix"]);
        Directory.EnumerateFiles(Path.Combine(_folder, "plugins/PairMix"), "SynthAug.*").ShouldBeEmpty("a plugin does not ship the contracts");
        Dotnet(["build", "-c", "Release", "Study"]);
        var study = Directory.EnumerateFiles(_folder, "Study.dll", SearchOption.AllDirectories).Single(f => f.Contains("/bin/Study/"));

        Run(study, ["run", "NearOrAny", "--repetitions", "2", "--out", "without"], exitCode: 2).ShouldContain("no generator 'pair-mix'");
        Run(study, ["run", "NearOrAny", "--repetitions", "2", "--plugins", "plugins", "--out", "with"]);

        var rows = File.ReadAllLines(Path.Combine(_folder, "with/NearOrAny.rows.csv"));
        rows[0].ShouldBe("Minority,repetition,generator,classifier,rule,gamma,synthetic_size,refusal,balanced_log_loss,balanced_error");
        rows.Count(r => r.Contains(",pair-mix,")).ShouldBe(4 * 2 * 2);
        rows.Skip(1).Select(r => r.Split(',')).ShouldAllBe(cells => cells[7].Length == 0 && cells[8].Length > 0);
        File.Exists(Path.Combine(_folder, "with/report.html")).ShouldBeTrue();
    }

    private void CopyExample()
    {
        var example = Path.Combine(Repository, "examples/CustomGenerator");
        foreach (var file in Directory.EnumerateFiles(example, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(example, file);
            if (relative.Split('/').Any(part => part is "bin" or "obj")) continue;
            var target = Path.Combine(_folder, relative);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        var settings = Path.Combine(_folder, "Directory.Build.props");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("$(MSBuildThisFileDirectory)../..", Repository));
    }

    // Everything is built below the folder: the repository's own output is in use by the other tests.
    private void Dotnet(string[] arguments) => Start("dotnet", [.. arguments, "--artifacts-path", Path.Combine(_folder, "artifacts"), "-v", "q"], 0);

    private string Run(string assembly, string[] arguments, int exitCode = 0) => Start("dotnet", [assembly, .. arguments], exitCode);

    private string Start(string program, IEnumerable<string> arguments, int exitCode)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd() + error.GetAwaiter().GetResult();
        process.WaitForExit();
        process.ExitCode.ShouldBe(exitCode, output);
        return output;
    }
}
