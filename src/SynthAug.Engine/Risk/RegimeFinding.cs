using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>The regime of one data set under one classifier's loss: the weighted fit and the test that goes with it.</summary>
public sealed class RegimeFinding
{
    public required WeightedFit Fit { get; init; }

    /// <summary>Of ∇φ = 0. With an intercept it is false from the start and only <see cref="PlugInSize"/>'s gate; read <see cref="Slopes"/> there.</summary>
    public required RegimeTest Gradient { get; init; }

    /// <summary>"Is a prior shift enough?"; null without an intercept.</summary>
    public required Answer<SlopeTest>? Slopes { get; init; }

    /// <summary>At the 5 % level: asymmetry when rejected (of the slopes with an intercept, of the gradient without). Not rejecting is no proof of symmetry.</summary>
    public bool? Asymmetric =>
        Fit.Minority.Count < PushAlignment.LeastRowsPerCoefficient * Fit.Parameters.Length ? null
        : Slopes is { } slopes ? Rejected(slopes.Value?.PValue)
        : Rejected(Gradient.PValue);

    /// <returns>No answer when the classifier names no loss, or its weighted fit does not exist.</returns>
    public static Answer<RegimeFinding> Of(IClassifier classifier, TrainingSample training, double rho, StreamKey key)
    {
        if (classifier is not IRiskMinimiser { Loss: var loss }) return NoAnswer.NoGradients;
        var fit = WeightedFit.Of(loss, training, rho);
        if (!fit.IsKnown) return fit.Missing;
        var gradient = RegimeTest.Of(fit.Value, key);
        if (!gradient.IsKnown) return gradient.Missing;
        return new RegimeFinding
        {
            Fit = fit.Value,
            Gradient = gradient.Value,
            Slopes = loss is LinearScoreLoss { Intercept: true } ? SlopeTest.Of(fit.Value, training) : (Answer<SlopeTest>?)null,
        };
    }

    private static bool? Rejected(double? p) => p is { } value && !double.IsNaN(value) ? value <= 0.05 : null;
}
