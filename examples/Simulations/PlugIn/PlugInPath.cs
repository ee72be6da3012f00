using SynthAug.Engine.Risk;

namespace Simulations;

/// <summary>Excess risk of the plug-in size over the best γ of the path that was trained; what the size chose on the same rows is known with the last fit, NaN before it.</summary>
public abstract class PlugInPath
{
    private readonly IPopulation _population;
    private readonly IDifferentiableLoss _loss;
    private readonly int _sizes;
    private readonly List<(double Gamma, double Risk)> _path = [];
    private PlugInSize? _plugIn;

    private protected PlugInPath(IPopulation population, IDifferentiableLoss loss, int sizes) => (_population, _loss, _sizes) = (population, loss, sizes);

    public abstract int MinorityCount { get; init; }

    [TrainingData]
    internal SampleSource Train => _population.Draw(majority: 20 * MinorityCount, minority: MinorityCount);

    [Measure]
    internal double Risk(in Fit fit, ILinearModel model)
    {
        _path.Add((fit.Gamma, RiskOf(model)));
        if (IsWhole) _plugIn = Chosen(fit);
        return _path[^1].Risk;
    }

    /// <summary>Risk at γ̂ less the least of the path; NaN where there is no γ̂.</summary>
    [Measure]
    internal double Excess() => _plugIn is { } chosen ? ExcessAt(chosen.Best.Gamma) : double.NaN;

    [Measure]
    internal double ExcessOfNaive() => ExcessAt(1);

    [Measure]
    internal double ExcessOfNone() => ExcessAt(0);

    [Measure]
    internal double Chosen() => _plugIn?.Best.Gamma ?? double.NaN;

    /// <summary>1 when synthetic rows were taken for fresh data.</summary>
    [Measure]
    internal double TakenAsFresh() => _plugIn is { } chosen ? chosen.TakenAsFresh ? 1 : 0 : double.NaN;

    /// <summary>Exact.</summary>
    private protected abstract double RiskOf(ILinearModel model);

    private protected virtual ISyntheticGenerator Generator() => Plugins.Generator("smote:k=5");

    private bool IsWhole => _path.Count == _sizes;

    private double ExcessAt(double gamma) => IsWhole ? _path.MinBy(p => Math.Abs(p.Gamma - gamma)).Risk - _path.Min(p => p.Risk) : double.NaN;

    private PlugInSize? Chosen(in Fit fit)
    {
        var key = StreamKey.FromSeed((ulong)fit.Repetition);
        if (WeightedFit.Of(_loss, fit.Training).Value is not { } weighted || RegimeTest.Of(weighted, key).Value is not { } test) return null;
        return GeneratorPush.Of(weighted, fit.Training, Generator(), key).Value is { } push ? PlugInSize.Of(test, push, [.. _path.Select(p => p.Gamma)]).Value : null;
    }
}
