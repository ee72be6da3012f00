using SynthAug.Lanes;

namespace SynthAug.Numerics.Tests;

public class PrefixMomentsTests
{
    public static readonly TheoryData<int, int> Shapes = new()
    {
        { 0, 3 }, { 1, 1 }, { 5, 1 }, { 7, 5 }, { 8, 6 }, { 9, 7 }, { 19, 8 }, { 19, 9 }, { 19, 20 }, { 19, 16 }, { 40, 17 }, { 19, 24 }, { 21, 26 }, { 67, 30 }, { 5, 53 }, { 45, 104 },
    };

    [Theory, MemberData(nameof(Shapes))]
    public void Every_sum_has_the_bits_of_the_gram_matrix_and_its_moment(int count, int d)
    {
        var rows = Draw(count, d, out var weights);
        double[] plain = new double[PrefixMoments.StateLength(d)], weighted = new double[PrefixMoments.StateLength(d)];
        PrefixMoments.Add(rows.Rows, [], plain);
        PrefixMoments.Add(rows.Rows, weights, weighted);
        ShouldBe(Totals(plain, d), rows.Rows);
        weighted = Totals(weighted, d);

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
        double[] one = Run<Lane>(weights), plain = Run<Lane>([]);
        if (Lanes256.IsSupported) Compare<Lanes256>();
        if (Lanes512.IsSupported) Compare<Lanes512>();

        void Compare<T>() where T : struct, ILanes<T>
        {
            double[] weighted = Run<T>(weights), unweighted = Run<T>([]);
            for (var i = 0; i <= d; i++)
            {
                var place = (i * PrefixMoments.Stride(d))..(i * PrefixMoments.Stride(d) + Math.Min(i + 1, d));
                weighted[place].ShouldBe(one[place]);
                unweighted[place].ShouldBe(plain[place]);
            }
        }

        double[] Run<T>(double[] weights) where T : struct, ILanes<T>
        {
            var state = new double[PrefixMoments.StateLength(d)];
            fixed (double* x = rows.Rows.Values, w = weights, to = state) PrefixMoments.Add<T>(x, d, w, new(to, count, null, 0, null, 0));
            return Totals(state, d);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(29)]
    public void Cuts_show_the_totals_on_their_way_and_change_no_bit(int d)
    {
        int[] cuts = [0, 1, 20, 20, 57, 90, 122, 123, 250];
        var rows = Draw(250, d, out _);
        var length = PrefixMoments.Length(d);
        double[] state = new double[PrefixMoments.StateLength(d)], snapshots = new double[cuts.Length * length];
        PrefixMoments.Add(rows.Rows.Prefix(30), state, cuts.AsSpan(0, 4), snapshots.AsSpan(0, 4 * length));
        PrefixMoments.Add(rows.Rows.Slice(30, 220), state, [.. cuts[4..].Select(cut => cut - 30)], snapshots.AsSpan(4 * length));
        Totals(state, d).ShouldBe(snapshots[(8 * length)..]);
        for (var k = 0; k < cuts.Length; k++)
        {
            var whole = new double[PrefixMoments.StateLength(d)];
            PrefixMoments.Add(rows.Rows.Prefix(cuts[k]), [], whole);
            var totals = Totals(whole, d);
            ShouldBe(totals, rows.Rows.Prefix(cuts[k]));
            for (var i = 0; i <= d; i++)
            {
                var (at, taken) = (i * PrefixMoments.Stride(d), Math.Min(i + 1, d));
                snapshots.AsSpan(k * length + at, taken).ToArray().ShouldBe(totals[at..(at + taken)]);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void A_moment_that_is_moved_leaves_the_other_sums(int d)
    {
        var rows = Draw(70, d, out _);
        double[] state = new double[PrefixMoments.StateLength(d)], moment = new double[d];
        PrefixMoments.Add(rows.Rows.Prefix(37), [], state);
        PrefixMoments.MoveMoment(state, moment);
        var first = new double[d];
        Gram.AddMoment(rows.Rows.Prefix(37), first);
        moment.ShouldBe(first, 1e-13);
        PrefixMoments.Add(rows.Rows.Slice(37, 33), [], state);
        double[] totals = Totals(state, d), second = new double[d], packed = new double[Gram.PackedLength(d)];
        Gram.AddMoment(rows.Rows.Slice(37, 33), second);
        Gram.Add(rows.Rows, packed);
        totals[(d * PrefixMoments.Stride(d))..][..d].ShouldBe(second, 1e-13);
        totals[PrefixMoments.Stride(d)..][..2].ShouldBe(packed[1..3], 1e-12);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        var rows = Draw(4, 3, out _);
        Should.Throw<ArgumentException>(() => PrefixMoments.Add(rows.Rows, [], new double[PrefixMoments.StateLength(3) - 1]));
        Should.Throw<ArgumentException>(() => PrefixMoments.Add(rows.Rows, [1], new double[PrefixMoments.StateLength(3)]));
        Should.Throw<ArgumentException>(() => PrefixMoments.Add(rows.Rows, new double[PrefixMoments.StateLength(3)], [2], new double[31]));
    }

    private static double[] Totals(double[] state, int d)
    {
        var totals = new double[PrefixMoments.Length(d)];
        PrefixMoments.Totals(state, d, totals);
        return totals;
    }

    // The bits of one chain from four columns on; fewer have more chains.
    private static void ShouldBe(double[] sums, ReadOnlyRows rows)
    {
        var tolerance = rows.Dimension > 3 ? 1e-300 : 1e-14 * (1 + rows.Count);
        var d = rows.Dimension;
        double[] packed = new double[Gram.PackedLength(d)], sum = new double[d];
        Gram.Add(rows, packed);
        Gram.AddMoment(rows, sum);
        for (var i = 0; i < d; i++) sums[(i * PrefixMoments.Stride(d))..][..(i + 1)].ShouldBe(packed[(i * (i + 1) / 2)..][..(i + 1)], tolerance);
        sums[(d * PrefixMoments.Stride(d))..][..d].ShouldBe(sum, tolerance);
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
