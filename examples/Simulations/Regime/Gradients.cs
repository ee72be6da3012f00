using SynthAug.Engine.Risk;

namespace Simulations;

/// <summary>The gradient test of one trial, for several measures of it.</summary>
internal sealed class Gradients(IDifferentiableLoss loss)
{
    // 31.41: the 95 % point of χ² with 20 degrees of freedom, which takes V for known.
    private const double ChiSquare = 31.41;

    private RegimeTest? _test;

    /// <summary>1 when rejected at 5 %, by the bootstrap; NaN without an answer.</summary>
    public double Rejects(in Fit fit)
    {
        var weighted = WeightedFit.Of(loss, fit.Training);
        _test = weighted.IsKnown ? RegimeTest.Of(weighted.Value, StreamKey.FromSeed((ulong)fit.Repetition)).Value : null;
        return Share(_test?.PValue <= 0.05);
    }

    public double RejectsByF() => Share(_test?.FPValue <= 0.05);

    /// <summary>For 20 coefficients.</summary>
    public double RejectsByChiSquare() => Share(_test?.Statistic > ChiSquare);

    private double Share(bool? rejected) => _test is null ? double.NaN : rejected == true ? 1 : 0;
}
