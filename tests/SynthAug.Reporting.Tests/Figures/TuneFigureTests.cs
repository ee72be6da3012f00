using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class TuneFigureTests
{
    [Fact]
    public void Names_that_would_touch_are_moved_apart_and_tied_to_their_lines()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.SizeCurve));
        var names = layout.Texts("legend");
        layout.Words("legend").ShouldContain("tuned penalty");
        names.SelectMany((name, i) => names.Take(i).Where(name.Overlaps)).ShouldBeEmpty();
        // Four levels without "none" and "constant ½", which are off the axis, and two curves.
        layout.Count("legend", "polyline").ShouldBe(6);
    }

    [Fact]
    public void Levels_and_points_off_the_axis_are_said() => TuneFigures.SizeCurve.Notes.ShouldBe(
    [
        "Shaded: ± 1 standard error.", "1 point lies beyond the axes.", "Bands that go on beyond the axis are cut at its edge.",
        "Reference lines off the axis: constant ½ and none.",
    ]);

    [Fact]
    public void A_twin_axis_reads_every_label_as_a_count()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.SizeCurve));
        var gammas = layout.Words("x-ticks").Select(word => double.Parse(word, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        layout.Words("x-twin").ShouldBe([.. gammas.Select(gamma => LinearTicks.Plain(gamma * 1240, 0)), "ñ"]);
        gammas.Length.ShouldBeGreaterThan(4);
    }

    [Fact]
    public void A_set_in_two_stretches_is_shaded_twice_and_named_once()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.SizeCurve));
        var plot = layout.Plots.ShouldHaveSingleItem();
        var spans = layout.Shapes("spans");
        spans.Count.ShouldBe(2);
        spans.ShouldAllBe(span => span.Inside(plot) && span.Bottom - span.Top == plot.Bottom - plot.Top);
        (spans[1].Right - spans[1].Left).ShouldBe(6, 0.02);
        layout.Words("legend-name").Count(word => word == "cannot be told from the best").ShouldBe(1);
    }

    [Fact]
    public void Groups_stand_under_their_names_in_colours_of_their_own()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.Panel));
        layout.Words("row-group").ShouldBe(["no rows added", "rows added, scores as they are", "rows added, prior-corrected"]);
        var svg = FigureSvg.Standalone(TuneFigures.Panel);
        foreach (var colour in (string[])["#0072B2", "#D55E00", "#009E73"]) svg.ShouldContain($"stroke=\"{colour}\"");
    }

    [Fact]
    public void A_refused_rule_says_why_and_is_no_missing_value()
    {
        string.Join(' ', new SvgLayout(FigureSvg.Standalone(TuneFigures.Panel)).Words("row-numbers")).ShouldContain("has no inverse");
        TuneFigures.Panel.Notes.ShouldBe(["Shaded: differences smaller than the margin of 0.005."]);
        TuneFigures.Panel.Description.ShouldContain("gaussian fit, γ = 1 refused: the covariance");
    }

    [Fact]
    public void A_row_off_the_axis_leaves_an_arrowhead_at_its_edge()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.BeyondDots));
        var plot = layout.Plots.ShouldHaveSingleItem();
        var heads = layout.Shapes("row").Where(shape => shape.What == "polygon").ToArray();
        heads.Length.ShouldBe(3);
        heads.Count(head => Math.Abs(head.Right - plot.Right) < 0.02).ShouldBe(2);
        heads.Count(head => Math.Abs(head.Left - plot.Left) < 0.02).ShouldBe(1);
        TuneFigures.BeyondDots.Notes.ShouldBe(["Arrowheads mark intervals that go on beyond the axis."]);
    }

    [Fact]
    public void What_lies_beyond_a_fixed_end_does_not_stretch_the_other()
    {
        var domain = DotDrawing.DomainOf(TuneFigures.BeyondDots with { XAxis = new("loss") { Max = 0.8 }, Rows = [new("a", 0.5), new("b", 0.7), new("far", 90)] });
        domain.Max.ShouldBe(0.8);
        domain.Min.ShouldBe(0.49, 1e-12);
    }

    [Fact]
    public void Bars_run_from_the_reference_to_the_value()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.Pushes));
        var zero = layout.Shapes("reference").ShouldHaveSingleItem().Left;
        var bars = layout.Shapes("row").Where(shape => shape.What == "rect").ToArray();
        bars.Length.ShouldBe(12);
        for (var i = 0; i < 12; i++) (i % 2 == 0 ? bars[i].Left : bars[i].Right).ShouldBe(zero, 0.02);
    }

    [Fact]
    public void Dots_of_each_kind_have_a_shape_of_their_own_and_lost_ones_are_counted()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.Axes));
        (layout.Count("dots", "circle"), layout.Count("dots", "line"), layout.Count("dots", "polygon")).ShouldBe((60, 60, 20));
        TuneFigures.LostDots.Notes.ShouldBe(["2 rows have no place on the axes.", "1 row lies beyond the axes."]);
        new SvgLayout(FigureSvg.Standalone(TuneFigures.LostDots)).Count("dots", "circle").ShouldBe(2);
    }

    [Fact]
    public void A_verdict_shows_its_zone_zero_and_interval_where_they_are()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(TuneFigures.Verdict));
        var zone = layout.Shapes("zone").ShouldHaveSingleItem();
        var zero = layout.Shapes("reference").ShouldHaveSingleItem().Left;
        ((zone.Left + zone.Right) / 2).ShouldBe(zero, 0.02);
        var interval = layout.Shapes("row").First(shape => shape.What == "line");
        ((interval.Right - interval.Left) / (zone.Right - zone.Left)).ShouldBe(0.0074 / 0.01, 1e-3);
        Should.Throw<ArgumentException>(() => FigureSvg.Standalone(TuneFigures.Verdict with { High = double.NaN })).Message.ShouldContain("not finite");
    }

    [Fact]
    public void A_size_curve() => FigureSvg.Standalone(TuneFigures.SizeCurve).ShouldMatchSnapshot("svg");

    [Fact]
    public void A_panel_in_groups() => FigureSvg.Standalone(TuneFigures.Panel, FigureSize.Phone).ShouldMatchSnapshot("svg");

    [Fact]
    public void Rows_on_principal_axes() => FigureSvg.Standalone(TuneFigures.Axes).ShouldMatchSnapshot("svg");

    [Fact]
    public void A_verdict_on_its_scale() => FigureSvg.Standalone(TuneFigures.Verdict).ShouldMatchSnapshot("svg");
}
