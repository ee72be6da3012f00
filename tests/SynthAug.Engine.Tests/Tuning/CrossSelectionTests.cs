using SynthAug.Engine.Inference;
using SynthAug.Engine.Tuning;
using static SynthAug.Engine.Tests.Tuning.TuningFixture;

namespace SynthAug.Engine.Tests.Tuning;

public class CrossSelectionTests
{
    /// <summary>Every choice and every row against loops over plain arrays.</summary>
    [Theory]
    [InlineData(TuningRules.Vtss, 0.5)]
    [InlineData(TuningRules.VtssCorrected, 0.5)]
    [InlineData(TuningRules.Vtss, 0.3)]
    public async Task A_fold_is_judged_at_the_size_that_the_other_folds_of_its_repeat_choose(string rule, double rho)
    {
        var result = await RunAsync(Settings with { Rho = rho });
        var curve = rule == TuningRules.Vtss ? result.Curves[0] : result.CorrectedCurves[0];
        var parts = result.Parts;
        var expected = new double[parts.MinorityCount];
        var distinct = new HashSet<double>();
        for (var r = 0; r < parts.Repeats; r++)
        {
            for (var k = 0; k < parts.Folds; k++)
            {
                var best = curve.Points.MinBy(p => rho * Outside(p.View, r, k, minority: false) + (1 - rho) * Outside(p.View, r, k, minority: true))!;
                distinct.Add(best.Gamma);
                var losses = Losses(best.View, r, k, minority: true);
                for (var i = 0; i < losses.Length; i++) expected[parts.Layout(r).Of(minority: true).HeldOutRows(k)[i]] += losses[i] / parts.Repeats;
            }
        }

        // One choice everywhere would test nothing.
        distinct.Count.ShouldBeGreaterThan(1);
        result.Rule(rule).Rows!.Minority.ShouldBe(expected, 1e-12);
        result.Rule(rule).Choice!.Best.ShouldBe(curve.Minimum!.View);

        double Outside(CandidateView view, int repeat, int fold, bool minority) =>
            Enumerable.Range(0, parts.Folds).Where(k => k != fold).SelectMany(k => Losses(view, repeat, k, minority)).Average();

        double[] Losses(CandidateView view, int repeat, int fold, bool minority)
        {
            var losses = new double[parts.Layout(repeat).Of(minority).HeldOutCount(fold)];
            view.Losses(repeat, fold, minority, losses);
            return losses;
        }
    }

    [Fact]
    public async Task The_curve_holds_each_rows_mean_over_repeats_whatever_fold_held_it_out()
    {
        var result = await RunAsync();
        var point = result.Curves[0].Points[2];
        const int Row = 7;
        var losses = new List<double>();
        for (var r = 0; r < 2; r++)
        {
            for (var k = 0; k < 4; k++)
            {
                var layout = result.Parts.Layout(r).Of(minority: false);
                var held = new double[layout.HeldOutCount(k)];
                point.View.Losses(r, k, minority: false, held);
                if (layout.HeldOutRows(k).IndexOf(Row) is >= 0 and var at) losses.Add(held[at]);
            }
        }

        losses.Count.ShouldBe(2);
        point.Rows!.Majority[Row].ShouldBe(losses.Average(), 1e-15);
    }

