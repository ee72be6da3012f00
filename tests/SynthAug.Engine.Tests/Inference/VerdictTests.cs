using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tests.Inference;

public class VerdictTests
{
    [Theory]
    // n1 = 100, so δ = 0.005; the interval is difference ± 1.645·error.
    [InlineData(-0.0100, 0.0050, VerdictWord.Augment)]
    [InlineData(-0.0100, 0.0070, VerdictWord.CannotTell)] // U = +0.0015
    [InlineData(-0.0040, 0.0010, VerdictWord.CannotTell)] // below 0, but under the margin as seen
    [InlineData(-0.0040, 0.0005, VerdictWord.DoNotAugment)] // Lo = −0.0048 > −δ: a gain, and not worth it
    [InlineData(0.0000, 0.0029, VerdictWord.DoNotAugment)]
    [InlineData(0.0000, 0.0032, VerdictWord.CannotTell)]
    [InlineData(0.0200, 0.0100, VerdictWord.DoNotAugment)]
    [InlineData(0.0200, 0.0200, VerdictWord.CannotTell)]
    public void The_interval_and_the_margin_decide(double difference, double error, VerdictWord word)
    {
        var verdict = Verdict.Of([None(100)], [Adding(difference, error, 100)], 0.5, Stream);
        verdict.Difference.Loss.ShouldBe(difference, 1e-12);
        verdict.Difference.StandardError.ShouldBe(error, 1e-12);
        verdict.Margin.ShouldBe(0.005);
        verdict.Word.ShouldBe(word);
        (verdict.Upper - verdict.Lower).ShouldBe(2 * 1.645 * error, 1e-12);
    }

    [Fact]
    public void The_margin_is_wider_below_a_hundred_minority_rows_and_an_option_everywhere()
    {
        Verdict.Of([None(99)], [Adding(-0.008, 0.001, 99)], 0.5, Stream).Word.ShouldBe(VerdictWord.DoNotAugment);
        Verdict.Of([None(100)], [Adding(-0.008, 0.001, 100)], 0.5, Stream).Word.ShouldBe(VerdictWord.Augment);
        Verdict.Of([None(99)], [Adding(-0.008, 0.001, 99)], 0.5, Stream, margin: 0.002).Word.ShouldBe(VerdictWord.Augment);
        Should.Throw<ArgumentOutOfRangeException>(() => Verdict.Of([None(99)], [None(99)], 0.5, Stream, margin: double.NaN));
    }

    [Fact]
    public void The_best_of_each_side_are_compared_the_first_of_equals_and_none_without_a_loss()
    {
        var refused = new Contender("refused", new([double.NaN, 0], [0, 0]));
        Contender Constant(string name, double loss) => new(name, new([loss, loss], [loss, loss]));
        var verdict = Verdict.Of(
            [refused, Constant("b", 0.4), Constant("c", 0.4), Constant("d", 0.5)], [refused, Constant("x", 0.9), Constant("y", 0.3)], 0.5, Stream);
        (verdict.WithoutRows.Name, verdict.Adding.Name).ShouldBe(("b", "y"));
        verdict.Word.ShouldBe(VerdictWord.Augment);
        verdict.MinorityCount.ShouldBe(2);
        Should.Throw<ArgumentException>(() => Verdict.Of([refused], [Constant("x", 1)], 0.5, Stream)).Message.ShouldContain("adds no rows");
        Should.Throw<ArgumentException>(() => Verdict.Of([Constant("x", 1)], [], 0.5, Stream)).Message.ShouldContain("adds rows");
    }

    [Fact]
    public void Groups_are_the_sample_when_rows_come_in_groups()
    {
        // Two rows a group, the same difference in both: the error is √2 larger than rows alone say, and what was decided is not.
        var adding = Adding(-0.01, 0.005, 200, paired: true);
        var groups = new RowGroups([.. Enumerable.Range(0, 200).Select(i => i / 2)], [.. Enumerable.Range(0, 200).Select(i => 100 + i / 2)]);
        Verdict.Of([None(200)], [adding], 0.5, Stream).Word.ShouldBe(VerdictWord.Augment);
        var verdict = Verdict.Of([None(200)], [adding], 0.5, Stream, groups: groups);
        verdict.Word.ShouldBe(VerdictWord.CannotTell);
        verdict.Difference.StandardError.ShouldBe(0.005 * Math.Sqrt(2) * Math.Sqrt(199.0 / 198), 1e-12);
        (verdict.MinorityCount, verdict.Margin, verdict.IsGrouped).ShouldBe((100, 0.005, true));
        verdict.Settling!.MinorityRows.ShouldBeNull();
        verdict.Settling.Growth.ShouldBe(Math.Pow(2.60620 * verdict.Difference.StandardError / 0.01, 2), 1e-4);
    }

