namespace SynthAug.Numerics.Tests;

public class GramTests
{
    public static readonly TheoryData<int, int> Shapes = new()
    {
        { 0, 3 }, { 1, 1 }, { 5, 1 }, { 7, 5 }, { 8, 6 }, { 9, 7 }, { 19, 8 }, { 19, 9 }, { 19, 20 }, { 40, 17 }, { 67, 30 }, { 5, 53 }, { 45, 104 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Every_entry_is_one_chain_over_the_rows(int count, int d)
    {
        var rows = Draw(count, d, out var weights);
        var packed = new double[Gram.PackedLength(d)];
        var weighted = new double[Gram.PackedLength(d)];
        Gram.Add(rows.Rows, packed);
        Gram.AddWeighted(rows.Rows, weights, weighted);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                double plain = 0, plainWeighted = 0;
                for (var n = 0; n < count; n++)
                {
                    plain = Math.FusedMultiplyAdd(rows[n][i], rows[n][j], plain);
                    plainWeighted = Math.FusedMultiplyAdd(rows[n][i], weights[n] * rows[n][j], plainWeighted);
                }

                packed[i * (i + 1) / 2 + j].ShouldBe(plain);
                weighted[i * (i + 1) / 2 + j].ShouldBe(plainWeighted);
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Moments_are_sums_in_the_order_of_the_rows(int count, int d)
    {
        var rows = Draw(count, d, out var weights);
        var sum = new double[d];
        var weighted = new double[d];
        Gram.AddMoment(rows.Rows, sum);
        Gram.AddWeightedMoment(rows.Rows, weights, weighted);
        for (var j = 0; j < d; j++)
        {
            double plain = 0, plainWeighted = 0;
            for (var n = 0; n < count; n++)
            {
                plain += rows[n][j];
                plainWeighted = Math.FusedMultiplyAdd(weights[n], rows[n][j], plainWeighted);
            }

            sum[j].ShouldBe(plain);
            weighted[j].ShouldBe(plainWeighted);
        }
    }

    [Fact]
    public void Cuts_do_not_change_a_bit()
    {
        const int count = 57, d = 11;
        var rows = Draw(count, d, out var weights);
        var whole = new double[Gram.PackedLength(d)];
        var inParts = new double[Gram.PackedLength(d)];
        Gram.Add(rows.Rows, whole);
        Gram.AddWeighted(rows.Rows, weights, whole);
        for (var start = 0; start < count; start += 7) Gram.Add(rows.Rows.Slice(start, Math.Min(7, count - start)), inParts);
        for (var start = 0; start < count; start += 13)
        {
            var take = Math.Min(13, count - start);
            Gram.AddWeighted(rows.Rows.Slice(start, take), weights.AsSpan(start, take), inParts);
        }

        inParts.ShouldBe(whole);
    }

    private static FeatureMatrix Draw(int count, int d, out double[] weights)
    {
        var stream = new RandomStream(StreamKey.FromSeed((ulong)(count * 100 + d)));
        weights = new double[count];
        stream.FillUniform(weights);
        var rows = new FeatureMatrix(count, d);
        stream.FillNormal(rows.Writable, 0);
        return rows;
    }
}
