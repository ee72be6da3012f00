using SynthAug.Engine.Data;

namespace SynthAug.Engine.Tests.Data;

public class StandardiserTests
{
    // Columns: 1, 3, 5, 7 (mean 4, sd √5); a constant that no sum hits exactly; the first one far from 0.
    private static readonly TrainingSample Sample = new(
        new FeatureMatrix([1, 0.1, 1e9 + 1, 3, 0.1, 1e9 + 3, 5, 0.1, 1e9 + 5], 3), new FeatureMatrix([7, 0.1, 1e9 + 7], 3));

    [Fact]
    public void Both_classes_make_the_mean_and_the_spread()
    {
        var standardiser = Standardiser.Fit(Sample);
        standardiser.Mean.ToArray().ShouldBe([4, 0.1, 1e9 + 4]);
        standardiser.Scale.ToArray().ShouldBe([Math.Sqrt(5), 1, Math.Sqrt(5)]);
    }

    [Fact]
    public void A_constant_column_becomes_zeros_however_it_adds_up()
    {
        // Ten times 0.1 adds up to less than 1, so a mean by plain sums would leave a spread of 1e-17 to divide by.
        var standardiser = Standardiser.Fit(new(new FeatureMatrix([.. Enumerable.Repeat(0.1, 7)], 1), new FeatureMatrix([0.1, 0.1, 0.1], 1)));
        (standardiser.Mean[0], standardiser.Scale[0]).ShouldBe((0.1, 1));
    }

    [Fact]
    public void The_same_transformation_serves_any_rows_and_goes_back()
    {
        var standardiser = Standardiser.Fit(Sample);
        var rows = new FeatureMatrix([4, 0.1, 1e9 + 4, 4 + 2 * Math.Sqrt(5), 1.1, 1e9], 3);
        var before = rows.Rows.Values.ToArray();

        standardiser.Apply(rows.Writable);

        double[] expected = [0, 0, 0, 2, 1, -4 / Math.Sqrt(5)];
        for (var i = 0; i < expected.Length; i++) rows.Rows.Values[i].ShouldBe(expected[i], 1e-14);
        standardiser.Restore(rows.Writable);
        for (var i = 0; i < before.Length; i++) rows.Rows.Values[i].ShouldBe(before[i], 1e-15 * Math.Abs(before[i]));
    }

    [Fact]
    public void Fitting_changes_nothing_in_the_sample()
    {
        var before = Sample.Majority.Rows.Values.ToArray();
        Standardiser.Fit(Sample);
        Sample.Majority.Rows.Values.ToArray().ShouldBe(before);
    }
}
