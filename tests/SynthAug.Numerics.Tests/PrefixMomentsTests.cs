using SynthAug.Lanes;

namespace SynthAug.Numerics.Tests;

public class PrefixMomentsTests
{
    public static readonly TheoryData<int, int> Shapes = new()
    {
        { 0, 3 }, { 1, 1 }, { 5, 1 }, { 7, 5 }, { 8, 6 }, { 9, 7 }, { 19, 8 }, { 19, 9 }, { 19, 20 }, { 40, 17 }, { 67, 30 }, { 5, 53 }, { 45, 104 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Every_sum_has_the_bits_of_the_gram_matrix_and_its_moment(int count, int d)
    {
        var rows = Draw(count, d, out var weights);
        double[] plain = new double[PrefixMoments.Length(d)], weighted = new double[PrefixMoments.Length(d)];
        PrefixMoments.Add(rows.Rows, [], plain);
        PrefixMoments.Add(rows.Rows, weights, weighted);
        ShouldBe(plain, rows.Rows);

        double[] packed = new double[Gram.PackedLength(d)], sum = new double[d];
        Gram.AddWeighted(rows.Rows, weights, packed);
        Gram.AddWeightedMoment(rows.Rows, weights, sum);
        for (var i = 0; i < d; i++)
        {
            weighted.AsSpan(i * PrefixMoments.Stride(d), i + 1).ToArray().ShouldBe(packed[(i * (i + 1) / 2)..][..(i + 1)]);
            // The moment of Gram rounds once where this rounds the product too.
            weighted[d * PrefixMoments.Stride(d) + i].ShouldBe(sum[i], 1e-14 * (1 + count));
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public unsafe void Every_width_gives_the_same_bits(int count, int d)
    {
        var rows = Draw(count, d, out var weights);
        double[] one = new double[PrefixMoments.Length(d)], four = new double[PrefixMoments.Length(d)], eight = new double[PrefixMoments.Length(d)];
        Run<Lane>(one);
        if (Lanes256.IsSupported) Compare<Lanes256>(four);
        if (Lanes512.IsSupported) Compare<Lanes512>(eight);

        void Compare<T>(double[] sums) where T : struct, ILanes<T>
        {
            Run<T>(sums);
            for (var i = 0; i <= d; i++)
            {
                var (at, length) = (i * PrefixMoments.Stride(d), Math.Min(i + 1, d));
                sums[at..(at + length)].ShouldBe(one[at..(at + length)]);
            }
        }

        void Run<T>(double[] sums) where T : struct, ILanes<T>
        {
            fixed (double* x = rows.Rows.Values, w = weights, to = sums) PrefixMoments.Add<T>(x, d, w, new(to, count, null, 0, null, 0));
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(21)]
    public void Cuts_show_the_sums_on_their_way(int d)
    {
        const int count = 57;
        int[] cuts = [0, 1, 20, 20, 57];
        var rows = Draw(count, d, out _);
        var length = PrefixMoments.Length(d);
        double[] sums = new double[length], snapshots = new double[cuts.Length * length];
        PrefixMoments.Add(rows.Rows.Prefix(30), sums, [0, 1, 20, 20], snapshots.AsSpan(0, 4 * length));
        PrefixMoments.Add(rows.Rows.Slice(30, 27), sums, [27], snapshots.AsSpan(4 * length, length));
        ShouldBe(sums, rows.Rows);
        for (var k = 0; k < cuts.Length; k++) ShouldBe(snapshots.AsSpan(k * length, length), rows.Rows.Prefix(cuts[k]));
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var rows = Draw(4, 3, out _);
        Should.Throw<ArgumentException>(() => PrefixMoments.Add(rows.Rows, [], new double[31]));
        Should.Throw<ArgumentException>(() => PrefixMoments.Add(rows.Rows, [1], new double[32]));
        Should.Throw<ArgumentException>(() => PrefixMoments.Add(rows.Rows, new double[32], [2], new double[31]));
    }

    private static void ShouldBe(ReadOnlySpan<double> sums, ReadOnlyRows rows)
    {
        var d = rows.Dimension;
        double[] packed = new double[Gram.PackedLength(d)], sum = new double[d];
        Gram.Add(rows, packed);
        Gram.AddMoment(rows, sum);
        for (var i = 0; i < d; i++) sums.Slice(i * PrefixMoments.Stride(d), i + 1).ToArray().ShouldBe(packed[(i * (i + 1) / 2)..][..(i + 1)]);
        sums.Slice(d * PrefixMoments.Stride(d), d).ToArray().ShouldBe(sum);
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
