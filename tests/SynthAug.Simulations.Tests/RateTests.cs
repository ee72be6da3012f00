namespace Simulations.Tests;

/// <summary>A few trials of each simulation: enough to see one break, not to state its rates. Those are in the README of examples/Simulations.</summary>
public class RateTests
{
    [Fact]
    public void A_validation_parts_set_holds_the_best_size_and_is_not_the_whole_grid()
    {
        // 99 % in the whole run (n1 = 200, 1000 a class): 100 trials of it have a standard error of 1 %, and 4 are allowed.
        var run = SimulationRun.Of("Figure2Set", 100, ("MinorityCount", "200"), ("ValidationSize", "1000"));
        run.Values("Covered").Length.ShouldBe(100);
        run.Mean("Covered").Mean.ShouldBeGreaterThan(0.95);
        run.Mean("Share").Mean.ShouldBeInRange(0.15, 0.25);
        // The twin: the least loss alone is the best size in some of the trials only, and a set that never left it would be caught.
        run.Mean("Hit").Mean.ShouldBeLessThan(0.6);
    }

    [Fact]
    public void The_folds_set_holds_the_best_size_of_the_refit() =>
        SimulationRun.Of("FoldedSet", 20, ("Situation", "Mix5Smote"), ("MinorityCount", "50"), ("Repeats", "3")).Mean("Covered").Mean.ShouldBeGreaterThanOrEqualTo(0.75);

    [Fact]
    public void Useless_rows_are_not_recommended_and_useful_ones_are()
    {
        // SMOTE in 12 dimensions loses; rows of the minority's own law, in 30, are told to be used in two data sets of three.
        var useless = SimulationRun.Of("VerdictRates", 12, ("Situation", "Gauss12Smote"), ("MinorityCount", "50"));
        useless.Mean("Augment").Mean.ShouldBe(0);
        useless.Mean("Difference").Mean.ShouldBeGreaterThan(0);
        var useful = SimulationRun.Of("VerdictRates", 12, ("Situation", "Gauss30Own"), ("MinorityCount", "50"));
        useful.Mean("Augment").Mean.ShouldBeGreaterThan(0.3);
        useful.Mean("DoNotAugment").Mean.ShouldBe(0);
    }
}
