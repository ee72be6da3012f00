using SynthAug.Engine.Inference;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Inference;

public class ReliabilityTests
{
    [Fact]
    public void Bins_hold_equal_weight_and_say_what_was_predicted_and_seen()
    {
        // Majority −2 … , minority … 2: at ½ each majority row weighs 1/8, each minority row 1/4.
        var scores = new HeldOutScores([-3, -2, -1, 1], [-0.5, 3]);
        var bins = HeldOutScores.Reliability([scores], bins: 2);
        bins.Count.ShouldBe(2);
        // −3, −2, −1 of the majority (3/8) and −0.5 of the minority (1/4) are the first to reach one half.
        bins[0].Observed.ShouldBe(0.25 / 0.625, 1e-12);
        bins[0].Predicted.ShouldBe((0.125 * (ExactMath.Sigmoid(-3) + ExactMath.Sigmoid(-2) + ExactMath.Sigmoid(-1)) + 0.25 * ExactMath.Sigmoid(-0.5)) / 0.625, 1e-12);
        (bins[0].MajorityCount, bins[0].MinorityCount).ShouldBe((3, 1));
        bins[1].Observed.ShouldBe(0.25 / 0.375, 1e-12);
        bins.Sum(b => b.MajorityCount).ShouldBe(4);
    }

    [Fact]
    public void Equal_scores_stay_together()
    {
        var bin = HeldOutScores.Reliability([new([0, 0, 0], [0, 0])], prevalence: 0.2, bins: 10).ShouldHaveSingleItem();
        bin.Observed.ShouldBe(0.2, 1e-12);
        bin.Predicted.ShouldBe(0.2, 1e-12);
    }

    [Fact]
    public void Repeats_of_the_same_rows_give_the_same_curve_with_the_same_error()
    {
        var scores = Drawn(40, 20, 3);
        var once = HeldOutScores.Reliability([scores], 0.3, 5);
        var thrice = HeldOutScores.Reliability([scores, scores, scores], 0.3, 5);
        thrice.Count.ShouldBe(once.Count);
        for (var i = 0; i < once.Count; i++)
        {
            thrice[i].Observed.ShouldBe(once[i].Observed, 1e-12);
            thrice[i].StandardError.ShouldBe(once[i].StandardError, 1e-12);
        }

        Should.Throw<ArgumentException>(() => HeldOutScores.Reliability([scores, Drawn(40, 21, 3)]));
    }

    // 400 sets: a standard deviation has a standard error of σ/√(2·400), 3.5 %; 4 of them.
    [Theory, InlineData(1.0, true), InlineData(1.3, false)]
    public void The_error_of_a_bin_is_its_standard_deviation_over_data_sets(double wrongFactor, bool holds)
    {
        const int sets = 400;
        var (observed, errors) = (new double[sets], new double[sets]);
        for (var s = 0; s < sets; s++)
        {
            // Scores of two values only: bins are the same rows in every set.
            var random = new RandomStream(StreamKey.FromSeed(11).Fork((ulong)s));
            double[] Class(int count, double high) => [.. Enumerable.Range(0, count).Select(_ => random.NextUniform() < high ? 1.0 : -1.0)];
            var first = HeldOutScores.Reliability([new(Class(200, 0.3), Class(60, 0.6))], 0.4, 2)[0];
            (observed[s], errors[s]) = (first.Observed, first.StandardError);
        }

        var deviation = Estimate.Of(observed).StandardDeviation;
        var ratio = wrongFactor * Estimate.Of(errors).Mean / deviation;
        (Math.Abs(ratio - 1) < 4 * 0.035).ShouldBe(holds, $"mean error over standard deviation is {ratio}");
    }

    private static HeldOutScores Drawn(int majority, int minority, ulong seed)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        return new([.. Enumerable.Range(0, majority).Select(_ => random.NextNormal())], [.. Enumerable.Range(0, minority).Select(_ => 1 + random.NextNormal())]);
    }
}
