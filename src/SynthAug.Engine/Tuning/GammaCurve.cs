using SynthAug.Engine.Inference;

namespace SynthAug.Engine.Tuning;

/// <summary>One γ of a curve.</summary>
/// <param name="SyntheticSize">ñ of a fit on everything.</param>
/// <param name="Estimate">NaN when refused.</param>
/// <param name="Refusal">Why there is no loss; null when there is one.</param>
public sealed record CurvePoint(double Gamma, int SyntheticSize, CandidateView View, LossEstimate Estimate, string? Refusal)
{
    /// <summary>Averaged over repeats; null when refused. Made anew from the scores: kept, those of all points would be most of what a run holds.</summary>
    public RowLosses? Rows => Refusal is null ? View.Rows() : null;
}

/// <summary>Held-out loss along the γ-path of one generator with one classifier.</summary>
public sealed class GammaCurve
{
    internal GammaCurve(string generator, string classifier, Correction correction, IReadOnlyList<CurvePoint> points, double tried, string? cut)
    {
        (Generator, Classifier, Correction, Points, WideningStop) = (generator, classifier, correction, points, cut);
        // The fit without rows says nothing of a generator none of whose sizes could be fitted.
        if (points.All(p => p.Gamma == 0 || p.Refusal is not null)) return;
        foreach (var point in points)
            if (point.Refusal is null && (Minimum is null || point.Estimate.Loss < Minimum.Estimate.Loss)) Minimum = point;
        IsLeastOnUpperEdge = Minimum is { Gamma: > 0 } best && best.Gamma == tried;
    }

    public string Generator { get; }

    public string Classifier { get; }

    /// <summary>Raw log-odds, or with the effective prior of each size taken out; then γ = 0 is the prior shift.</summary>
    public Correction Correction { get; }

    /// <summary>"smote + logistic".</summary>
    public string Name => $"{Generator} + {Classifier}";

    /// <summary>Ascending in γ; 0 first.</summary>
    public IReadOnlyList<CurvePoint> Points { get; }

    /// <summary>The first γ of least loss; null when every γ above 0 was refused.</summary>
    public CurvePoint? Minimum { get; }

    public bool IsLeastOnUpperEdge { get; }

    /// <summary>Why the path was not widened although its least loss is on the edge; null otherwise.</summary>
    public string? WideningStop { get; }

    public string? Refusal => Points.FirstOrDefault(p => p.Refusal is not null)?.Refusal;

    /// <summary>Which sizes held-out rows cannot tell from the best; empty when every γ was refused.</summary>
    public required SelectionSet SelectionSet { get; init; }

    /// <summary>How often each size would have been chosen.</summary>
    public required SelectionFrequency Frequency { get; init; }
}
