using SynthAug.Engine.Measures;
using SynthAug.Numerics;

namespace PaperFigures;

/// <summary>
/// The paper's Example 4 as Section 7.2 sets it: d = 20, x = T·e₁ + W, T is −5 with probability α and 1 otherwise, W has no first coordinate and is an even
/// mixture of N(±m, I) with m = (2.5, 2.5, 2.5, 0 …) in the others; label 1 with probability σ(x₁). α makes E[x σ′(x₁)] = 0, which is local symmetry.
/// </summary>
public sealed class SigmoidBernoulli
{
    public const int Dimension = 20;

    private const double Low = -5, High = 1;

    private static readonly double[] Offset = [0, 2.5, 2.5, 2.5, .. new double[16]];
    private static readonly Mixture Noise = new(new double[Dimension], Offset) { InPairs = true };

    /// <summary>P(T = −a) = b·σ′(b)/(a·σ′(a) + b·σ′(b)), 0.855384107901.</summary>
    public static double Alpha { get; } = High * Slope(High) / (High * Slope(High) - Low * Slope(Low));

    /// <summary>P(y = 1), 0.111447646843.</summary>
    public static double Prevalence { get; } = Alpha * ExactMath.Sigmoid(Low) + (1 - Alpha) * ExactMath.Sigmoid(High);

    /// <summary>As many labelled rows, their labels drawn too; the rarer label is the minority.</summary>
    public static SampleSource Draw(int count) => SampleSource.From((buffer, random) =>
    {
        // W does not know the label: once it is drawn, rows are made where they belong.
        var (zero, one) = (new List<double>(), new List<double>());
        var (oneIfLow, oneIfHigh) = (ExactMath.Sigmoid(Low), ExactMath.Sigmoid(High));
        for (var i = 0; i < count; i++)
        {
            var isLow = random.NextUniform() < Alpha;
            var isOne = random.NextUniform() < (isLow ? oneIfLow : oneIfHigh);
            (isOne ? one : zero).Add(isLow ? Low : High);
        }

        buffer.MinorityLabel = one.Count <= zero.Count ? 1 : 0;
        Fill(buffer.Majority, buffer.MinorityLabel == 1 ? zero : one, 0, random);
        Fill(buffer.Minority, buffer.MinorityLabel == 1 ? one : zero, buffer.Majority.RowCount, random);
    });

    /// <summary>The true law of one class. W does not depend on the label, so drawing T given y is drawing (x, y) and keeping what has the label.</summary>
    public static ILaw Class(int label) => new ClassLaw(label == 1
        ? Alpha * ExactMath.Sigmoid(Low) / Prevalence
        : Alpha * ExactMath.Sigmoid(-Low) / (1 - Prevalence));

    /// <summary>
    /// R(θ) − R(θ*), logistic and balanced, exact: given T and the hump the score is normal. θ* = e₁ without an intercept; with one it is e₁ and
    /// log((1 − p)/p), p = P(y = 1), whose risk is smaller: each model is held against the best of its own kind.
    /// </summary>
    /// <param name="intercept">The classifier fits one.</param>
    public static double ExcessRisk(ILinearModel model, int minorityLabel, bool intercept)
    {
        var (w, shift) = Oriented(model, minorityLabel);
        return Risk(w, shift) - (intercept ? BestRisk : BestRiskThroughZero);
    }

    /// <summary>‖θ − θ*‖, the intercept a coordinate like the others when there is one.</summary>
    public static double ParameterError(ILinearModel model, int minorityLabel, bool intercept)
    {
        var (w, shift) = Oriented(model, minorityLabel);
        w[0] -= 1;
        var off = shift - (intercept ? BestIntercept : 0);
        return Math.Sqrt(Kernels.Dot(w, w) + off * off);
    }

    /// <summary>R(θ) of scores wᵀx + shift for label 1.</summary>
    public static double Risk(ReadOnlySpan<double> w, double shift)
    {
        var (along, hump) = (w[0], Kernels.Dot(w, Offset));
        var spread = Math.Sqrt(Kernels.Dot(w[1..], w[1..]));
        return 0.5 * (Given(Low, Alpha) + Given(High, 1 - Alpha));

        // Loss of the rows with this T, each label weighted by 1/P(label): what balancing means.
        double Given(double t, double probability)
        {
            var (score, one) = (along * t + shift, ExactMath.Sigmoid(t));
            return probability * (one / Prevalence * Mean(-score, hump, spread) + (1 - one) / (1 - Prevalence) * Mean(score, hump, spread));
        }
    }

    private static double BestRiskThroughZero { get; } = Risk([1, .. new double[Dimension - 1]], 0);

    private static double BestIntercept { get; } = ExactMath.Log((1 - Prevalence) / Prevalence);

    private static double BestRisk { get; } = Risk([1, .. new double[Dimension - 1]], BestIntercept);

    private static double Mean(double score, double hump, double spread) =>
        0.5 * (GaussianScores.ExpectedSoftplus(score + hump, spread) + GaussianScores.ExpectedSoftplus(score - hump, spread));

    // Log-odds are the minority's; the population speaks of label 1.
    private static (double[] W, double Shift) Oriented(ILinearModel model, int minorityLabel)
    {
        var w = model.Coefficients.ToArray();
        if (minorityLabel == 1) return (w, model.Intercept);
        for (var j = 0; j < w.Length; j++) w[j] = -w[j];
        return (w, -model.Intercept);
    }

    private static double Slope(double t) => ExactMath.Sigmoid(t) * ExactMath.Sigmoid(-t);

    private static void Fill(FeatureMatrix rows, List<double> first, int firstRow, RandomStream random)
    {
        rows.Reshape(first.Count, Dimension);
        var values = rows.Writable;
        Noise.Draw(values, firstRow, random);
        for (var i = 0; i < first.Count; i++) values[i][0] = first[i];
    }

    private sealed class ClassLaw(double low) : ILaw
    {
        private const int Chunk = 128;

        public int Dimension => SigmoidBernoulli.Dimension;

        public void Draw(Rows destination, long firstRow, RandomStream random)
        {
            Noise.Draw(destination, firstRow, random);
            Span<double> uniforms = stackalloc double[Chunk];
            for (var start = 0; start < destination.Count; start += Chunk)
            {
                var rows = destination.Slice(start, Math.Min(Chunk, destination.Count - start));
                random.FillUniform(new Rows(uniforms[..rows.Count], 1), firstRow + start);
                for (var i = 0; i < rows.Count; i++) rows[i][0] = uniforms[i] < low ? Low : High;
            }
        }
    }
}
