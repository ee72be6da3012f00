namespace SynthAug.Numerics.Tests;

public class KernelTests
{
    // 0, 1, L − 1, L, L + 1, 2L + 3 for eight lanes, and some that fill several registers.
    public static readonly TheoryData<int> Lengths = [0, 1, 7, 8, 9, 19, 64, 67, 257];

    [Theory, MemberData(nameof(Lengths))]
    public void Dot_follows_the_plain_eight_lanes(int length)
    {
        var (a, b) = Draw(length);
        Kernels.Dot(a, b).ShouldBe(Plain.Dot(a, b));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Squared_distance_follows_the_plain_eight_lanes_either_way_round(int length)
    {
        var (a, b) = Draw(length);
        Kernels.SquaredDistance(a, b).ShouldBe(Plain.SquaredDistance(a, b));
        Kernels.SquaredDistance(b, a).ShouldBe(Plain.SquaredDistance(a, b));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Sum_follows_the_plain_eight_lanes(int length)
    {
        var (a, _) = Draw(length);
        Kernels.Sum(a).ShouldBe(Plain.Sum(a));
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Axpy_is_one_fused_multiply_add_an_entry(int length)
    {
        var (x, y) = Draw(length);
        var expected = new double[length];
        for (var i = 0; i < length; i++) expected[i] = Math.FusedMultiplyAdd(0.3, x[i], y[i]);
        Kernels.Axpy(0.3, x, y);
        y.ToArray().ShouldBe(expected);
    }

    [Theory, MemberData(nameof(Lengths))]
    public void Affine_is_one_fused_multiply_add_an_entry(int length)
    {
        var (x, _) = Draw(length);
        var expected = Array.ConvertAll(x.ToArray(), v => Math.FusedMultiplyAdd(v, 0.3, -1.7));
        Kernels.Affine(0.3, -1.7, x);
        x.ToArray().ShouldBe(expected);
    }

    [Theory]
    [InlineData(0, 3), InlineData(1, 1), InlineData(7, 5), InlineData(8, 8), InlineData(9, 9), InlineData(19, 20), InlineData(33, 2)]
    public void Distances_and_scores_of_many_rows_are_those_of_each_row(int count, int d)
    {
        var rows = new ReadOnlyRows(Draw(count * d).A, d);
        var w = Draw(d).B;
        var distances = new double[count];
        var scores = new double[count];
        Kernels.SquaredDistances(w, rows, distances);
        Kernels.MatVec(rows, w, 0.25, scores);
        for (var i = 0; i < count; i++)
        {
            distances[i].ShouldBe(Plain.SquaredDistance(w, rows[i]));
            scores[i].ShouldBe(Plain.Dot(rows[i], w) + 0.25);
        }
    }

    [Fact]
    public void A_wrong_length_is_refused()
    {
        Should.Throw<ArgumentException>(() => Kernels.Dot([1], [1, 2]));
        Should.Throw<ArgumentException>(() => Kernels.MatVec(new([1, 2], 2), [1], 0, new double[1]));
        Should.Throw<ArgumentException>(() => Kernels.SquaredDistances([1, 2], new([1, 2], 2), new double[2]));
    }

    // From index 1 of its array: no vector load is aligned.
    private static Pair Draw(int length)
    {
        var values = new double[2 * length + 2];
        new RandomStream(StreamKey.FromSeed((ulong)length)).FillNormal(values);
        return new(values.AsSpan(1, length), values.AsSpan(length + 1, length));
    }

    private readonly ref struct Pair(Span<double> a, Span<double> b)
    {
        public Span<double> A { get; } = a;

        public Span<double> B { get; } = b;

        public void Deconstruct(out Span<double> a, out Span<double> b)
        {
            a = A;
            b = B;
        }
    }
}
