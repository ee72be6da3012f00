using Shouldly;
using SynthAug.Lanes;

namespace SynthAug.Numerics.Tests;

public unsafe class DrawnSumsTests
{
    // Rows, resamples, rules: edges of sixteen rows, of four resamples and of two rules.
    public static readonly TheoryData<int, int, int> Shapes = new() { { 1, 1, 1 }, { 15, 4, 2 }, { 16, 5, 3 }, { 33, 3, 5 }, { DrawnSums.BlockRows, 9, 4 } };

    [Theory, MemberData(nameof(Shapes))]
    public void Every_rule_is_summed_over_every_resample(int rows, int resamples, int rules)
    {
        var (stride, padded) = (rows + 3, DrawnSums.Padded(rules));
        var counts = Counts(resamples * stride);
        var values = Values(rows, rules);
        var sums = new double[DrawnSums.PaddedCounts(resamples) * padded * DrawnSums.Parts];
        Array.Fill(sums, 0.5);
        DrawnSums.Add(counts, stride, resamples, rows, values, sums);
        for (var b = 0; b < resamples; b++)
        {
            for (var rule = 0; rule < rules; rule++)
            {
                // What the parts held before is added to: 8 · ½.
                var (expected, size) = (4.0, 4.0);
                for (var i = 0; i < rows; i++)
                {
                    var term = (double)counts[b * stride + i] * values[rule * DrawnSums.BlockRows + i];
                    (expected, size) = (expected + term, size + Math.Abs(term));
                }

                // A chain has 32 floats.
                DrawnSums.Total(sums.AsSpan((b * padded + rule) * DrawnSums.Parts, DrawnSums.Parts)).ShouldBe(expected, 32 * size * Math.ScaleB(1, -24));
            }
        }
    }

    [Fact]
    public void Sums_have_the_same_bits_on_every_path()
    {
        const int Rows = 100, Resamples = 7, Rules = 4;
        var counts = Counts(Resamples * Rows);
        var values = Values(Rows, Rules);
        var plain = Of<FloatLane>();
        plain.Distinct().Count().ShouldBeGreaterThan(Resamples * Rules);
        if (Floats256.IsSupported) Of<Floats256>().ShouldBe(plain);
        if (Floats512.IsSupported) Of<Floats512>().ShouldBe(plain);

        double[] Of<T>() where T : struct, IFloatLanes<T>
        {
            var sums = new double[DrawnSums.PaddedCounts(Resamples) * Rules * DrawnSums.Parts];
            fixed (byte* from = counts)
            fixed (float* of = values)
            fixed (double* to = sums)
                DrawnSums.Add<T>(from, Rows, Resamples, Rows, of, Rules, to);
            return sums;
        }
    }

    [Fact]
    public void Too_little_room_is_refused()
    {
        float[] values = new float[2 * DrawnSums.BlockRows];
        Should.Throw<ArgumentException>(() => DrawnSums.Add(new byte[19], 10, 2, 10, values, new double[64]));
        Should.Throw<ArgumentException>(() => DrawnSums.Add(new byte[20], 10, 2, 10, values, new double[63]));
        Should.Throw<ArgumentException>(() => DrawnSums.Add(new byte[20], 10, 2, 10, values.AsSpan(1), new double[64]));
        Should.Throw<ArgumentException>(() => DrawnSums.Add(new byte[2000], 1000, 2, DrawnSums.BlockRows + 1, values, new double[64]));
        DrawnSums.Add(new byte[20], 10, 2, 10, values, new double[64]);
    }

    private static byte[] Counts(int length)
    {
        var counts = new byte[length];
        var random = new RandomStream(StreamKey.FromSeed(5));
        foreach (ref var count in counts.AsSpan()) count = (byte)random.NextIndex(6);
        return counts;
    }

    // Zeros beyond the rows, as is asked for; and in the rule that makes a pair.
    private static float[] Values(int rows, int rules)
    {
        var values = new float[DrawnSums.Padded(rules) * DrawnSums.BlockRows];
        var random = new RandomStream(StreamKey.FromSeed(6));
        for (var rule = 0; rule < rules; rule++)
            for (var i = 0; i < rows; i++) values[rule * DrawnSums.BlockRows + i] = (float)random.NextNormal();
        return values;
    }
}
