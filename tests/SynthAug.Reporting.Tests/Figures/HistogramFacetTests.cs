using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class HistogramFacetTests
{
    [Fact]
    public void Exact_zeros_get_a_bar_of_their_own()
    {
        var facet = HistogramFacet.OfIntervals("", [0, -0.0, 0, 1e-12, 0.5, 1, double.NaN], 0, 1, 2);
        facet.Bins.ShouldBe([new(0, 0, 3), new(0, 0.5, 1), new(0.5, 1, 2)]);
        facet.NotFinite.ShouldBe(1);
    }

    [Fact]
    public void Every_distinct_value_gets_a_bar() =>
        HistogramFacet.OfValues("", [2, 0, -0.0, 2, 5, double.PositiveInfinity]).ShouldSatisfyAllConditions(
            facet => facet.Bins.ShouldBe([new(0, 0, 2), new(2, 2, 2), new(5, 5, 1)]),
            facet => facet.NotFinite.ShouldBe(1));

    [Fact]
    public void Values_outside_and_impossible_bins_are_refused()
    {
        Should.Throw<ArgumentException>(() => HistogramFacet.OfIntervals("", [2], 0, 1, 3)).Message.ShouldContain("2 lies outside 0 to 1");
        Should.Throw<ArgumentException>(() => HistogramFacet.OfIntervals("", [], 1, 1, 3));
        Should.Throw<ArgumentException>(() => HistogramFacet.OfIntervals("", [], 0, 1, 0));
    }

    [Theory]
    [InlineData(76, 200, "exactly 0: 38 % (76 of 200)")]
    [InlineData(1, 1000, "exactly 0: under 1 % (1 of 1000)")]
    [InlineData(999, 1000, "exactly 0: over 99 % (999 of 1000)")]
    [InlineData(1000, 1000, "exactly 0: 100 % (1000 of 1000)")]
    public void The_share_of_zeros_is_written_and_never_rounded_to_none_or_all(int zeros, int all, string expected)
    {
        var values = Enumerable.Range(0, all).Select(i => i < zeros ? 0.0 : 1.0);
        var figure = new HistogramFigure { Title = "t", XLabel = "γ", Facets = [HistogramFacet.OfValues("", values)] };
        new SvgLayout(FigureSvg.Standalone(figure)).Words().ShouldContain(expected);
    }

    [Fact]
    public void Bars_are_as_tall_as_their_share_and_the_zero_bar_hides_no_other()
    {
        var layout = new SvgLayout(FigureSvg.Standalone(SampleFigures.ChosenSizes));
        var bars = layout.Shapes("bars").Where(bar => layout.Plots.Any(plot => bar.Inside(plot))).ToArray();
        bars.SelectMany((bar, i) => bars.Take(i).Where(bar.Overlaps)).ShouldBeEmpty();
        // 76 of 200 against 24 of 200, on one shared axis.
        var zeros = bars.Where(bar => Math.Abs(bar.Right - bar.Left - 7) < 0.02).ToArray();
        zeros.Length.ShouldBe(2);
        ((zeros[0].Bottom - zeros[0].Top) / (zeros[1].Bottom - zeros[1].Top)).ShouldBe(76.0 / 24, 0.01);
    }
}
