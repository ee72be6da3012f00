namespace Simulations.Tests;

/// <summary>The regime tests, the interval of s and the plug-in size in a few trials each.</summary>
public class RegimeTests
{
    [Fact]
    public void The_gradient_test_keeps_its_level_where_chi_square_does_not()
    {
        // 5 % in the whole run; 60 trials have a standard error of 2.8 %. χ² rejects about a third.
        var run = SimulationRun.Of("SymmetricMeans", 60, ("Noise", "Cube"), ("MinorityCount", "50"));
        run.Mean("Rejected").Mean.ShouldBeLessThan(0.165);
        run.Mean("RejectedByChiSquare").Mean.ShouldBeGreaterThan(0.165);
        SimulationRun.Of("ShiftedMeans", 60, ("MinorityCount", "20")).Mean("Rejected").Mean.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void The_slope_test_finds_two_clusters_and_leaves_a_true_line_alone()
    {
        SimulationRun.Of("Slopes", 60, ("Line", "True5"), ("MinorityCount", "200")).Mean("Rejected").Mean.ShouldBeLessThan(0.17);
        SimulationRun.Of("Slopes", 60, ("Line", "TwoClusters"), ("MinorityCount", "200")).Mean("Rejected").Mean.ShouldBeGreaterThan(0.9);
    }

    [Fact]
    public void The_interval_of_s_holds_it() =>
        // 94 %; 100 trials have a standard error of 2.4 %.
        SimulationRun.Of("Projections", 100, ("Pusher", "Aligned"), ("MinorityCount", "50")).Mean("Covered").Mean.ShouldBeGreaterThan(0.84);

    [Fact]
    public void The_plug_in_size_is_near_the_best_and_balancing_is_not()
    {
        var run = SimulationRun.Of("Example3PlugIn", 20, ("MinorityCount", "100"));
        run.Mean("Excess").Mean.ShouldBeLessThan(0.01);
        run.Mean("ExcessOfNaive").Mean.ShouldBeGreaterThan(0.01);
    }
}