    [Fact]
    public void Rows_that_would_settle_it_bring_the_error_to_nine_chances_in_ten()
    {
        // All noise is the minority's: se ∝ 1/√n1, so n1 grows by (2.606·se/D)².
        var gain = Verdict.Of([None(100)], [Adding(-0.01, 0.007, 100, majoritySpread: 0)], 0.5, Stream).Settling!;
        gain.TowardsAugment.ShouldBeTrue();
        gain.MinorityRows.ShouldBe((long)Math.Ceiling(100 * (Math.Pow(2.60620 * 0.7, 2) - 1)));
        gain.AtLeast.ShouldBe(0);
        gain.Growth.ShouldBe(Math.Pow(2.60620 * 0.7, 2), 1e-4);

        // No difference and a wide interval: −δ has to be excluded, so the distance is δ.
        var none = Verdict.Of([None(100)], [Adding(0, 0.004, 100, majoritySpread: 0)], 0.5, Stream).Settling!;
        none.TowardsAugment.ShouldBeFalse();
        none.MinorityRows.ShouldBe((long)Math.Ceiling(100 * (Math.Pow(2.60620 * 0.8, 2) - 1)));
    }

    [Fact]
    public void Minority_rows_do_not_settle_what_the_majority_leaves_open()
    {
        // Half of se² is the majority's: 0.0049 alone is above 0.01/2.606 = 0.0038.
        var size = Verdict.Of([None(100)], [Adding(-0.01, 0.007, 100)], 0.5, Stream).Settling!;
        size.MinorityRows.ShouldBeNull();
        size.Growth.ShouldBe(Math.Pow(2.60620 * 0.7, 2), 1e-4);
        // At the interval's far end, −0.0215, they do.
        size.AtLeast.ShouldBe(0);
    }

    [Fact]
    public void A_single_minority_row_settles_nothing()
    {
        var verdict = Verdict.Of([new("b", new([0, 0], [0]))], [new("a", new([-1, -1], [-1]))], 0.5, Stream);
        verdict.Word.ShouldBe(VerdictWord.CannotTell);
        verdict.Settling.ShouldBeNull();
        VerdictSentences.Of(verdict, null)[2].ShouldBe("2 majority and 1 minority rows are too few for a standard error.");
    }

    [Fact]
    public void A_gain_is_told_with_what_to_do_how_sure_and_of_what_it_speaks() => VerdictSentences.Of(Verdict.Of([None(200)], [Adding(-0.0137, 0.0052, 200)], 0.5, Stream), folds: 5).ShouldBe(
        [
            "Augment: use vtss · smote + logistic.",
            "The best rule that adds rows (vtss · smote + logistic) loses 0.0137 nats a row less, classes balanced, than the best that adds none (prior-shift · logistic).",
            "The 90 % interval of the difference is −0.0223 to −0.0051 (standard error 0.0052, 200 majority and 200 minority rows): below 0, and the gain reaches the margin of 0.0050.",
            "This compares the two procedures on data like yours, fitted on 4/5 of it (160 minority rows), not the two models at hand; on all of it the difference is mostly smaller.",
        ]);

    [Fact]
    public void No_gain_is_told_by_the_margin() => VerdictSentences.Of(Verdict.Of([None(200)], [Adding(0.00029, 0.00052, 200)], 0.5, Stream), folds: null).ShouldBe(
        [
            "Do not augment: use prior-shift · logistic.",
            "The best rule that adds rows (vtss · smote + logistic) loses 0.000290 nats a row more, classes balanced, than the best that adds none (prior-shift · logistic).",
            "The 90 % interval of the difference is −0.000565 to 0.001145 (standard error 0.000520, 200 majority and 200 minority rows): any gain is under the margin of 0.005000.",
            "This compares the two procedures on data like yours, fitted on as many rows as your training part has; it does not compare the two models at hand.",
        ]);

