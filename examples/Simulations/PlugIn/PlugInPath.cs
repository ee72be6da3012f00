using SynthAug.Engine.Risk;
using SynthAug.Numerics;

namespace Simulations;

/// <summary>The risks along one trained path, and what the plug-in size chose on the same rows.</summary>
/// <param name="candidates">Sizes on the path; every measure but the risk is known at the last of them.</param>
internal sealed class PlugInPath(IDifferentiableLoss loss, int candidates, Func<ISyntheticGenerator> generator)
{
    private readonly List<(double Gamma, double Risk)> _path = [];
    private PlugInSize? _plugIn;

    public double Add(in Fit fit, double risk)
    {
        if (fit.Gamma == 0) _path.Clear();
        _path.Add((fit.Gamma, risk));
        if (_path.Count < candidates) return risk;
        _plugIn = null;
        var key = StreamKey.FromSeed((ulong)fit.Repetition);
        if (WeightedFit.Of(loss, fit.Training).Value is not { } weighted || RegimeTest.Of(weighted, key).Value is not { } test) return risk;
        if (GeneratorPush.Of(weighted, fit.Training, generator(), key).Value is { } push) _plugIn = PlugInSize.Of(test, push, [.. _path.Select(p => p.Gamma)]).Value;
        return risk;
    }

    /// <summary>Risk at γ̂ less the least of the path; NaN where there is no γ̂.</summary>
    public double Excess() => Known ? ExcessAt(_plugIn!.Best.Gamma) : double.NaN;

    public double ExcessAt(double gamma) => _path.Count < candidates ? double.NaN : _path.MinBy(p => Math.Abs(p.Gamma - gamma)).Risk - _path.Min(p => p.Risk);

    public double Chosen() => Known ? _plugIn!.Best.Gamma : double.NaN;

    /// <summary>1 when synthetic rows were taken for fresh data.</summary>
    public double Fresh() => Known ? _plugIn!.TakenAsFresh ? 1 : 0 : double.NaN;

    private bool Known => _path.Count == candidates && _plugIn is not null;
}

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
