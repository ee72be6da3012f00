using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class DotFigureTests
{
    [Fact]
    public void What_cannot_stand_on_the_axis_is_said_and_intervals_beyond_it_end_in_arrowheads()
    {
        HardFigures.DotsOnLog.Notes.ShouldBe(
        [
            "1 row has no value.",
            "1 estimate at or below zero cannot stand on the log axis.",
            "Arrowheads mark intervals that go on beyond the axis.",
        ]);
        var layout = new SvgLayout(FigureSvg.Standalone(HardFigures.DotsOnLog));
        layout.Count("row", "circle").ShouldBe(3);
        layout.Count("row", "polygon").ShouldBe(4);
        SampleFigures.RulePanel.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void Numbers_carry_two_digits_of_the_narrowest_interval() =>
        new SvgLayout(FigureSvg.Standalone(SampleFigures.RulePanel)).Words("row-numbers").ShouldBe(
        [
            "−0.031 [−0.052, −0.010]", "−0.029 [−0.049, −0.010]", "−0.019 [−0.040, 0.003]",
            "−0.027 [−0.048, −0.006]", "−0.012 [−0.039, 0.015]", "0.010 [−0.015, 0.034]",
        ]);

    [Fact]
    public void Without_intervals_none_is_promised()
    {
        var bare = SampleFigures.RulePanel with { Rows = [new("only", 2)] };
        new SvgLayout(FigureSvg.Standalone(bare)).Words("numbers-head").ShouldBe(["estimate"]);
    }
}
