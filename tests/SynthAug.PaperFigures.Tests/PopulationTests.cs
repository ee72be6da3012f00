using SynthAug;
using SynthAug.Engine.Measures;
using SynthAug.Numerics;

namespace PaperFigures.Tests;

/// <summary>The populations and their closed forms, which every figure stands on.</summary>
public class PopulationTests
{
    public static TheoryData<string> Laws => [.. All.Keys];

    private static Dictionary<string, ILaw> All { get; } = new()
    {
        ["gaussian"] = new Gaussian(1, 2, 3),
        ["gaussian, in pairs"] = new Gaussian(1, 2, 3) { InPairs = true },
        ["cube"] = new MeanShift(7, 1, NoiseShape.Cube).Minority,
        ["rademacher"] = new MeanShift(7, 1, NoiseShape.Rademacher).Minority,
        ["sphere"] = new MeanShift(7, 1, NoiseShape.Sphere).Majority,
        ["two humps"] = new TwoHumps().Minority,
        ["sigmoid, 0"] = SigmoidBernoulli.Class(0),
        ["sigmoid, 1"] = SigmoidBernoulli.Class(1),
        ["ring"] = new NoisyRing().Minority,
        ["round the ring"] = new NoisyRing().Majority,
    };

    /// <summary>What nested synthetic sizes stand on.</summary>
    [Theory]
    [MemberData(nameof(Laws))]
    public void A_draw_in_two_pieces_is_the_draw_in_one(string name)
    {
        var law = All[name];
        var whole = Rows(law, 60, 0);
        double[] pieces = [.. Rows(law, 23, 0).Rows.Values, .. Rows(law, 37, 23).Rows.Values];
        pieces.ShouldBe(whole.Rows.Values.ToArray());
        whole[0].ToArray().ShouldNotBe(whole[1].ToArray());
    }

    [Fact]
    public void The_sigmoid_Bernoulli_population_is_locally_symmetric_at_its_true_parameter()
    {
        SigmoidBernoulli.Alpha.ShouldBe(0.855384107901, 1e-12);
        SigmoidBernoulli.Prevalence.ShouldBe(0.111447646843, 1e-12);
        var best = new double[SigmoidBernoulli.Dimension];
        best[0] = 1;
        SigmoidBernoulli.Risk(best, 0).ShouldBe(0.3091323141, 1e-10);
        for (var j = 0; j < best.Length; j++) Slope(best, j).ShouldBe(0, 1e-8, $"coordinate {j}");

        // Not everywhere is flat: the risk falls towards θ*, and an intercept would lower it further.
        best[0] = 0.9;
        Slope(best, 0).ShouldBeLessThan(-1e-3);
        best[0] = 1;
        SigmoidBernoulli.Risk(best, 1).ShouldBeLessThan(SigmoidBernoulli.Risk(best, 0) - 0.01);

        static double Slope(double[] w, int j)
        {
            const double step = 1e-4;
            double[] up = [.. w], down = [.. w];
            up[j] += step;
            down[j] -= step;
            return (SigmoidBernoulli.Risk(up, 0) - SigmoidBernoulli.Risk(down, 0)) / (2 * step);
        }
    }

    [Fact]
    public void The_exact_risk_of_the_sigmoid_Bernoulli_population_is_the_mean_over_many_rows()
    {
        double[] w = [0.8, 0.3, -0.2, 0.1, .. new double[16]];
        var (zero, one) = (Loss(SigmoidBernoulli.Class(0), w, 0.4, label: 0), Loss(SigmoidBernoulli.Class(1), w, 0.4, label: 1));
        Matches(0.5 * (zero.Mean + one.Mean), 0.5 * (zero.StandardError + one.StandardError), SigmoidBernoulli.Risk(w, 0.4)).ShouldBeTrue();
        // Power: without the humps' part of the score.
        Matches(0.5 * (zero.Mean + one.Mean), 0.5 * (zero.StandardError + one.StandardError), SigmoidBernoulli.Risk([0.8, .. new double[19]], 0.4)).ShouldBeFalse();
    }

