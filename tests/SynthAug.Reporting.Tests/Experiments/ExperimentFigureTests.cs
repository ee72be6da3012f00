using SynthAug.Engine;
using SynthAug.Reporting.Experiments;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Experiments;

public class ExperimentFigureTests
{
    [Fact]
    public void Over_gamma_a_sweep_is_a_curve_and_every_other_rule_a_level()
    {
        var figure = Lines(new LinePlot(Column.Gamma, "Risk") { Series = Column.Generator, Facet = "Noise" });
        figure.Facets.Select(f => f.Title).ShouldBe(SampleStudy.Noises);
        // Count is neither series nor facet: it parts the curves of each facet, or they would fall on one spot.
        figure.Facets[0].Series.Select(s => s.Name).ShouldBe(["A, Count = 10", "B, Count = 10", "A, Count = 20", "B, Count = 20"]);
        figure.Facets[0].ReferenceLines.Select(l => l.Name).ShouldBe(
            ["none, Count = 10", "vtss, A, Count = 10", "vtss, B, Count = 10", "none, Count = 20", "vtss, A, Count = 20", "vtss, B, Count = 20"]);
        var curve = figure.Facets[1].Series.Single(s => s.Name == "B, Count = 20");
        curve.Points.Select(p => p.X).ShouldBe([0, 0.25, 0.5, 0.75, 1]);
        curve.Points[2].Y.ShouldBe(SampleStudy.Risk(3, "B", "sweep", 0.5), 1e-12);
        figure.Facets[1].ReferenceLines.Single(l => l.Name == "vtss, B, Count = 20").Y.ShouldBe(SampleStudy.Risk(3, "B", "vtss", double.NaN), 1e-12);
    }

    [Theory]
    [InlineData(Band.StandardError, 0.0577350269, "mean ± 1 standard error over 3 repetitions")]
    [InlineData(Band.StandardDeviation, 0.1, "mean ± 1 standard deviation over 3 repetitions")]
    public void A_band_is_what_the_plot_says(Band band, double half, string label)
    {
        var figure = Lines(new LinePlot(Column.Gamma, "Risk") { Series = Column.Generator, Facet = "Noise", Band = band });
        var point = figure.Facets[0].Series[0].Points[0];
        (point.High - point.Y).ShouldBe(half, 1e-9);
        (point.Y - point.Low).ShouldBe(half, 1e-9);
        figure.BandLabel.ShouldBe(label);
    }

    [Fact]
    public void No_band_is_no_band()
    {
        var figure = Lines(new LinePlot(Column.Gamma, "Risk") { Series = Column.Generator, Band = Band.None });
        figure.BandLabel.ShouldBe("");
        figure.Facets.SelectMany(f => f.Series).SelectMany(s => s.Points).ShouldAllBe(p => double.IsNaN(p.Low));
    }

    [Fact]
    public void A_rule_without_a_generator_stands_in_the_facet_of_each()
    {
        var figure = Lines(new LinePlot("Count", "Risk") { Series = Column.Rule, Facet = Column.Generator });
        figure.Facets.Select(f => f.Title).ShouldBe(["A", "B"]);
        foreach (var facet in figure.Facets) facet.Series.Select(s => s.Name).ShouldContain("none, Cube");
    }

    [Fact]
    public void An_axis_of_words_is_rows_of_dots_in_its_order()
    {
        var results = SampleStudy.Results(new LinePlot("Noise", "Risk") { Series = Column.Rule, Facet = "Count" }, row => row.Rule == "sweep");
        var figure = ExperimentFigures.Of(results).ShouldHaveSingleItem().Figure.ShouldBeOfType<DotFigure>();
        var rows = figure.Rows.Where(r => double.IsFinite(r.Value)).ToArray();
        rows.Select(r => r.Name).ShouldBe(
        [
            "Count = 10, Cube, none", "Count = 10, Cube, vtss, A", "Count = 10, Cube, vtss, B",
            "Count = 20, Cube, none", "Count = 20, Cube, vtss, A", "Count = 20, Cube, vtss, B",
            "Count = 10, Sphere, none", "Count = 10, Sphere, vtss, A", "Count = 10, Sphere, vtss, B",
            "Count = 20, Sphere, none", "Count = 20, Sphere, vtss, A", "Count = 20, Sphere, vtss, B",
        ]);
        rows[^1].Value.ShouldBe(SampleStudy.Risk(3, "B", "vtss", double.NaN), 1e-12);
        figure.Caption.ShouldContain("120 of 156 fits were refused");
    }

    [Fact]
    public void A_histogram_of_gamma_is_of_the_rules_that_choose_it()
    {
        var results = SampleStudy.Results(new HistogramPlot(Column.Gamma) { Facet = "Noise" });
        var figure = ExperimentFigures.Of(results).ShouldHaveSingleItem().Figure.ShouldBeOfType<HistogramFigure>();
        figure.Facets.Count.ShouldBe(8);
        foreach (var facet in figure.Facets) facet.Bins.Select(b => (b.Low, b.Count)).ShouldBe([(0.0, 1L), (0.25, 1L), (0.5, 1L)]);
        figure.Facets[0].Title.ShouldBe("Cube, A, Count = 10");
    }

    [Fact]
    public void Files_are_named_after_what_they_show_and_never_alike()
    {
        Files(new LinePlot(Column.Gamma, "Risk")).ShouldBe(["Study.svg"]);
        Files(new LinePlot(Column.Gamma, "Risk"), new LinePlot("Count", "Risk"), new LinePlot("Count", "Risk"), new HistogramPlot(Column.Gamma)).ShouldBe(
            ["Study.Risk.svg", "Study.Risk.Count.svg", "Study.Risk.Count.2.svg", "Study.gamma.histogram.svg"]);
    }

    [Fact]
    public void A_plot_of_what_is_not_there_is_a_problem()
    {
        ExperimentFigures.Problem(SampleStudy.Descriptor with { Plots = [new LinePlot("Count", "Risk")] }).ShouldBeNull();
        ExperimentFigures.Problem(SampleStudy.Descriptor with { Plots = [new LinePlot("Size", "Risk")] })!.ShouldStartWith("a plot names the column 'Size'; there are Noise, Count,");
        ExperimentFigures.Problem(SampleStudy.Descriptor with { Plots = [new HistogramPlot("Rsik")] })!.ShouldStartWith("a plot names the measure 'Rsik'; there are Risk,");
    }

    private static LineFigure Lines(LinePlot plot) => ExperimentFigures.Of(SampleStudy.Results(plot)).ShouldHaveSingleItem().Figure.ShouldBeOfType<LineFigure>();

    private static IEnumerable<string> Files(params PlotDescriptor[] plots) => ExperimentFigures.Of(SampleStudy.Results(plots)).Select(f => f.File);
}
