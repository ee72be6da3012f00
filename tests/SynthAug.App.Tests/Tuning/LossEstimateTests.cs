using SynthAug.App.Tuning;
using SynthAug.Engine.Data;

namespace SynthAug.App.Tests.Tuning;

public class LossEstimateTests
{
    private static readonly FoldLayout[] Repeats =
        [.. Enumerable.Range(0, 2).Select(r => new FoldLayout(StratifiedFolds.Split(4, 4, 2, new RandomStream(StreamKey.FromSeed((ulong)r)))))];

    [Fact]
    public void A_rows_loss_is_its_mean_over_repeats_whatever_fold_held_it_out()
    {
        var losses = Candidate((repeat, row, minority) => 10 * repeat + row + (minority ? 100 : 0));
        var mean = losses.Mean();
        mean.Majority.ShouldBe([5, 6, 7, 8]);
        mean.Minority.ShouldBe([105, 106, 107, 108]);
    }

    [Fact]
    public void The_first_of_equal_losses_is_the_minimum_and_a_refused_size_is_none()
    {
        var curve = new GammaCurve("g", "c", 0.5);
        curve.Add(0, 0, Candidate((_, _, _) => 2));
        curve.Add(1, 10, Candidate((_, _, _) => 1));
        curve.Add(2, 20, Candidate((_, _, _) => 1));
        var refused = Candidate((_, _, _) => 0);
        refused.Refuse(1, 0, "second");
        refused.Refuse(0, 1, "first");
        curve.Add(3, 30, refused);
        curve.Minimum!.Gamma.ShouldBe(1);
        curve.Points[3].Refusal.ShouldBe("first");
        double.IsNaN(curve.Points[3].Estimate.Loss).ShouldBeTrue();
    }

    [Fact]
    public void The_tuned_loss_of_a_fold_is_taken_at_the_size_that_the_other_folds_choose()
    {
        // In repeat 0 size A is bad on fold 0 (loss 4) and good on fold 1 (loss 1); size B is 2 everywhere. Fold 0 is judged by fold 1, which
        // chooses A: 4. Fold 1 is judged by fold 0, which chooses B: 2. In repeat 1 A is 1 everywhere and always chosen.
        var a = Candidate((repeat, row, minority) => repeat == 1 ? 1 : IsInFold0(repeat, row, minority) ? 4 : 1);
        var b = Candidate((_, _, _) => 2);
        var curve = new GammaCurve("g", "c", 0.5);
        curve.Add(0, 0, b);
        curve.Add(1, 10, a);
        var rows = curve.CrossSelected(Repeats);
        for (var row = 0; row < 4; row++)
        {
            rows.Majority[row].ShouldBe(IsInFold0(0, row, minority: false) ? 2.5 : 1.5);
            rows.Minority[row].ShouldBe(IsInFold0(0, row, minority: true) ? 2.5 : 1.5);
        }

        // The curve's own minimum reports the rows it was chosen on: A, (4 + 1)/2 and 1, is 1.75.
        curve.Minimum!.Estimate.Loss.ShouldBe(1.75);
        rows.Estimate(0.5).Loss.ShouldBe(2);
    }

    [Fact]
    public void A_wider_grid_doubles_the_reach_up_to_the_cap()
    {
        var grid = TuneStudy.Wider(new(0, 2, 21));
        (grid.From, grid.To, grid.Count).ShouldBe((2.2, 4, 10));
        TuneStudy.Wider(new(0, 24, 21)).To.ShouldBe(32);
        var least = TuneStudy.Wider(new(0, 1, 2));
        (least[0], least.Count).ShouldBe((2, 1));
    }

    private static bool IsInFold0(int repeat, int row, bool minority)
    {
        var layout = Repeats[repeat].Of(minority);
        return layout.Order.Take(layout.HeldOutCount(0)).Contains(row);
    }

    private static CandidateLosses Candidate(Func<int, int, bool, double> loss)
    {
        var losses = new CandidateLosses(Repeats, 4, 4);
        for (var repeat = 0; repeat < Repeats.Length; repeat++)
            for (var fold = 0; fold < 2; fold++)
                foreach (var minority in (bool[])[false, true])
                {
                    var layout = Repeats[repeat].Of(minority);
                    var held = losses.Fold(repeat, fold, minority);
                    var first = layout.HeldOut(fold).Start.Value;
                    for (var i = 0; i < held.Length; i++) held[i] = loss(repeat, layout.Order[first + i], minority);
                }

        return losses;
    }
}
