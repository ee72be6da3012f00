using SynthAug.App.Tuning.Report;
using SynthAug.Engine.Inference;

namespace SynthAug.App.Tests.Tuning.Report;

public class AxisLimitsTests
{
    [Fact]
    public void Values_that_keep_together_need_no_limit() =>
        AxisLimits.Upper([0.50, 0.52, 0.53, 0.56], from: 0.5, least: 0.01).ShouldBeNull();

    [Fact]
    public void One_value_far_off_is_left_out_and_the_others_fill_the_axis() =>
        AxisLimits.Upper([0.50, 0.52, 0.53, 0.54, 2.9], from: 0.5, least: 0.01)!.Value.ShouldBe(0.5 + 1.08 * 0.04, 1e-12);

    [Fact]
    public void The_least_distance_is_always_shown() =>
        AxisLimits.Upper([0.5, 0.5001, 0.5002, 0.5003, 3], from: 0.5, least: 0.2)!.Value.ShouldBe(0.7, 1e-12);

    [Fact]
    public void Intervals_of_what_is_shown_are_shown_whole()
    {
        LossEstimate[] estimates = [new(0.5, 0.1), new(0.51, 0.01), new(0.52, 0.01), new(0.53, 0.01), new(9, 0.01)];
        AxisLimits.Upper(estimates, 0.5, 0.01)!.Value.ShouldBe(0.5 + 1.1 * 1.645 * 0.1, 1e-12);
    }

    [Fact]
    public void A_cloud_is_cut_only_on_the_side_where_something_lies_far_out()
    {
        double[] cloud = [.. Enumerable.Range(0, 200).Select(i => i / 100.0), 50];
        var (lower, upper) = AxisLimits.OfCloud(cloud);
        lower.ShouldBeNull();
        upper!.Value.ShouldBeInRange(3.5, 4.5);
        AxisLimits.OfCloud([1, 2, 1000]).ShouldBe((null, null));
    }
}
