namespace PaperFigures.Tests;

/// <summary>Figure 8: loss along the size, and what the tuned size comes to beside it. Differences are paired over repetitions.</summary>
public class TunedSizeTests
{
    private const double Sure = 4;

    private static readonly Lazy<FigureRun> Left = new(() => FigureRun.Of(nameof(Figure8Left)));
    private static readonly Lazy<FigureRun> Right = new(() => FigureRun.Of(nameof(Figure8Right), repetitions: 20));

    [Theory]
    [InlineData("vtss")]
    [InlineData("vtss, fresh")]
    public void Figure_8_left_the_tuned_size_has_less_loss_than_any_one_size(string rule) => BestOver(Left.Value, Left.Value.Rule(rule)).ShouldBeGreaterThan(Sure);

    /// <summary>The twin of the check: balance is one of the sizes, and not the best of them.</summary>
    [Fact]
    public void Figure_8_left_balance_does_not()
    {
        BestOver(Left.Value, Fixed(Left.Value, 1), but: 1).ShouldBeLessThan(-Sure);
        Fixed(Left.Value, 1).Less(Fixed(Left.Value, 0.6), "LogLoss").Z().ShouldBeLessThan(-Sure);
    }

    [Fact]
    public void Figure_8_left_what_the_nested_tuned_size_gains_over_the_best_size_is_below_a_thousandth_of_a_nat()
    {
        var gain = Fixed(Left.Value, 1.1).Less(Left.Value.Rule("vtss"), "LogLoss");
        (gain.Mean + (Sure * gain.StandardError)).ShouldBeLessThan(0.001);
    }

    [Fact]
    public void Figure_8_left_drawing_again_at_balance_does_as_well_and_a_prior_shift_does_better()
    {
        var redrawn = Left.Value.Rule("best of 17 draws");
        BestOver(Left.Value, redrawn).ShouldBeGreaterThan(Sure);
        redrawn.Less(Left.Value.Rule("vtss"), "LogLoss").Z().ShouldBeLessThan(-Sure);
        Math.Abs(redrawn.Less(Left.Value.Rule("vtss, fresh"), "LogLoss").Z()).ShouldBeLessThan(2);
        Left.Value.Rule("prior-shift").Less(redrawn, "LogLoss").Z().ShouldBeLessThan(-Sure);
    }

    /// <summary>The fixed test rows move every level by their own sampling error, about 0.0045, and leave differences alone.</summary>
    [Fact]
    public void Figure_8_left_the_test_rows_tell_differences_but_not_levels()
    {
        var vtss = Left.Value.Rule("vtss");
        (vtss.Mean("balanced_log_loss").Mean - vtss.Mean("LogLoss").Mean).ShouldBe(0, Sure * 0.0045);
        var (exact, onTest) = (vtss.Less(Fixed(Left.Value, 1), "LogLoss"), vtss.Less(Fixed(Left.Value, 1), "balanced_log_loss"));
        onTest.Mean.ShouldBe(exact.Mean, 0.0002);
    }

    [Theory]
    [InlineData("vtss")]
    [InlineData("vtss, fresh")]
    public void Figure_8_right_the_tuned_size_has_less_loss_than_any_one_size(string rule)
    {
        BestOver(Right.Value, Right.Value.Rule(rule), "balanced_log_loss").ShouldBeGreaterThan(3);
        // The twin: the raw fit with its prior shifted has more than any of them.
        BestOver(Right.Value, Right.Value.Rule("prior-shift"), "balanced_log_loss").ShouldBeLessThan(-Sure);
    }

    [Fact]
    public void Figure_8_right_drawing_again_at_balance_does_as_well_and_class_weights_without_any_row_do_far_better()
    {
        var redrawn = Right.Value.Rule("best of 17 draws");
        BestOver(Right.Value, redrawn, "balanced_log_loss").ShouldBeGreaterThan(Sure);
        Math.Abs(redrawn.Less(Right.Value.Rule("vtss, fresh"), "balanced_log_loss").Z()).ShouldBeLessThan(2);
        redrawn.Less(Right.Value.Rule("class-weight"), "balanced_log_loss").Z().ShouldBeGreaterThan(20);
    }

    private static FigureRun Fixed(FigureRun run, double gamma) => run.Rule("fixed").At(gamma);

    /// <summary>The least of the 17 gains over single sizes, in standard errors.</summary>
    private static double BestOver(FigureRun run, FigureRun rule, string measure = "LogLoss", double but = double.NaN) =>
        Enumerable.Range(0, 17).Select(i => 0.6 + (0.05 * i)).Where(gamma => Math.Abs(gamma - but) is not < 0.01)
            .Min(gamma => Fixed(run, gamma).Less(rule, measure).Z());
}
