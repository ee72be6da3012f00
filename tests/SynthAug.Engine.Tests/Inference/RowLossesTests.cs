using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tests.Inference;

public class RowLossesTests
{
    [Fact]
    public void Class_means_are_weighted_by_rho_and_their_errors_add_in_squares()
    {
        var rows = new RowLosses([1, 2, 3, 6], [10, 14]);
        var estimate = rows.Estimate(rho: 0.25);
        estimate.Loss.ShouldBe(0.25 * 3 + 0.75 * 12, 1e-14);
        // var0 = (4 + 1 + 0 + 9)/3, var1 = (4 + 4)/1.
        estimate.StandardError.ShouldBe(Math.Sqrt(0.0625 * (14.0 / 3) / 4 + 0.5625 * 8 / 2), 1e-14);
    }

    [Fact]
    public void Differences_are_paired_row_by_row()
    {
        var a = new RowLosses([1, 20, 300], [5, 9]);
        var b = new RowLosses([0, 19, 299], [3, 7]);
        var difference = a.Minus(b).Estimate(0.5);
        difference.Loss.ShouldBe(1.5);
        difference.StandardError.ShouldBe(0);
        Should.Throw<ArgumentException>(() => a.Minus(new([1], [2])));
    }

    [Fact]
    public void Groups_of_one_row_give_the_error_of_rows()
    {
        var rows = new RowLosses([1, 2, 3, 6], [10, 14, 15]);
        var grouped = rows.Estimate(0.25, new([6, 1, 2, 3], [0, 4, 5]));
        grouped.Loss.ShouldBe(rows.Estimate(0.25).Loss);
        grouped.StandardError.ShouldBe(rows.Estimate(0.25).StandardError, 1e-14);
    }

    [Fact]
    public void Rows_of_a_group_are_counted_as_one_draw()
    {
        // Each value twice, in one group: the error is that of the values alone, √2 more than that of the eight rows but for the divisor.
        var once = new RowLosses([1, 2, 3, 6], [10, 14]);
        var twice = new RowLosses([1, 1, 2, 2, 3, 3, 6, 6], [10, 10, 14, 14]);
        var groups = new RowGroups([0, 0, 1, 1, 2, 2, 3, 3], [4, 4, 5, 5]);
        twice.Estimate(0.5, groups).StandardError.ShouldBe(once.Estimate(0.5).StandardError, 1e-14);
        twice.Estimate(0.5).StandardError.ShouldBeLessThan(0.8 * once.Estimate(0.5).StandardError);
    }

    [Fact]
    public void A_group_with_rows_of_both_classes_lets_their_errors_cancel_or_add()
    {
        // By hand, ρ = ½, G0 = G1 = 2: u = ½·√2·(±1)/2 from the majority, ½·√2·(±2)/2 from the minority.
        var rows = new RowLosses([1, 3], [10, 14]);
        rows.Estimate(0.5, new([0, 1], [0, 1])).StandardError.ShouldBe(Math.Sqrt(2 * Math.Pow(0.25 * Math.Sqrt(2) * 3, 2)), 1e-14);
        rows.Estimate(0.5, new([0, 1], [1, 0])).StandardError.ShouldBe(Math.Sqrt(2 * Math.Pow(0.25 * Math.Sqrt(2) * 1, 2)), 1e-14);
    }

    [Fact]
    public void A_class_in_one_group_has_no_error_to_estimate()
    {
        var groups = new RowGroups([0, 1], [2, 2]);
        groups.CountOf(minority: true).ShouldBe(1);
        groups.CountOf(minority: false).ShouldBe(2);
        double.IsNaN(new RowLosses([1, 3], [10, 14]).Estimate(0.5, groups).StandardError).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => new RowGroups([-1], [0]));
        Should.Throw<ArgumentException>(() => new RowLosses([1, 3, 4], [10, 14]).Estimate(0.5, new([0, 1], [2, 3])));
    }
}