    [Fact]
    public void What_cannot_be_told_says_what_would_settle_it()
    {
        Last(Adding(-0.01, 0.007, 100, majoritySpread: 0)).ShouldBe(
            "If the difference is what it looks like and stays so, 233 more minority rows (none at the friendly end of the interval) would show a gain in nine cases of ten.");
        Last(Adding(-0.01, 0.007, 100)).ShouldBe(
            "More minority rows alone would not settle it, the majority rows are too noisy for that; if the difference stays as it looks, "
            + "3.3 times as many rows of both classes would show a gain in nine cases of ten.");
        Last(Adding(-0.0045, 0.004, 100, majoritySpread: 0)).ShouldBe(
            "The difference is so near to what has to be excluded that 43371 more minority rows (117 at the friendly end of the interval) would be needed: in practice, rows will not settle it.");
        Last(Adding(-0.0049, 0.004, 100)).ShouldBe("The difference is so near to what has to be excluded that rows, in practice, will not settle it.");

        var sentences = VerdictSentences.Of(Verdict.Of([None(100)], [Adding(-0.004, 0.001, 100)], 0.5, Stream), 5);
        sentences[0].ShouldBe("Cannot tell from these rows; prior-shift · logistic is the simpler choice until more are known.");
        sentences[2].ShouldEndWith(": a gain, but under the margin of 0.0050 as seen and perhaps above it.");
    }