    [Fact]
    public void Both_ways_of_drawing_the_sigmoid_Bernoulli_population_agree()
    {
        var buffer = new SampleBuffer();
        SigmoidBernoulli.Draw(200_000).Fill(buffer, new RandomStream(StreamKey.FromSeed(5)));
        buffer.MinorityLabel.ShouldBe(1);
        var count = buffer.Minority.RowCount;
        ((count / 200_000.0) - SigmoidBernoulli.Prevalence).ShouldBe(0, 4 * Math.Sqrt(0.1 / 200_000));
        var share = LowShare(buffer.Minority.Rows);
        var law = Rows(SigmoidBernoulli.Class(1), 200_000, 0);
        // A share of about 0.05 over 22,000 and 200,000 rows.
        (share - LowShare(law.Rows)).ShouldBe(0, 4 * Math.Sqrt(0.05 / count + 0.05 / 200_000));
        (share - LowShare(Rows(SigmoidBernoulli.Class(0), 200_000, 0).Rows)).ShouldBeLessThan(-0.5);

        static double LowShare(ReadOnlyRows rows)
        {
            var low = 0;
            for (var i = 0; i < rows.Count; i++) low += rows[i][0] == -5 ? 1 : 0;
            return (double)low / rows.Count;
        }
    }

    [Fact]
    public void The_exact_loss_of_the_two_humps_is_the_mean_over_many_rows()
    {
        var model = new Line([1.7, 0.4, -0.1, 0, 0.2], -1.9);
        var population = new TwoHumps();
        var (zero, one) = (Loss(population.Majority, model.W, model.Intercept, 0), Loss(population.Minority, model.W, model.Intercept, 1));
        var error = 0.5 * (zero.StandardError + one.StandardError);
        Matches(0.5 * (zero.Mean + one.Mean), error, TwoHumps.LogLoss(model)).ShouldBeTrue();
        // Power: the humps in the wrong place.
        Matches(0.5 * (zero.Mean + one.Mean), error, TwoHumps.LogLoss(new Line([1.7, 0.1, -0.4, 0, 0.2], -1.9))).ShouldBeFalse();

        var wrong = 0.5 * (Wrong(population.Majority, 0) + Wrong(population.Minority, 1));
        // √(p(1 − p)/n), p at most ½, two classes.
        wrong.ShouldBe(TwoHumps.Error(model), 4 * 0.5 * Math.Sqrt(0.5 / Count));

        double Wrong(ILaw law, int label)
        {
            var scores = Scores(law, model.W, model.Intercept);
            return scores.Count(s => label == 1 ? s < 0 : s > 0) / (double)Count;
        }
    }

    [Fact]
    public void The_noisy_ring_has_the_moments_of_its_definition()
    {
        var population = new NoisyRing();
        var rest = Rows(population.Majority, Count, 0);
        Column(rest, r => r[0]).ShouldBe(0.45, 0.02);
        Column(rest, r => r[0] * r[1]).ShouldBe(0.5, 0.02);
        Column(rest, r => r[1] * r[1]).ShouldBe(1, 0.02);
        // Var(1.5 z) = 2.25 · 0.21.
        Column(rest, r => (r[0] - 0.45) * (r[0] - 0.45)).ShouldBe(1.4725, 0.03);
        var ring = Rows(population.Minority, Count, 0);
        Column(ring, r => r[0]).ShouldBe(4.8, 0.02);
        Column(ring, r => r[1]).ShouldBe(0, 0.02);
        // E r² + two coordinates' noise: 2.2² + 0.12² + 2 · 0.08².
        Column(ring, r => ((r[0] - 4.8) * (r[0] - 4.8)) + (r[1] * r[1])).ShouldBe(4.8672, 0.02);
        Column(ring, r => r[4] * r[4]).ShouldBe(0.0064, 0.0002);
    }

    private const int Count = 100_000;

    private static FeatureMatrix Rows(ILaw law, int count, long first)
    {
        var rows = new FeatureMatrix(count, law.Dimension);
        law.Draw(rows.Writable, first, new RandomStream(StreamKey.FromSeed(77)));
        return rows;
    }

    private static double Column(FeatureMatrix rows, Func<double[], double> value) => Enumerable.Range(0, rows.RowCount).Average(i => value(rows[i].ToArray()));

    private static double[] Scores(ILaw law, double[] w, double intercept)
    {
        var scores = new double[Count];
        Kernels.MatVec(Rows(law, Count, 0).Rows, w, intercept, scores);
        return scores;
    }

    private static Estimate Loss(ILaw law, double[] w, double intercept, int label)
    {
        var scores = Scores(law, w, intercept);
        RowLoss.FromScores(scores, ScoreScale.LogOdds, SynthAug.Loss.Log, minority: label == 1);
        return Estimate.Of(scores);
    }

    private static bool Matches(double mean, double error, double exact) => Math.Abs(mean - exact) < 4 * error;

    private sealed class Line(double[] w, double intercept) : ILinearModel
    {
        public double[] W => w;

        public ScoreScale Scale => ScoreScale.LogOdds;

        public ReadOnlySpan<double> Coefficients => w;

        public double Intercept => intercept;

        public void Score(ReadOnlyRows rows, Span<double> scores) => Kernels.MatVec(rows, w, intercept, scores);
    }
}
