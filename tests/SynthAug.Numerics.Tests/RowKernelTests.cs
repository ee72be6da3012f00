namespace SynthAug.Numerics.Tests;

public class RowKernelTests
{
    // Around whole registers of 1, 4 and 8 rows, and rows too long to repeat.
    public static readonly TheoryData<int, int> Shapes = new() { { 1, 19 }, { 2, 100 }, { 3, 8 }, { 5, 21 }, { 8, 16 }, { 20, 30 }, { 20, 3 }, { 64, 9 }, { 67, 9 }, { 4, 0 } };

    [Theory, MemberData(nameof(Shapes))]
    public void Rows_are_scaled_and_shifted_by_one_fused_multiply_add_an_entry(int d, int count)
    {
        var (rows, shift, scales) = (Draw(count, d), Draw(1, d).Rows[0].ToArray(), Draw(count, 1).Rows.Values.ToArray());
        FeatureMatrix together = new(rows.Rows.Values, d), each = new(rows.Rows.Values, d), added = new(rows.Rows.Values, d);
        Kernels.AffineRows(0.3, shift, together.Writable);
        Kernels.AffineRows(scales, shift, each.Writable);
        Kernels.AddToRows(shift, added.Writable);
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < d; j++)
            {
                added[i][j].ShouldBe(rows[i][j] + shift[j]);
                together[i][j].ShouldBe(Math.FusedMultiplyAdd(rows[i][j], 0.3, shift[j]));
                each[i][j].ShouldBe(Math.FusedMultiplyAdd(rows[i][j], scales[i], shift[j]));
            }
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Interpolation_is_one_subtraction_and_one_fused_multiply_add_an_entry(int d, int count)
    {
        // Few points: the last one, behind which there is nothing to read, is a parent too.
        var points = Draw(3, d);
        var t = Draw(count, 1).Rows.Values.ToArray();
        RowParents[] parents = [.. Enumerable.Range(0, count).Select(i => new RowParents(i % 3, (i + 1 + i / 3 % 2) % 3))];
        var memory = Enumerable.Repeat(7.0, count * d + 20).ToArray();
        Kernels.Interpolate(points.Rows, parents, t, new Rows(memory.AsSpan(10, count * d), d));
        for (var i = 0; i < count; i++)
        {
            ReadOnlySpan<double> a = points[parents[i].A], b = points[parents[i].B];
            for (var j = 0; j < d; j++) memory[10 + i * d + j].ShouldBe(Math.FusedMultiplyAdd(t[i], b[j] - a[j], a[j]));
        }

        memory[..10].ShouldAllBe(x => x == 7);
        memory[^10..].ShouldAllBe(x => x == 7);
    }

    [Theory, MemberData(nameof(Shapes)), InlineData(2, 205)]
    public void Rows_are_put_onto_a_sphere_by_one_root_of_one_quotient_each(int d, int count)
    {
        var (rows, centre) = (Draw(count, d), Draw(1, d).Rows[0].ToArray());
        var onto = new FeatureMatrix(rows.Rows.Values, d);
        Kernels.OntoSphere(2.5, centre, onto.Writable);
        for (var i = 0; i < count; i++)
        {
            var scale = Math.Sqrt(2.5 / Kernels.Dot(rows[i], rows[i]));
            for (var j = 0; j < d; j++) onto[i][j].ShouldBe(Math.FusedMultiplyAdd(rows[i][j], scale, centre[j]));
        }
    }

    [Fact]
    public void Other_lengths_and_absent_parents_are_refused()
    {
        var points = Draw(3, 2);
        Should.Throw<ArgumentException>(() => Kernels.AffineRows(1, new double[3], points.Writable));
        Should.Throw<ArgumentException>(() => Kernels.OntoSphere(1, new double[3], points.Writable));
        Should.Throw<ArgumentException>(() => Kernels.AffineRows(new double[2], new double[2], points.Writable));
        Should.Throw<ArgumentException>(() => Kernels.Interpolate(points.Rows, [new(0, 3)], [0.5], new Rows(new double[2], 2)));
        Should.Throw<ArgumentException>(() => Kernels.Interpolate(points.Rows, [new(-1, 0)], [0.5], new Rows(new double[2], 2)));
        Should.Throw<ArgumentException>(() => Kernels.Interpolate(points.Rows, [new(0, 1)], [0.5, 1], new Rows(new double[2], 2)));
        Should.Throw<ArgumentException>(() => Kernels.Interpolate(points.Rows, [new(0, 1)], [0.5], new Rows(new double[3], 3)));
    }

    private static FeatureMatrix Draw(int count, int d)
    {
        var rows = new FeatureMatrix(count, d);
        new RandomStream(StreamKey.FromSeed((ulong)(100 * count + d))).FillNormal(rows.Writable, 0);
        return rows;
    }
}
