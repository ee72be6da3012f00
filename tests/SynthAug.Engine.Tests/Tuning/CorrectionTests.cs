using SynthAug.Engine.Tests.Experiments;
using SynthAug.Engine.Tuning;
using static SynthAug.Engine.Tests.Tuning.TuningFixture;

namespace SynthAug.Engine.Tests.Tuning;

/// <summary>Each view against a fit of the fold's own rows, scored row by row and shifted by hand. 60 and 20 rows in 4 folds: 45 and 15 are fitted.</summary>
public class CorrectionTests
{
    private const int Repeat = 1, Fold = 2;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.25)]
    public async Task The_raw_fit_and_its_prior_shift(double rho)
    {
        var none = await Scores(Settings with { Rho = rho }, FitId.None("mean"));
        Losses(CandidateView.Raw(none)).ShouldBe(Direct(shift: 0), 1e-12);
        Losses(CandidateView.PriorShifted(none)).ShouldBe(Direct(shift: Math.Log((1 - rho) * 45 / (rho * 15))), 1e-12);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(1.25)]
    public async Task A_class_weight_leaves_the_rest_of_the_prior_to_its_correction(double power)
    {
        var scores = await Scores(Settings, new FitId(FitKind.Weight, "", "mean", power));
        var ratio = Math.Pow(45.0 / 15, power);
        Losses(CandidateView.PriorShifted(scores)).ShouldBe(Direct(Math.Log(3 / ratio), minorityWeight: ratio), 1e-12);
    }

    [Fact]
    public async Task Rows_move_the_prior_by_as_many_as_they_are()
    {
        var scores = await Scores(Settings, FitId.Path("echo", "mean", 0.5));
        scores.SyntheticSize(Repeat, Fold).ShouldBe(15);
        var (raw, corrected) = (CandidateView.Raw(scores), CandidateView.PriorShifted(scores));
        raw.Shift(Repeat, Fold).ShouldBe(0);
        corrected.Shift(Repeat, Fold).ShouldBe(Math.Log(45.0 / (15 + 15)), 1e-14);
    }

    [Fact]
    public async Task Bootstrap_as_weights_is_bootstrap_as_rows()
    {
        var weighted = await Scores(Settings, new FitId(FitKind.Bootstrap, "", "mean", 0));
        // "rows-only" hides that the same classifier takes weights.
        var rows = await Scores(Settings with { Classifiers = ["rows-only"] }, new FitId(FitKind.Bootstrap, "", "rows-only", 0));
        weighted.SyntheticSize(Repeat, Fold).ShouldBe(30);
        Losses(CandidateView.Raw(weighted)).ShouldBe(Losses(CandidateView.Raw(rows)), 1e-12);
        Losses(CandidateView.Raw(weighted)).ShouldNotBe(Direct(shift: Math.Log(3)));
    }

    [Fact]
    public async Task The_offset_of_a_fold_is_the_best_for_the_other_folds()
    {
        var none = await Scores(Settings, FitId.None("mean"));
        var offset = CandidateView.Offset(none).Shift(Repeat, Fold);
        Outside(offset).ShouldBeLessThan(Outside(offset + 1e-4));
        Outside(offset).ShouldBeLessThan(Outside(offset - 1e-4));

        double Outside(double by)
        {
            var loss = 0.0;
            foreach (var minority in (bool[])[false, true])
            {
                double[] scores = [.. Enumerable.Range(0, 4).Where(k => k != Fold).SelectMany(k => none.Fold(Repeat, k, minority).ToArray())];
                loss += scores.Average(s => Math.Log(1 + Math.Exp(minority ? -s - by : s + by))) / 2;
            }

            return loss;
        }
    }

    [Theory]
    [InlineData(-40)]
    [InlineData(900)]
    public async Task The_offset_is_found_however_far_the_scores_are_off(double off)
    {
        var none = await Scores(Settings, FitId.None("mean"));
        var here = CandidateView.Offset(none).Shift(Repeat, Fold);
        for (var k = 0; k < 4; k++)
            foreach (var minority in (bool[])[false, true])
                foreach (ref var score in none.Writable(Repeat, k, minority)) score += off;
        CandidateView.Offset(none).Shift(Repeat, Fold).ShouldBe(here - off, 1e-9);
    }

    /// <summary>Where Newton's last step rounds to nothing the search must end, not halve an open bracket.</summary>
    [Fact]
    public async Task The_offset_is_a_number_for_many_a_sample()
    {
        for (var seed = 0UL; seed < 100; seed++)
        {
            var parts = MatrixParts.CrossValidated(Normal(40, 0, 2 * seed + 10), Normal(12, 1, 2 * seed + 11), folds: 3, repeats: 1, seed);
            var none = (await FitAsync(Settings, parts, null, FitId.None("mean")))[FitId.None("mean")];
            var view = CandidateView.Offset(none);
            for (var k = 0; k < 3; k++) double.IsFinite(view.Shift(0, k)).ShouldBeTrue($"seed {seed}, fold {k}");
        }
    }

    [Fact]
    public async Task A_penalty_is_tried_over_powers_of_ten_of_the_one_asked_for_within_its_range()
    {
        var settings = Settings with { Classifiers = ["shrinks:shrink=2"] };
        // 2 × {.01, .1, 10}: 200 and 2000 are out of range, and 2 is the fit itself.
        new TuningPlugins(settings, Catalog).Penalties("shrinks:shrink=2").ShouldBe([0.02, 0.2, 20]);
        new TuningPlugins(settings with { Classifiers = ["shrinks:shrink=0"] }, Catalog).Penalties("shrinks:shrink=0").ShouldBe([0.005, 0.05, 0.5, 5, 50]);
        new TuningPlugins(Settings, Catalog).Penalties("mean").ShouldBeEmpty();
        var scores = await Scores(settings, new FitId(FitKind.Penalty, "", "shrinks:shrink=2", 20));
        Losses(CandidateView.PriorShifted(scores)).ShouldBe(Direct(Math.Log(3), divisor: 21), 1e-12);
    }

    [Fact]
    public async Task A_plug_in_size_is_asked_for_every_training_part_and_corrected_for_it()
    {
        var store = await FitAsync(Settings, Parts(), new HalfMore(), new FitId(FitKind.PlugIn, "echo", "mean", 0), FitId.Path("echo", "mean", 1.5));
        var (plugIn, path) = (store[new(FitKind.PlugIn, "echo", "mean", 0)], store[FitId.Path("echo", "mean", 1.5)]);
        plugIn.Gamma(Repeat, Fold).ShouldBe(1.5);
        Losses(CandidateView.PriorShifted(plugIn)).ShouldBe(Losses(CandidateView.PriorShifted(path)));
    }

    private static async Task<FitScores> Scores(TuningSettings settings, FitId fit) => (await FitAsync(settings, Parts(), null, fit))[fit];

    private static double[] Losses(CandidateView view)
    {
        var losses = new double[5];
        view.Losses(Repeat, Fold, minority: true, losses);
        return losses;
    }

    // The minority's losses of one fold: draw, fit, score, shift, −log p; by Math's functions.
    private static double[] Direct(double shift, double minorityWeight = 1, double divisor = 1)
    {
        var draw = new FoldDraw();
        Parts().Draw(Repeat, Fold, draw);
        var input = new FitInput
        {
            Real = new(draw.Training.Majority, draw.Training.Minority),
            MajorityWeights = Enumerable.Repeat(1.0, 45).ToArray(),
            MinorityWeights = Enumerable.Repeat(minorityWeight, 15).ToArray(),
        };
        var model = new MeanClassifier().Fit(input, new PluginContext(new RandomStream(default)));
        var scores = new double[draw.HeldOut.Minority.RowCount];
        model.Score(draw.HeldOut.Minority.Rows, scores);
        return [.. scores.Select(s => Math.Log(1 + Math.Exp(-s / divisor - shift)))];
    }

    private sealed class HalfMore : IPlugInSize
    {
        public double Gamma(PlugInTask task, PluginContext context) => task.Training.Majority.RowCount / 30.0;
    }
}
