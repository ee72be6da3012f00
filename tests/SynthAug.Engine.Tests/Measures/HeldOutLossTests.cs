using SynthAug.Engine.Measures;
using SynthAug.Engine.Sizing;

namespace SynthAug.Engine.Tests.Measures;

public class HeldOutLossTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_error_is_a_score_on_the_wrong_side_of_the_line_and_half_of_one_on_it(bool minority)
    {
        double[] scores = [-2, 0, 1, double.NaN, 3, -1, 0, 5, -4, double.NaN, -0.0];
        var losses = scores.ToArray();
        RowLoss.FromScores(losses, ScoreScale.LogOdds, Loss.ZeroOne, minority);
        losses.ShouldBe([.. scores.Select(s => double.IsNaN(s) ? double.NaN : s == 0 ? 0.5 : s > 0 != minority ? 1 : 0)]);
    }

    [Fact]
    public void Several_losses_of_one_scoring_are_the_losses_one_by_one()
    {
        Random random = new(3);
        ValidationSample held = new(new([.. Enumerable.Range(0, 700).Select(_ => random.NextDouble() - 0.7)], 1), new([.. Enumerable.Range(0, 300).Select(_ => random.NextDouble() - 0.3)], 1));
        Objective[] objectives = [new(Loss.ZeroOne, 0.3), new(Loss.Log, 0.5), new(Loss.ZeroOne, 0.5)];
        var losses = new double[3];
        var model = new Identity(ScoreScale.LogOdds);
        new HeldOutLoss().Of(model, held, objectives, losses);
        losses.ShouldBe([.. objectives.Select(objective => new HeldOutLoss().Of(model, held, objective))]);
        losses[0].ShouldNotBe(losses[2]);
        Should.Throw<RefusalException>(() => new HeldOutLoss().Of(new Identity(ScoreScale.Signed), held, objectives, losses));
    }

    private sealed class Identity(ScoreScale scale) : IModel
    {
        public ScoreScale Scale => scale;

        public void Score(ReadOnlyRows rows, Span<double> scores) => rows.Values.CopyTo(scores);
    }
}
