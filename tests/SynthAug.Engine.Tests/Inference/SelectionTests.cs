using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tests.Inference;

public class SelectionTests
{
    [Fact]
    public void Sizes_within_z_standard_errors_of_the_best_are_in()
    {
        // Differences of by ± 0.1 in two rows of each class: variance 0.02, se² = ¼(0.01 + 0.01).
        RowLosses Above(double by, double spread) => new([1 + by - spread, 1 + by + spread], [1 + by - spread, 1 + by + spread]);
        var error = 0.1 / Math.Sqrt(2);
        var curve = new RowLosses?[] { Above(error * 1.7, 0.1), Above(0, 0), Above(error * 1.6, 0.1), null, Above(0, 0), Above(0.001, 0) };
        var set = SelectionSet.Of(curve, 0.5);
        set.Best.ShouldBe(1);
        set.Contains.ShouldBe([false, true, true, false, true, false]);
        set.ToBest[0].StandardError.ShouldBe(error, 1e-12);
        double.IsNaN(set.ToBest[3].Loss).ShouldBeTrue();
        (set.Count, set.Share).ShouldBe((3, 0.5));
        SelectionSet.Of(curve, 0.5, z: 1.8).Contains[0].ShouldBeTrue();
        // One row of a class has no error: the best is in, and nothing can be said of the rest.
        SelectionSet.Of([new([1, 2], [1]), new([0, 1], [0])], 0.5).Contains.ShouldBe([false, true]);
    }

    [Fact]
    public void Groups_widen_the_set_when_their_rows_agree()
    {
        var flat = new RowLosses([1, 1, 1, 1], [1, 1, 1, 1]);
        var other = new RowLosses([1.2, 1.2, 1, 1], [1.2, 1.2, 1, 1]);
        SelectionSet.Of([flat, other], 0.5).Contains[1].ShouldBeFalse();
        SelectionSet.Of([flat, other], 0.5, groups: new([0, 0, 1, 1], [0, 0, 1, 1])).Contains[1].ShouldBeTrue();
    }

    [Fact]
    public void A_path_that_was_refused_throughout_has_no_best_and_an_empty_set()
    {
        var set = SelectionSet.Of([null, null], 0.5);
        (set.Best, set.Count).ShouldBe((-1, 0));
        SelectionFrequency.Of([null, null], 0.5, Stream(1)).Frequencies.ShouldBe([0, 0]);
    }

    [Fact]
    public void The_page_says_which_best_size_is_covered()
    {
        SelectionSet.Covers(null).ShouldStartWith("holds the best γ of this path");
        SelectionSet.Covers(5).ShouldStartWith("holds the best γ for fits on all the rows, and that for fits on 4/5 of rows like these");
        SelectionSet.RecommendedZ(null).ShouldBe(1.645);
        SelectionSet.RecommendedZ(3).ShouldBe(1.645);
        SelectionSet.RecommendedZ(1).ShouldBe(2);
    }