    [Theory]
    // Every rate is at most 5 % where it matters: no gain taken for one, no gain of δ denied. 2000 draws know 5 % to 0.5 %, and 3 of those are allowed.
    [InlineData(0.0, VerdictWord.Augment, false)]
    [InlineData(0.0, VerdictWord.Augment, true)]
    [InlineData(-0.005, VerdictWord.DoNotAugment, false)]
    [InlineData(-0.005, VerdictWord.DoNotAugment, true)]
    public void Wrong_verdicts_are_rare_whatever_the_noise(double truth, VerdictWord wrong, bool grouped)
    {
        Rate(truth, 0.1, grouped, grouped, verdict => verdict.Word == wrong).ShouldBeLessThan(0.065);
        // Twins. An interval of one error would be wrong too often …
        Rate(truth, 0.1, grouped, grouped, verdict => wrong == VerdictWord.Augment
            ? verdict.Difference.Loss + verdict.Difference.StandardError < 0
            : verdict.Difference.Loss - verdict.Difference.StandardError > -0.005).ShouldBeGreaterThan(0.1);
        // … and so would rows that come in fours and are taken for draws of their own.
        if (grouped) Rate(truth, 0.1, grouped, knowsGroups: false, verdict => verdict.Word == wrong).ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void A_small_error_settles_what_is_known() =>
        Rate(-0.02, 0.03, false, false, verdict => verdict.Word == VerdictWord.Augment).ShouldBeGreaterThan(0.99);

    // 400 rows of each class with noise of this size, alone or four rows (two of each class) sharing one draw.
    private static double Rate(double truth, double noise, bool grouped, bool knowsGroups, Func<Verdict, bool> counts)
    {
        const int n = 400, draws = 2000;
        var random = new RandomStream(StreamKey.FromSeed(grouped ? 55UL : 54UL));
        int[] pairs = [.. Enumerable.Range(0, n).Select(i => i / 2)];
        var groups = new RowGroups(pairs, pairs);
        var (none, count) = (None(n), 0);
        for (var r = 0; r < draws; r++)
        {
            var shared = new double[2 * n];
            random.FillNormal(shared);
            double[] Rows(int first) => [.. Enumerable.Range(0, n).Select(i => truth + noise * (grouped ? shared[i / 2] : shared[first + i]))];
            if (counts(Verdict.Of([none], [new("a", new(Rows(0), Rows(n)))], 0.5, Stream, groups: knowsGroups ? groups : null))) count++;
        }

        return (double)count / draws;
    }

    [Fact]
    public void A_rule_that_no_rows_would_choose_changes_nothing_and_an_even_one_widens_the_error()
    {
        var random = new RandomStream(StreamKey.FromSeed(57));
        double[] Noise(double mean)
        {
            var values = new double[100];
            random.FillNormal(values);
            foreach (ref var value in values.AsSpan()) value = mean + 0.1 * value;
            return values;
        }

        var (none, adding) = (None(100), new Contender("a", new(Noise(-0.01), Noise(-0.01))));
        var alone = Verdict.Of([none], [adding], 0.5, Stream).Difference;
        var beaten = Verdict.Of([none, new("far", new(Noise(5), Noise(5)))], [adding], 0.5, Stream).Difference;
        beaten.Loss.ShouldBe(alone.Loss, 1e-15);
        beaten.StandardError.ShouldBe(alone.StandardError, 1e-12);

        // Picked: its like, row by row, and the paired error is next to nothing. But a flat rule might as well have been.
        var like = new Contender("like", new([.. adding.Losses.Majority.Select(x => x + 0.001)], [.. adding.Losses.Minority.Select(x => x + 0.001)]));
        var mean = adding.Losses.Estimate(0.5).Loss;
        var flat = new Contender("flat", new([.. Enumerable.Repeat(mean + 0.002, 100)], [.. Enumerable.Repeat(mean + 0.002, 100)]));
        Verdict.Of([like], [adding], 0.5, Stream).Difference.StandardError.ShouldBeLessThan(1e-9);
        var torn = Verdict.Of([like, flat], [adding], 0.5, Stream);
        torn.WithoutRows.ShouldBe(like);
        torn.Difference.StandardError.ShouldBeInRange(0.2 * alone.StandardError, alone.StandardError);
    }

    [Fact]
    public void How_the_folds_fell_is_a_part_of_the_error() =>
        Verdict.Of([None(100)], [Adding(-0.01, 0.003, 100)], 0.5, Stream, splitVariance: 0.004 * 0.004).Difference.StandardError.ShouldBe(0.005, 1e-12);

    [Fact]
    public void What_rows_add_by_training_is_taken_off_the_error()
    {
        // A rule whose losses stand still beside one whose losses move between two repeats: not at all, a little, and more than they differ by row.
        const double Error = 0.006;
        var none = None(100) with { Repeats = () => [None(100).Losses, None(100).Losses] };
        Contender Moving(double by)
        {
            var adding = Adding(-0.01, Error, 100);
            RowLosses Moved(double sign) => new([.. adding.Losses.Majority.Select((x, i) => x + sign * by * (i % 4 - 1.5))], [.. adding.Losses.Minority.Select((x, i) => x + sign * by * (i % 4 - 1.5))]);
            return adding with { Repeats = () => [Moved(1), Moved(-1)] };
        }

        double Of(double by) => Verdict.Of([none], [Moving(by)], 0.5, Stream, folds: 5).Difference.StandardError;
        Of(0).ShouldBe(Error, 1e-12);
        // 100 of 150 parts of at most half.
        Of(0.02).ShouldBeInRange(Error * Math.Sqrt(2 / 3.0) - 1e-9, Error * 0.99);
        Of(1).ShouldBe(Error, 1e-12);
        // Not known of one side, not taken off.
        Verdict.Of([None(100)], [Moving(0.02)], 0.5, Stream, folds: 5).Difference.StandardError.ShouldBe(Error, 1e-12);
    }

    private static RandomStream Stream => new(StreamKey.FromSeed(53));

    private static string Last(Contender adding) => VerdictSentences.Of(Verdict.Of([None(100)], [adding], 0.5, Stream), 5)[^1];

    private static Contender None(int n) => new("prior-shift · logistic", new(new double[n], new double[n]));

    // difference ± spread, alternating (in pairs when asked), with the spread that gives this error to n + n rows at ρ = ½.
    private static Contender Adding(double difference, double error, int n, double majoritySpread = 1, bool paired = false)
    {
        // Odd n have one row on the mean.
        var even = n - n % 2;
        var spread = error * Math.Sqrt(4.0 * n * (n - 1) / even / (1 + majoritySpread * majoritySpread));
        double[] Rows(double s) => [.. Enumerable.Range(0, n).Select(i => i >= even ? difference : difference + ((paired ? i / 2 : i) % 2 == 0 ? s : -s))];
        return new("vtss · smote + logistic", new(Rows(spread * majoritySpread), Rows(spread)));
    }
}
