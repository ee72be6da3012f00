using SynthAug.Numerics;

namespace Simulations;

internal static class PlugInClaims
{
    /// <summary>The mean excess is at most so much.</summary>
    public static ClaimOutcome AtMost(ResultView results, string measure, double most, double lastGamma, string axis, string value) => ClaimOutcome.OfSigns(
        from cell in results.CellsWhere(axis, value)
        let seen = results.Mean(measure, cell, new() { Gamma = lastGamma })
        select Contrast.Below(FormattableString.Invariant($"{seen.Mean:0.00000}, less {most}:"), seen with { Mean = seen.Mean - most }));

    /// <summary>One measure less another, paired.</summary>
    public static ClaimOutcome Below(ResultView results, string measure, string than, double lastGamma, string axis, string value, double z) => ClaimOutcome.OfSigns(
        from cell in results.CellsWhere(axis, value)
        let last = new Selection { Gamma = lastGamma }
        let difference = results.Values(measure, cell, last).Zip(results.Values(than, cell, last), (a, b) => a - b).Where(d => !double.IsNaN(d))
        select Contrast.Below($"{measure} less {than}:", Estimate.Of([.. difference])), z);
}
