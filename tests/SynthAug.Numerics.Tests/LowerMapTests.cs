namespace SynthAug.Numerics.Tests;

public class LowerMapTests
{
    [Theory]
    [InlineData(1, 1), InlineData(2, 9), InlineData(7, 4), InlineData(8, 5), InlineData(20, 13), InlineData(33, 6)]
    public void A_row_becomes_the_centre_plus_the_factor_times_the_row(int d, int count)
    {
        var (map, centre, factor, rows) = Draw(d, count);
        var mapped = new FeatureMatrix(rows.Rows.Values, d);
        map.Apply(mapped.Writable);
        for (var n = 0; n < count; n++)
        {
            for (var i = 0; i < d; i++)
            {
                var entry = centre[i];
                for (var j = 0; j <= i; j++) entry = Math.FusedMultiplyAdd(rows[n][j], factor[i * (i + 1) / 2 + j], entry);
                mapped[n][i].ShouldBe(entry);
            }
        }
    }

    [Fact]
    public void Rows_have_the_same_bits_wherever_they_are_cut()
    {
        var (map, _, _, rows) = Draw(20, 23);
        var whole = new FeatureMatrix(rows.Rows.Values, 20);
        map.Apply(whole.Writable);
        for (var cut = 0; cut <= 23; cut++)
        {
            var parts = new FeatureMatrix(rows.Rows.Values, 20);
            map.Apply(parts.Writable.Slice(0, cut));
            map.Apply(parts.Writable.Slice(cut, 23 - cut));
            parts.Rows.Values.SequenceEqual(whole.Rows.Values).ShouldBeTrue();
        }
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_named()
    {
        Should.Throw<ArgumentException>(() => new LowerMap(new double[3], new double[5]));
        var (map, _, _, _) = Draw(3, 1);
        Should.Throw<ArgumentException>(() => map.Apply(new FeatureMatrix(2, 4).Writable));
    }

    private static (LowerMap Map, double[] Centre, double[] Factor, FeatureMatrix Rows) Draw(int d, int count)
    {
        var stream = new RandomStream(StreamKey.FromSeed((ulong)d));
        var (centre, factor, rows) = (new double[d], new double[Gram.PackedLength(d)], new FeatureMatrix(count, d));
        stream.FillNormal(centre);
        stream.FillNormal(factor);
        stream.FillNormal(rows.Writable, 0);
        return (new(centre, factor), centre, factor, rows);
    }
}
