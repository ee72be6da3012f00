using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class LineFigureTests
{
    [Fact]
    public void What_a_log_axis_cannot_hold_is_counted_in_the_notes() => HardFigures.ZerosOnLog.Notes.ShouldBe(
    [
        "Shaded: mean ± 2 sd.",
        "2 missing values leave gaps.",
        "1 point at or below zero cannot stand on the log x axis and is not drawn.",
        "2 points at or below zero cannot stand on the log y axis and are not drawn.",
        "Bands that go on beyond the axis are cut at its edge.",
        "Reference line off the axis: zero rule.",
    ]);

    [Fact]
    public void A_figure_that_shows_everything_has_nothing_to_confess() =>
        SampleFigures.RiskCurves.Notes.ShouldBe(["Shaded: mean ± 1 standard error over 100 repetitions."]);

    [Fact]
    public void A_missing_value_breaks_the_line_and_a_lone_point_keeps_its_marker_and_whisker()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(HardFigures.Gaps));
        layout.Count("series", "polyline").ShouldBe(1);
        layout.Count("series", "circle").ShouldBe(4);
        layout.Count("bands", "line").ShouldBe(2);
        layout.Count("bands", "polygon").ShouldBe(1);
        layout.Words().ShouldContain("nothing to draw");
    }

    [Fact]
    public void Few_lines_are_named_at_their_ends_and_colliding_ones_in_a_legend()
    {
        var apart = new SvgLayout(FigureSvg.Standalone(SampleFigures.RiskCurves));
        var lineEnds = apart.Shapes("series").Where(shape => shape.What == "polyline").ToArray();
        var names = apart.Texts("legend");
        for (var i = 0; i < names.Count; i++) lineEnds.ShouldContain(line => Math.Abs(Middle(names[i]) - line.Bottom) < 4 || Math.Abs(Middle(names[i]) - line.Top) < 4);

        var column = new SvgLayout(FigureSvg.Standalone(HardFigures.EndsThatCollide)).Texts("legend");
        column.Select(Middle).Zip(column.Skip(1).Select(Middle), (a, b) => b - a).ShouldAllBe(distance => distance > 15 && distance < 25);
    }

    [Fact]
    public void A_name_keeps_its_style_in_every_facet()
    {
        var figure = SampleFigures.ThreeNoises;
        var swapped = figure with { Facets = [figure.Facets[0], figure.Facets[1] with { Series = [.. figure.Facets[1].Series.Reverse()] }] };
        LineNames.Of(swapped).Entries.Select(entry => entry.Name).ShouldBe(["oracle", "centred oracle", "SMOTE, k = 5", "Gaussian fit", "VTSS on SMOTE"]);
        LineNames.Of(swapped).Entries.Select(entry => entry.Style).ShouldBeUnique();
    }

    [Fact]
    public void The_first_hundred_styles_differ() =>
        Enumerable.Range(0, 100).Select(SeriesStyle.Number).ShouldBeUnique();

    [Fact]
    public void Names_are_escaped_and_come_back_whole()
    {
        var (_, figure) = HardFigures.All.Single(f => f.Name == "markup in every name");
        var svg = FigureSvg.Standalone(figure);
        var layout = new SvgLayout(svg);
        layout.Title.ShouldBe("a < b & \"c\" > 'd' </title><script>");
        layout.Words().ShouldContain("<series> & \"co\"");
        layout.Words().ShouldContain("<facet> & \"co\"");
        svg.ShouldNotContain("<script");
    }

    [Fact]
    public void Free_axes_use_each_facets_own_range()
    {
        var shared = SampleFigures.ThreeNoises;
        LineDomains.Of(shared).Select(domain => domain.Y).Distinct().Count().ShouldBe(1);
        LineDomains.Of(shared with { SharedY = false }).Select(domain => domain.Y).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void A_band_near_zero_lengthens_a_log_axis_by_one_decade_and_no_more() =>
        LineDomains.Of(HardFigures.ZerosOnLog)[0].Y.Min.ShouldBeInRange(0.003, 0.005);

    [Fact]
    public void Backward_axes_and_empty_figures_are_refused()
    {
        var backward = SampleFigures.RiskCurves with { YAxis = new("y", Log: true) { Min = 1, Max = 0.1 } };
        Should.Throw<ArgumentException>(() => FigureSvg.Standalone(backward)).Message.ShouldContain("cannot run from 1 to 0.1");
        Should.Throw<ArgumentException>(() => FigureSvg.Standalone(SampleFigures.RiskCurves with { XAxis = new("x", Log: true) { Min = 0 } }));
        Should.Throw<ArgumentException>(() => FigureSvg.Standalone(SampleFigures.RiskCurves with { Facets = [] }));
        Should.Throw<ArgumentException>(() => FigureSvg.Standalone(SampleFigures.RulePanel with { Rows = [] }));
    }

    static double Middle(Area area) => (area.Top + area.Bottom) / 2;
}
