using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// "Is a prior shift enough?" for a model with an intercept, where ∇φ ≠ 0 whatever the classes: Hausman's comparison of the slopes of the weighted and of the raw
/// fit, t = β̂_weighted − β̂_raw. Under a true model they agree and weighting moves the intercept only. Row i moves t by aᵢ = −(H_w⁻¹ωᵢsᵢ(θ_w) − H_r⁻¹sᵢ(θ_r)/N),
/// ω = ρ/n₀ or (1−ρ)/n₁, with HC3 scores centred in their class; the reference is <see cref="TwoClassWald"/>'s F.
/// </summary>
public sealed class SlopeTest
{
    /// <summary>β̂_weighted − β̂_raw, length d.</summary>
    public required double[] Difference { get; init; }

    /// <summary>Standard errors of <see cref="Difference"/>, length d.</summary>
    public required double[] Errors { get; init; }

    /// <summary>W = tᵀV⁻¹t.</summary>
    public required double Statistic { get; init; }

    /// <summary>ν of the F reference.</summary>
    public required double Freedom { get; init; }

    /// <summary>From F(d, ν−d+1); NaN when ν ≤ d − 1.</summary>
    public required double PValue { get; init; }

    /// <param name="weighted">The fit at the ρ of the objective, of a loss with an intercept.</param>
    /// <param name="sample">The rows it was fitted on.</param>
    /// <exception cref="ArgumentException">The loss has no intercept, or the rows are others.</exception>
    public static Answer<SlopeTest> Of(WeightedFit weighted, LabelledSample sample)
    {
        ArgumentNullException.ThrowIfNull(weighted);
        ArgumentNullException.ThrowIfNull(sample);
        var (n0, n1, d) = (sample.Majority.RowCount, sample.Minority.RowCount, sample.Dimension);
        if (weighted.Loss is not LinearScoreLoss { Intercept: true }) throw new ArgumentException("The slope test needs a loss of a linear score with an intercept.", nameof(weighted));
        if (weighted.Majority.Count != n0 || weighted.Minority.Count != n1) throw new ArgumentException("The fit was made on other rows.", nameof(weighted));

        // Raw means weighted by the classes' own shares.
        var share = (double)n0 / (n0 + n1);
        var answer = WeightedFit.Of(weighted.Loss, sample, share);
        if (!answer.IsKnown) return answer.Missing;
        var raw = answer.Value;
        var difference = Symmetric.Difference(weighted.Parameters[..d], raw.Parameters[..d]);
        var ofMajority = NoiseOf(weighted.Majority, weighted.Rho, raw.Majority, share);
        var ofMinority = NoiseOf(weighted.Minority, 1 - weighted.Rho, raw.Minority, 1 - share);
        if (TwoClassWald.Of(difference, ofMajority, n0, ofMinority, n1) is not { } wald)
            return new NoAnswer(NoAnswerReason.TooFewRows, "The weighted and the raw slopes do not differ by chance in some direction: the classes are balanced, or rows repeat.");
        var errors = new double[d];
        for (var j = 0; j < d; j++) errors[j] = Math.Sqrt(Symmetric.At(ofMajority, j, j) + Symmetric.At(ofMinority, j, j));
        return new SlopeTest { Difference = difference, Errors = errors, Statistic = wald.Statistic, Freedom = wald.Freedom, PValue = wald.PValue };

        double[] NoiseOf(ClassScores inWeighted, double weight, ClassScores inRaw, double rawWeight)
        {
            var influences = new FeatureMatrix(inWeighted.Count, d);
            for (var i = 0; i < inWeighted.Count; i++)
            {
                double[] here = weighted.Solve(inWeighted.Scores[i]), there = raw.Solve(inRaw.Scores[i]);
                for (var j = 0; j < d; j++) influences.Writable[i][j] = rawWeight * there[j] - weight * here[j];
            }

            var covariance = Symmetric.Covariance(influences);
            foreach (ref var entry in covariance.AsSpan()) entry /= inWeighted.Count;
            return covariance;
        }
    }
}
