using SynthAug.Engine;
using SynthAug.Engine.Inference;
using SynthAug.Numerics;

namespace Simulations;

/// <summary>The verdict's rates against the truth of each cell.</summary>
internal static class VerdictClaims
{
    private static readonly Selection Any = new();

    public static ClaimOutcome FalseGain(ResultView results) =>
        Rates(results, nameof(VerdictWord.Augment), 0.05, Contrast.Below, (truth, _, _) => truth.Mean >= 0);

    public static ClaimOutcome MissedGain(ResultView results) =>
        Rates(results, nameof(VerdictWord.DoNotAugment), 0.05, Contrast.Below, (truth, _, margin) => truth.Mean <= -margin);

    public static ClaimOutcome Permuted(ResultView results) =>
        Rates(results, nameof(VerdictWord.Augment), 0.02, Contrast.Below, (_, cell, _) => cell.Axes[0].Text.StartsWith("Permuted", StringComparison.Ordinal));

    public static ClaimOutcome Decides(ResultView results)
    {
        var large = results.CellsWhere(nameof(VerdictRates.MinorityCount), "200").ToList();
        double Score(Estimate truth, CellPlan cell) => Math.Abs(truth.Mean) / results.Mean(nameof(VerdictRates.DifferenceError), cell, Any).Mean;
        return ClaimOutcome.OfSigns(
        [
            .. Contrasts(results, large, nameof(VerdictWord.CannotTell), 0.20, Contrast.Below, (truth, cell, _) => truth.Mean >= 0 || Score(truth, cell) >= 2.2),
            .. Contrasts(results, large, nameof(VerdictWord.CannotTell), 0.65, Contrast.Below, (truth, cell, _) => truth.Mean < 0 && Score(truth, cell) is >= 1.5 and < 2.2),
        ]);
    }

    public static ClaimOutcome Covers(ResultView results) => ClaimOutcome.OfSigns(
        from cell in results.Cells
        let truth = Truth(results, cell)
        let covered = Estimate.Of([.. results.Values(nameof(VerdictRates.Difference), cell, Any).Zip(
            results.Values(nameof(VerdictRates.DifferenceError), cell, Any), (d, e) => Math.Abs(d - truth.Mean) <= Verdict.Z * e ? 1.0 : 0.0)])
        select Contrast.Above(Named(cell, truth, covered.Mean, 0.84), covered with { Mean = covered.Mean - 0.84 }));

    private static Estimate Truth(ResultView results, CellPlan cell) => results.Mean(nameof(VerdictRates.Truth), cell, Any);

    private static ClaimOutcome Rates(
        ResultView results, string word, double rate, Func<string, Estimate, Contrast> contrast, Func<Estimate, CellPlan, double, bool> holds) =>
        ClaimOutcome.OfSigns(Contrasts(results, results.Cells, word, rate, contrast, holds));

    private static IEnumerable<Contrast> Contrasts(
        ResultView results, IEnumerable<CellPlan> cells, string word, double rate, Func<string, Estimate, Contrast> contrast, Func<Estimate, CellPlan, double, bool> holds) =>
        from cell in cells
        let truth = Truth(results, cell)
        where holds(truth, cell, cell.Axes[1].Text == "50" ? 0.01 : 0.005)
        let seen = results.Mean(word, cell, Any)
        select contrast(Named(cell, truth, seen.Mean, rate), seen with { Mean = seen.Mean - rate });

    private static string Named(CellPlan cell, Estimate truth, double seen, double rate) => FormattableString.Invariant(
        $"{cell.Axes[0].Text} n1 {cell.Axes[1].Text} (Δ {truth.Mean:0.0000} ± {truth.StandardError:0.0000}): {seen:0.000}, less {rate}:");
}
