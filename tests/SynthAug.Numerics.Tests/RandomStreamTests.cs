namespace SynthAug.Numerics.Tests;

public class RandomStreamTests
{
    [Fact]
    public void A_stream_starts_over_after_a_reset()
    {
        var stream = new RandomStream(StreamKey.FromSeed(1));
        var first = stream.NextUniform();
        stream.NextUniform().ShouldNotBe(first);
        stream.Reset(StreamKey.FromSeed(1));
        stream.NextUniform().ShouldBe(first);
    }
}
