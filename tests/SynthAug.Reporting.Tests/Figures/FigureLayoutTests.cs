using System.Globalization;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

/// <summary>What must hold for every figure at every width, read back from the drawing.</summary>
public class FigureLayoutTests
{
    static readonly (string Name, Figure Figure)[] s_figures =
    [
        ("risk curves", SampleFigures.RiskCurves), ("three noises", SampleFigures.ThreeNoises), ("chosen sizes", SampleFigures.ChosenSizes),
        ("neighbours", SampleFigures.Neighbours), ("rule panel", SampleFigures.RulePanel), .. HardFigures.All, .. TuneFigures.All,
    ];

    public static TheoryData<string, double> Drawings
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (var (name, _) in s_figures)
                foreach (var width in (double[])[280, 358, 600, 860]) data.Add(name, width);
            return data;
        }
    }

    [Theory, MemberData(nameof(Drawings))]
    public void Everything_lies_inside_the_view_box(string name, double width)
    {
        var layout = Draw(name, width);
        layout.Texts().ShouldNotBeEmpty();
        layout.Texts().Concat(layout.Shapes()).Where(area => !area.Inside(layout.ViewBox)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Drawings))]
    public void No_two_texts_overlap(string name, double width)
    {
        var texts = Draw(name, width).Texts();
        texts.SelectMany((text, i) => texts.Take(i).Where(text.Overlaps).Select(other => (text, other))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Drawings))]
    public void The_legend_keeps_out_of_every_plot(string name, double width)
    {
        var layout = Draw(name, width);
        var legend = layout.Texts("legend").Concat(layout.Shapes("legend")).ToArray();
        layout.Plots.ShouldNotBeEmpty();
        layout.Plots.SelectMany(plot => legend.Where(plot.Overlaps)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Drawings))]
    public void No_text_covers_data(string name, double width)
    {
        var layout = Draw(name, width);
        var figure = s_figures.Single(f => f.Name == name).Figure;
        // A narrow dot plot writes its names inside the plot, above their rows.
        string[] data = figure is DotFigure or IntervalFigure ? ["row"] : ["series", "bars", "bands", "references", "dots"];
        var marks = data.SelectMany(group => layout.Shapes(group)).ToArray();
        layout.Texts().Where(text => text.What is not ("nothing to draw" or "no values"))
            .SelectMany(text => marks.Where(text.Overlaps).Select(mark => (text, mark))).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Drawings))]
    public void Lines_bands_and_bars_end_at_the_edge_of_their_plot(string name, double width)
    {
        var layout = Draw(name, width);
        var drawn = layout.Shapes("series").Where(shape => shape.What == "polyline").Concat(layout.Shapes("bands"))
            .Concat(layout.Shapes("bars").Where(shape => shape.Top < shape.Bottom));
        var plots = layout.Plots;
        drawn.Where(shape => !plots.Any(shape.Inside)).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Drawings))]
    public void The_same_figure_gives_the_same_bytes_under_any_culture(string name, double width)
    {
        var first = Svg(name, width);
        var before = CultureInfo.CurrentCulture;
        var commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (commas.NumberFormat.NumberDecimalSeparator, commas.NumberFormat.NegativeSign) = (",", "~");
        try
        {
            CultureInfo.CurrentCulture = commas;
            Svg(name, width).ShouldBe(first);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        first.ShouldNotContain('\r');
        first.ShouldEndWith("</svg>\n");
    }

    [Fact]
    public void The_checks_themselves_see_an_overlap_and_an_escape()
    {
        const string svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><g font-size="10">
            <text x="10" y="20">abc</text><text x="20" y="20">def</text><text x="90" y="40">ghi</text>
            <text x="60" y="25" transform="rotate(-90 60 25)" text-anchor="middle">up</text></g></svg>
            """;
        var layout = new SvgLayout(svg);
        var texts = layout.Texts();
        texts[0].Overlaps(texts[1]).ShouldBeTrue();
        texts[0].Overlaps(texts[2]).ShouldBeFalse();
        texts[2].Inside(layout.ViewBox).ShouldBeFalse();
        texts[3].ShouldSatisfyAllConditions(
            up => (up.Right - up.Left).ShouldBe(10, 1e-9),
            up => (up.Bottom - up.Top).ShouldBe(TextMetrics.Width("up", 10), 1e-9),
            up => up.Right.ShouldBe(62.4, 1e-9));
    }

    static SvgLayout Draw(string name, double width) => new(Svg(name, width));

    static string Svg(string name, double width) =>
        FigureSvg.Standalone(s_figures.Single(figure => figure.Name == name).Figure, new FigureSize { Width = width });
}
