using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Tests.Figures;

public class ClippingTests
{
    static readonly Box s_box = new(0, 0, 10, 10);

    [Fact]
    public void A_line_that_leaves_and_returns_becomes_two_pieces() =>
        Clipping.Polyline([new(1, 5), new(5, -5), new(9, 5)], s_box).Select(piece => piece.ToArray())
            .ShouldBe([[new Spot(1, 5), new(3, 0)], [new(7, 0), new(9, 5)]]);

    [Fact]
    public void A_line_inside_stays_whole_and_one_outside_vanishes()
    {
        Clipping.Polyline([new(0, 0), new(5, 10), new(10, 0)], s_box).ShouldHaveSingleItem().Count.ShouldBe(3);
        Clipping.Polyline([new(-5, -1), new(15, -1)], s_box).ShouldBeEmpty();
    }

    [Fact]
    public void An_area_is_cut_at_both_edges() =>
        Clipping.Polygon([new(0, -10), new(10, -10), new(10, 20), new(0, 20)], 0, 10)
            .ShouldBe([new(10, 0), new(10, 10), new(0, 10), new(0, 0)], ignoreOrder: true);
}
