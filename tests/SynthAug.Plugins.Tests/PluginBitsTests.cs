using SynthAug.Probes;
using Xunit.Abstractions;

namespace SynthAug.Plugins.Tests;

public class PluginBitsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Bits_of_every_generator_and_path_engine_do_not_depend_on_the_instructions()
    {
        var lines = await InstructionRuns.SameLinesOf("SynthAug.PluginBitsProbe.dll", output);
        foreach (var line in lines) output.WriteLine(line);

        // What an engine is known by; a plugin without a line would be equal to nothing.
        foreach (var use in new[]
        {
            "smote, ", "smote beside categories, ", "bootstrap, ", "gaussian-fit, ", "perturbed, ", "least-squares, path, squared losses ", "least-squares, streamed path ",
            "logistic, path ", "logistic, refit ", "kernel-logistic, path ",
        })
        {
            lines.ShouldContain(line => line.StartsWith(use, StringComparison.Ordinal), use);
        }

        // Different numbers have different hashes: a path is not its plain fit.
        lines.Select(line => line[^16..]).Distinct().Count().ShouldBeGreaterThan(lines.Length * 2 / 3);
    }
}