    [Fact]
    public void A_size_is_chosen_as_often_as_resampled_rows_prefer_it()
    {
        // Size 1 differs from size 0 by +1 or −1 on the majority's n rows, half each: it wins when more of the drawn rows are −1. By symmetry, and the first of equals:
        // P(0) = (1 + P(equal))/2, P(equal) = C(10, 5)/2¹⁰ = 0.24609. The minority, with one row in each of three sizes, says nothing; size 2 never wins.
        var curve = new RowLosses[] { new(new double[10], [0]), new([1, 1, 1, 1, 1, -1, -1, -1, -1, -1], [0]), new(new double[10], [9]) };
        const int resamples = 4000;
        const double expected = 0.623047;
        var frequency = SelectionFrequency.Of(curve, 0.5, Stream(7), resamples);
        var error = Math.Sqrt(expected * (1 - expected) / resamples);
        frequency.Frequencies[0].ShouldBe(expected, 4 * error);
        // A twin that takes the last of equals would see 0.377, 32 errors away.
        (Math.Abs(frequency.Frequencies[0] - (1 - expected)) / error).ShouldBeGreaterThan(4);
        frequency.Frequencies[2].ShouldBe(0);
        frequency.Frequencies.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Sizes_that_floats_cannot_tell_apart_are_told_apart()
    {
        // Beside a common part of some tenths the sizes differ by 10⁻¹⁰, a hundredth of what a float of it holds; two are one.
        var random = Stream(21);
        double[] Noise(int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => scale * random.NextNormal())];
        var (common0, common1) = (Noise(700, 0.3), Noise(45, 0.3));
        RowLosses Near(double scale) => new([.. common0.Zip(Noise(700, scale), (a, b) => 1 + a + b)], [.. common1.Zip(Noise(45, scale), (a, b) => 1 + a + b)]);
        RowLosses far = new(Noise(700, 0.01), Noise(45, 0.01)), twin = Near(1e-10);
        far = new([.. far.Majority.Select(x => 1 + x)], [.. far.Minority.Select(x => 1 + x)]);
        RowLosses[] curve = [far, Near(1e-10), twin, Near(1e-10), twin];
        const int resamples = 400;
        var frequencies = SelectionFrequency.Of(curve, 0.4, Stream(5), resamples).Frequencies;
        var losses = ResampledLosses.Of(curve, 0.4, Stream(5), resamples, null);
        var wins = new double[curve.Length];
        for (var b = 0; b < resamples; b++) wins[losses[b].IndexOf(losses[b].ToArray().Min())] += 1.0 / resamples;
        frequencies.ShouldBe(wins, 1e-12);
        frequencies.Take(4).ShouldAllBe(share => share > 0);
        frequencies[4].ShouldBe(0);
    }

    [Fact]
    public void More_resamples_continue_the_same_sequence()
    {
        var curve = new RowLosses[] { new([0, 0, 0], [0]), new([1, -1, 0.5], [0]) };
        double Wins(int resamples) => SelectionFrequency.Of(curve, 0.5, Stream(3), resamples).Frequencies[0] * resamples;
        var more = Wins(51) - Wins(50);
        (Math.Abs(more) < 1e-9 || Math.Abs(more - 1) < 1e-9).ShouldBeTrue();
        Wins(50).ShouldBe(Wins(50));
    }

    [Fact]
    public void Groups_are_drawn_whole()
    {
        // Five groups of two equal rows are five draws, not ten.
        double[] values = [1, 1, 1, 1, -1, -1, -1, -1, 0, 0];
        var curve = new RowLosses[] { new(new double[10], [0, 0]), new(values, [0, 0]) };
        var groups = new RowGroups([0, 0, 1, 1, 2, 2, 3, 3, 4, 4], [5, 6]);
        const int resamples = 20_000;
        var grouped = SelectionFrequency.Of(curve, 0.5, Stream(11), resamples, groups).Frequencies[0];
        // P(equal): all 5⁵ draws, each as likely.
        var ties = 0;
        for (var code = 0; code < 3125; code++)
        {
            var sum = 0.0;
            for (int k = 0, rest = code; k < 5; k++, rest /= 5) sum += values[2 * (rest % 5)];
            if (sum == 0) ties++;
        }

        var expected = (1 + ties / 3125.0) / 2;
        grouped.ShouldBe(expected, 4 * Math.Sqrt(expected * (1 - expected) / resamples));
        // Rows drawn one by one tie less often: the same check tells them apart.
        var alone = SelectionFrequency.Of(curve, 0.5, Stream(11), resamples).Frequencies[0];
        Math.Abs(alone - expected).ShouldBeGreaterThan(4 * Math.Sqrt(expected * (1 - expected) / resamples));
    }

    private static RandomStream Stream(ulong seed) => new(StreamKey.FromSeed(seed));
}
