using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class ColumnScalesTests
{
    // Columns: 1, 3, 5, 7 (mean 4, sd √5); a constant that no sum hits exactly; the first one far from 0.
    private static readonly FeatureMatrix Majority = new([1, 0.1, 1e9 + 1, 3, 0.1, 1e9 + 3, 5, 0.1, 1e9 + 5], 3), Minority = new([7, 0.1, 1e9 + 7], 3);

    [Fact]
    public void Both_classes_make_the_mean_and_the_spread()
    {
        Of(Majority, Minority).ShouldBe([new(4, Math.Sqrt(5)), new(0.1, 1), new(1e9 + 4, Math.Sqrt(5))]);
    }

    [Fact]
    public void A_constant_column_becomes_zeros_however_it_adds_up()
    {
        // Ten times 0.1 adds up to less than 1, so a mean by plain sums would leave a spread of 1e-17 to divide by.
        Of(new([.. Enumerable.Repeat(0.1, 7)], 1), new([0.1, 0.1, 0.1], 1)).ShouldBe([new(0.1, 1)]);
    }

    [Fact]
    public void The_same_scales_serve_any_rows_and_go_back()
    {
        var scales = Of(Majority, Minority);
        var rows = new FeatureMatrix([4, 0.1, 1e9 + 4, 4 + 2 * Math.Sqrt(5), 1.1, 1e9], 3);
        var before = rows.Rows.Values.ToArray();

        ColumnScales.Apply(scales, rows.Writable);

        double[] expected = [0, 0, 0, 2, 1, -4 / Math.Sqrt(5)];
        for (var i = 0; i < expected.Length; i++) rows.Rows.Values[i].ShouldBe(expected[i], 1e-14);
        for (var i = 0; i < before.Length; i++) scales[i % 3].Restore(rows.Rows.Values[i]).ShouldBe(before[i], 1e-15 * Math.Abs(before[i]));
    }

    private static ColumnScale[] Of(FeatureMatrix majority, FeatureMatrix minority) =>
        ColumnScales.Of(TableRows.All(majority), TableRows.All(minority), new double[majority.Dimension]);
}
