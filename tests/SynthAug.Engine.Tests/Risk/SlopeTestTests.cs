using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace SynthAug.Engine.Tests.Risk;

public class SlopeTestTests
{
    private static readonly LogisticLoss Loss = new(intercept: true);

    private static Answer<SlopeTest> Test(TrainingSample sample, double rho = 0.5) => SlopeTest.Of(WeightedFit.Of(Loss, sample, rho).Required, sample);

    [Fact]
    public void The_statistic_is_that_of_the_influences_of_both_fits()
    {
        const double Rho = 0.4;
        var sample = Samples.Draw(new GaussianDraws([0, 0]), 90, new GaussianDraws([1, 0.5]), 25, 5);
        var (n0, n1) = (90, 25);
        var weighted = WeightedFit.Of(Loss, sample, Rho).Required;
        var raw = WeightedFit.Of(Loss, sample, 90 / 115.0).Required;
        var test = SlopeTest.Of(weighted, sample).Required;
        double[,] inWeighted = Dense.Of(weighted.Hessian, 3).Inverse(), inRaw = Dense.Of(raw.Hessian, 3).Inverse();
        double[,] Noise(ClassScores w, ClassScores r, double omega, int n)
        {
            var rows = Enumerable.Range(0, n).Select(i => inWeighted.Times(w.Scores[i].ToArray()).Select(v => -omega * v)
                .Zip(inRaw.Times(r.Scores[i].ToArray()), (a, b) => a + b / (n0 + n1)).Take(2).ToArray()).ToList();
            return new double[2, 2].Plus(n, Dense.CovarianceOf(rows));
        }

        var v = Noise(weighted.Majority, raw.Majority, Rho / n0, n0).Plus(1, Noise(weighted.Minority, raw.Minority, (1 - Rho) / n1, n1));
        var t = weighted.Parameters[..2].ToArray().Zip(raw.Parameters[..2].ToArray(), (a, b) => a - b).ToArray();
        test.Difference.ShouldBe(t);
        test.Errors[0].ShouldBe(Math.Sqrt(v[0, 0]), 1e-9);
        test.Statistic.ShouldBe(Dense.Dot(t, v.Inverse().Times(t)), 1e-8);
    }

    [Fact]
    public void A_true_line_is_rejected_at_the_level_and_two_clusters_are_found()
    {
        const int Repetitions = 300;
        // 5 % ± 4·√(.05·.95/300) = 5 %.
        Rejected(seed => Samples.Draw(new GaussianDraws([0, 0]), 800, new GaussianDraws([1, 0]), 80, seed)).ShouldBeInRange(1, 30);
        Rejected(seed => Samples.Draw(new TwoClusters(2, 2.5), 800, new GaussianDraws([1, 0]), 80, seed)).ShouldBeGreaterThan(180);

        int Rejected(Func<ulong, TrainingSample> draw) => Enumerable.Range(0, Repetitions).Count(r => Test(draw((ulong)r)).Required.PValue <= 0.05);
    }

    [Fact]
    public void Balanced_classes_weigh_nothing_anew()
    {
        var sample = Samples.Draw(new GaussianDraws([0, 0]), 50, new GaussianDraws([1, 0.5]), 50, 5);
        Test(sample).Missing!.Reason.ShouldBe(NoAnswerReason.TooFewRows);
        Should.Throw<ArgumentException>(() => SlopeTest.Of(WeightedFit.Of(new LogisticLoss(false), sample).Required, sample));
    }
}
