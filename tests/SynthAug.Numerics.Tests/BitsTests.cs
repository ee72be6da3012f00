using SynthAug.Probes;
using Xunit.Abstractions;

namespace SynthAug.Numerics.Tests;

public class BitsTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Bits_do_not_depend_on_the_instructions() =>
        (await InstructionRuns.SameLinesOf("SynthAug.BitsProbe.dll", output))[^1].ShouldStartWith("neighbours in a tree ");
}
