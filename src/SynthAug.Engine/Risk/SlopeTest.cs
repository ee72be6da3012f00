using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>
/// "Is a prior shift enough?" for a model with an intercept, where ∇φ ≠ 0 whatever the classes: Hausman's comparison of the slopes of the weighted and of the raw
/// fit, t = β̂_weighted − β̂_raw. Under a true model they agree and weighting moves the intercept only. Row i moves t by aᵢ = −(H_w⁻¹ωᵢsᵢ(θ_w) − H_r⁻¹sᵢ(θ_r)/N),
/// ω = ρ/n₀ or (1−ρ)/n₁, with HC3 scores centred in their class; the reference is <see cref="TwoClassWald"/>'s F.
/// </summary>
public sealed class SlopeTest
{
    // Rows whose influences are held at a time.
    private const int Block = 256;

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
        var (n0, n1, d) = (sample.Majority.RowCount, sample.Minority.RowCount, weighted.Parameters.Length - 1);
        if (weighted.Loss is not LinearScoreLoss { Intercept: true }) throw new ArgumentException("The slope test needs a loss of a linear score with an intercept.", nameof(weighted));
        if (weighted.Majority.Count != n0 || weighted.Minority.Count != n1) throw new ArgumentException("The fit was made on other rows.", nameof(weighted));

        // Raw means weighted by the classes' own shares.
        var share = (double)n0 / (n0 + n1);
        var answer = WeightedFit.Of(weighted.Loss, sample, share);
        if (!answer.IsKnown) return answer.Missing;
        var raw = answer.Value;
        var difference = Symmetric.Difference(weighted.Parameters[..d], raw.Parameters[..d]);
        var majority = InfluencesOf(weighted.Majority, weighted.Rho, raw.Majority, share);
        var minority = InfluencesOf(weighted.Minority, 1 - weighted.Rho, raw.Minority, 1 - share);
        // The normal's ν keeps the level here, their own tails reject 2 % at n₁ = 200 in 20 dimensions.
        if (TwoClassWald.Of(difference, majority, minority, tails: false) is not { } wald)
            return new NoAnswer(NoAnswerReason.TooFewRows, "The weighted and the raw slopes do not differ by chance in some direction: the classes are balanced, or rows repeat.");
        var errors = new double[d];
        for (var j = 0; j < d; j++) errors[j] = Math.Sqrt(Symmetric.At(wald.Covariance, j, j));
        return new SlopeTest { Difference = difference, Errors = errors, Statistic = wald.Statistic, Freedom = wald.Freedom, PValue = wald.PValue };

        ClassInfluences InfluencesOf(ClassScores inWeighted, double weight, ClassScores inRaw, double rawWeight)
        {
            var (here, there) = (weighted.Inverse(d, weight), raw.Inverse(d, rawWeight));
            var covariance = new double[Gram.PackedLength(d)];
            var influences = new FeatureMatrix(0, d);
            double[] ofWeighted = new double[Block], ofRaw = new double[Block];
            for (var first = 0; first < inWeighted.Count; first += Block)
            {
                var count = Math.Min(Block, inWeighted.Count - first);
                influences.Reshape(count, d);
                for (var j = 0; j < d; j++)
                {
                    Kernels.MatVec(inWeighted.Scores.Rows.Slice(first, count), here[j], 0, ofWeighted.AsSpan(0, count));
                    Kernels.MatVec(inRaw.Scores.Rows.Slice(first, count), there[j], 0, ofRaw.AsSpan(0, count));
                    for (var i = 0; i < count; i++) influences.Writable[i][j] = ofRaw[i] - ofWeighted[i];
                }

                Gram.Add(influences.Rows, covariance);
            }

            foreach (ref var entry in covariance.AsSpan()) entry /= inWeighted.Count - 1;
            return new(inWeighted.Count, covariance);
        }
    }
}