    [Fact]
    public async Task The_verdict_sets_the_least_candidate_with_rows_against_the_least_without()
    {
        var result = await RunAsync();
        var verdict = result.Verdict!;
        var curves = result.Curves.Concat(result.CorrectedCurves).SelectMany(c => c.Points).Where(p => p.Gamma > 0).Select(p => p.Estimate.Loss);
        var single = result.Panel.Entries.Where(e => e.Rule is TuningRules.Bootstrap or TuningRules.BootstrapCorrected).Select(e => e.Loss.Loss);
        verdict.Adding.Losses.Estimate(0.5).Loss.ShouldBe(curves.Concat(single).Min(), 1e-15);
        verdict.WithoutRows.Losses.Estimate(0.5).Loss.ShouldBeLessThanOrEqualTo(
            result.Panel.Entries.Where(e => !e.AddsRows && e.Rule != TuningRules.TunedWeight).Min(e => e.Loss.Loss));
        var least = verdict.Adding.Losses.Minus(verdict.WithoutRows.Losses).Estimate(0.5);
        verdict.Difference.Loss.ShouldBe(least.Loss, 1e-14);
        // Rows, choice, folds: more than the rows and the two repeats, each with its best pair, say alone.
        double[] repeats = [.. Enumerable.Range(0, result.Parts.Repeats).Select(r => Least(r, adding: true) - Least(r, adding: false))];
        var ofRowsAndFolds = Math.Sqrt(least.StandardError * least.StandardError + (repeats[0] - repeats[1]) * (repeats[0] - repeats[1]) / 4);
        verdict.Difference.StandardError.ShouldBeGreaterThan(ofRowsAndFolds);
        verdict.Difference.StandardError.ShouldBeLessThan(2 * ofRowsAndFolds);
        (await RunAsync()).Verdict!.Difference.ShouldBe(verdict.Difference);
        result.ClassifierVerdicts.Single().Verdict!.Difference.ShouldBe(verdict.Difference);

        double Least(int repeat, bool adding) => result.Curves.Concat(result.CorrectedCurves).SelectMany(c => c.Points.Select(p => p.View))
            .Concat(result.Panel.Entries.Select(e => e.Choice?.Best).OfType<CandidateView>()).Where(v => v.AddsRows == adding && v.Id?.Kind != FitKind.Draw)
            .Min(v => LossIn(v, repeat, minority: false) / 2 + LossIn(v, repeat, minority: true) / 2);

        double LossIn(CandidateView view, int repeat, bool minority)
        {
            var layout = result.Parts.Layout(repeat).Of(minority);
            return Enumerable.Range(0, result.Parts.Folds).SelectMany(k =>
            {
                var losses = new double[layout.HeldOutCount(k)];
                view.Losses(repeat, k, minority, losses);
                return losses;
            }).Average();
        }
    }

    [Fact]
    public async Task With_one_held_out_table_tuned_rules_report_their_least_and_it_is_said()
    {
        var parts = MatrixParts.Validated(Normal(60, 0, 1), Normal(20, 1, 2), Normal(50, 0, 5), Normal(30, 1, 6));
        var result = await RunAsync(parts: parts);
        result.IsCrossSelected.ShouldBeFalse();
        result.Rule(TuningRules.Vtss).Loss.Loss.ShouldBe(result.Curves[0].Minimum!.Estimate.Loss);
        result.Rule(TuningRules.Vtss).Rows!.Minority.Length.ShouldBe(30);
        result.Curves[0].SelectionSet.Z.ShouldBe(Verdict.Z);
    }

    [Fact]
    public async Task Test_figures_are_refits_on_all_tuning_rows_with_what_was_chosen()
    {
        var (majority, minority) = (Normal(60, 0, 1), Normal(20, 1, 2));
        var test = MatrixParts.Validated(majority, minority, Normal(500, 0, 7), Normal(400, 1, 8));
        var result = await Task.Run(() => new Tuner(Parts(), Settings, Catalog) { Test = test }.Run(2));
        var figures = result.Test!;
        (figures.MajorityCount, figures.MinorityCount).ShouldBe((500, 400));
        figures.Entries.Count.ShouldBe(result.Panel.Entries.Count(e => e.Refusal is null));

        var draw = new FoldDraw();
        test.Draw(0, 0, draw);
        draw.Training.Majority.RowCount.ShouldBe(60);
        var model = new Experiments.MeanClassifier().Fit(new() { Real = new(draw.Training.Majority, draw.Training.Minority) }, new PluginContext(new RandomStream(default)));
        var loss = 0.0;
        foreach (var (rows, sign) in (ValueTuple<FeatureMatrix, int>[])[(draw.HeldOut.Majority, 1), (draw.HeldOut.Minority, -1)])
        {
            var scores = new double[rows.RowCount];
            model.Score(rows.Rows, scores);
            loss += scores.Average(s => Math.Log(1 + Math.Exp(sign * (s + Math.Log(3))))) / 2;
        }

        figures.Entries.Single(f => f.Entry.Rule == TuningRules.PriorShift).Loss.Loss.ShouldBe(loss, 1e-12);
        // Log-odds are off by one number only: the offset's loss is that of the raw scores and the offset.
        figures.Entries.Single(f => f.Entry.Rule == TuningRules.TunedOffset).Loss.Loss.ShouldBe(loss, 0.02);
        figures.Entries.Single(f => f.Entry == figures.WithoutRows).DifferenceToWithoutRows.Loss.ShouldBe(0);
        // Both of the verdict's rules are some entry's best, except sizes that no rule has chosen.
        double LossOf(string name) => figures.Entries.First(f => f.Entry.Choice!.Best.Name == name).Loss.Loss;
        figures.OfVerdict.Loss.ShouldBe(LossOf(result.Verdict!.Adding.Name) - LossOf(result.Verdict.WithoutRows.Name), 1e-12);
    }
}
