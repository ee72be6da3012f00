using SynthAug.App.Tuning;
using SynthAug.App.Tuning.Report;
using SynthAug.Engine.Risk;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Tests.Tuning.Report;

public class RegimePartTests
{
    private static readonly GeneratorFinding s_finding = new("smote", "logistic")
    {
        SlopePValue = 0.003,
        Class = GeneratorClass.Realistic,
        Pushes = [.. Enumerable.Range(1, 15).Select(i => new CoefficientPush($"column {i}", 0, 0, (i % 2 == 0 ? 1 : -1) * 0.01 * i, 0.06))],
        PlugIn = new() { Best = new(0.5, 50, 0.01), Curve = [new(0, 0, 0.02), new(0.5, 50, 0.01), new(1, 100, 0.03)], GatePValue = 0.2, TakenAsFresh = false },
    };

    [Fact]
    public void The_twelve_largest_pushes_are_drawn_and_the_clear_ones_said()
    {
        var blocks = RegimePart.Section([s_finding])!.Blocks;
        var figure = blocks.OfType<FigureBlock>().First().Figure.ShouldBeOfType<DotFigure>();
        figure.Rows.Select(row => row.Name).ShouldBe(Enumerable.Range(4, 12).Reverse().Select(i => $"column {i}"));
        // Above two standard errors of 0.06: 15, 14 and 13.
        blocks.OfType<ParagraphBlock>().Single().Text.ShouldBe("Balancing with smote pushes column 15 by −0.150, column 14 by +0.140, column 13 by −0.130.");
        blocks.OfType<KeyValueBlock>().Single().Pairs[0].Value.ShouldBe("No: weighting the classes moves the slopes too (p = 0.003).");
    }

    [Fact]
    public void Without_a_clear_push_none_is_claimed() =>
        RegimePart.Section([s_finding with { Pushes = [new("a", 0, 0, 0.1, 0.06)] }])!.Blocks.OfType<ParagraphBlock>().Single().Text
            .ShouldBe("No coefficient is pushed by rows of smote by more than two standard errors.");

    [Fact]
    public void No_answer_is_said_with_its_reason_and_nothing_is_drawn()
    {
        var block = RegimePart.Section([new("smote", "forest") { Missing = "The classifier has no gradients." }])!.Blocks.ShouldHaveSingleItem();
        block.ShouldBeOfType<CalloutBlock>().Text.ShouldBe("smote + forest: the local theory has no answer. The classifier has no gradients.");
        RegimePart.Section([]).ShouldBeNull();
    }
}
