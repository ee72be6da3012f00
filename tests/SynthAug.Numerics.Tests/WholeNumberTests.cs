using Shouldly;

namespace SynthAug.Numerics.Tests;

public class WholeNumberTests
{
    [Theory]
    [InlineData(0), InlineData(3), InlineData(29)]
    public void Places_are_the_whole_part_of_the_product(int length)
    {
        var uniforms = new double[length];
        new RandomStream(StreamKey.FromSeed(1)).FillUniform(uniforms);
        if (length > 0) uniforms[^1] = Math.BitDecrement(1.0);
        var places = new int[length];
        Kernels.Places(uniforms, 1000, places);
        places.ShouldBe([.. uniforms.Select(u => (int)(u * 1000))]);
    }

    [Fact]
    public void Every_count_widens_to_itself()
    {
        byte[] counts = [.. Enumerable.Range(0, 256).Select(i => (byte)i), 7, 8, 9];
        var numbers = new double[counts.Length];
        Kernels.Widen(counts, numbers);
        numbers.ShouldBe([.. counts.Select(c => (double)c)]);
        var floats = new float[counts.Length];
        Kernels.Widen(counts, floats);
        floats.ShouldBe([.. counts.Select(c => (float)c)]);
    }

    [Theory]
    [InlineData(0), InlineData(3), InlineData(29)]
    public void Differences_are_rounded_once(int length)
    {
        double[] x = [.. Enumerable.Range(0, length).Select(i => 1 + i * 0.1)], y = [.. x.Select(value => value - 1e-9 * value)];
        var differences = new float[length];
        Kernels.Differences(x, y, differences);
        differences.ShouldBe([.. x.Zip(y, (a, b) => (float)(a - b))]);
    }

    [Theory]
    [InlineData(0), InlineData(31), InlineData(64), InlineData(100_003)]
    public void A_total_counts_every_byte(int length)
    {
        var counts = new byte[length];
        Array.Fill(counts, byte.MaxValue);
        if (length > 0) counts[^1] = 3;
        Kernels.Total(counts).ShouldBe(counts.Sum(c => (long)c));
    }

    [Fact]
    public void Lengths_that_differ_are_refused()
    {
        Should.Throw<ArgumentException>(() => Kernels.Places(new double[3], 5, new int[2]));
        Should.Throw<ArgumentException>(() => Kernels.Widen(new byte[3], new double[4]));
        Should.Throw<ArgumentException>(() => Kernels.Widen(new byte[3], new float[4]));
        Should.Throw<ArgumentException>(() => Kernels.Differences(new double[3], new double[3], new float[4]));
        Should.Throw<ArgumentException>(() => Kernels.Differences(new double[3], new double[4], new float[3]));
    }
}
