using SynthAug.Lanes;

namespace SynthAug.Numerics.Tests;

public class LowerMapTests
{
    [Theory]
    [InlineData(1, 3), InlineData(3, 8), InlineData(7, 1), InlineData(8, 21), InlineData(9, 17), InlineData(17, 8), InlineData(20, 30), InlineData(24, 19), InlineData(67, 13), InlineData(4, 0)]
    public void Every_entry_is_one_chain_from_its_shift_on_every_path(int d, int count)
    {
        var (factor, shift, rows) = Draw(d, count);
        var expected = new double[count * d];
        for (var n = 0; n < count; n++)
        {
            for (var i = 0; i < d; i++)
            {
                ref var sum = ref expected[n * d + i];
                sum = shift[i];
                for (var j = 0; j <= i; j++) sum = Math.FusedMultiplyAdd(rows[n][j], factor[i * (i + 1) / 2 + j], sum);
            }
        }

        var map = new LowerMap(factor, shift);
        Check(copy => map.Apply(copy));
        Check(map.Apply<Lane>);
        if (Lanes256.IsSupported) Check(map.Apply<Lanes256>);
        if (Lanes512.IsSupported) Check(map.Apply<Lanes512>);

        void Check(Action<Rows> apply)
        {
            var copy = new FeatureMatrix(rows.Rows.Values, d);
            apply(copy.Writable);
            copy.Rows.Values.ToArray().ShouldBe(expected);
        }
    }

    [Fact]
    public void A_row_does_not_depend_on_how_many_are_mapped_with_it()
    {
        var (factor, shift, rows) = Draw(20, 37);
        var map = new LowerMap(factor, shift);
        var parts = new FeatureMatrix(rows.Rows.Values, 20);
        map.Apply(rows.Writable);
        foreach (var (first, count) in new[] { (0, 3), (3, 16), (19, 1), (20, 17) }) map.Apply(parts.Writable.Slice(first, count));
        parts.Rows.Values.ToArray().ShouldBe(rows.Rows.Values.ToArray());
    }

    [Fact]
    public void Other_lengths_are_refused()
    {
        Should.Throw<ArgumentException>(() => new LowerMap(new double[4], new double[2]));
        Should.Throw<ArgumentException>(() => new LowerMap(new double[3], new double[2]).Apply(new Rows(new double[6], 3)));
    }

    private static (double[] Factor, double[] Shift, FeatureMatrix Rows) Draw(int d, int count)
    {
        var random = new RandomStream(StreamKey.FromSeed((ulong)d));
        var (factor, shift, rows) = (new double[Gram.PackedLength(d)], new double[d], new FeatureMatrix(count, d));
        random.FillNormal(factor);
        random.FillNormal(shift);
        random.FillNormal(rows.Writable, 50);
        return (factor, shift, rows);
    }
}
