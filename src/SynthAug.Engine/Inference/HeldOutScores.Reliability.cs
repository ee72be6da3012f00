using SynthAug.Engine.Measures;
using SynthAug.Numerics;

namespace SynthAug.Engine.Inference;

/// <summary>Rows of like predicted probability.</summary>
/// <param name="Predicted">Mean probability of the minority, rows weighted to the prevalence.</param>
/// <param name="Observed">Share of the minority among them, at the prevalence.</param>
/// <param name="StandardError">Of <paramref name="Observed"/>, by the binomial noise of each class's count in the bin; 0 in a bin that holds one class.</param>
/// <param name="MajorityCount">Rows of the majority, a mean over repeats.</param>
/// <param name="MinorityCount">Rows of the minority, a mean over repeats.</param>
public readonly record struct ReliabilityBin(double Predicted, double Observed, double StandardError, double MajorityCount, double MinorityCount);

public sealed partial class HeldOutScores
{
    /// <summary>
    /// The reliability curve: rows of all repeats in ascending order of their log-odds, cut into bins of equal weight at a prevalence. Equal scores stay together, so there may be
    /// fewer bins. The error counts a row once, however many repeats there are.
    /// </summary>
    /// <param name="repeats">The same rows; at least one.</param>
    /// <param name="bins">≥ 1.</param>
    /// <exception cref="ArgumentException">There is no repeat, or they are of different rows.</exception>
    public static IReadOnlyList<ReliabilityBin> Reliability(IReadOnlyList<HeldOutScores> repeats, double prevalence = 0.5, int bins = 10)
    {
        ArgumentNullException.ThrowIfNull(repeats);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        if (repeats.Count == 0) throw new ArgumentException("There is no repeat to draw a curve of.", nameof(repeats));
        var (n0, n1) = (repeats[0]._majority.Length, repeats[0]._minority.Length);
        foreach (var repeat in repeats)
            if (repeat._majority.Length != n0 || repeat._minority.Length != n1) throw new ArgumentException("The repeats are of different rows.", nameof(repeats));

        var shift = LogOdds(prevalence);
        var (majority, minority) = (Sorted(repeats, static r => r._majority), Sorted(repeats, static r => r._minority));
        var (chance0, chance1) = (Probabilities(majority, shift), Probabilities(minority, shift));
        var (all0, all1) = ((double)majority.Length, (double)minority.Length);
        var curve = new List<ReliabilityBin>();
        double count0 = 0, count1 = 0, predicted = 0, done = 0;
        for (var (i, j) = (0, 0); i < majority.Length || j < minority.Length;)
        {
            var ofMinority = Next(i, j, out var score);
            var weight = ofMinority ? prevalence / all1 : (1 - prevalence) / all0;
            predicted += weight * (ofMinority ? chance1[j] : chance0[i]);
            (i, j, count0, count1) = ofMinority ? (i, j + 1, count0, count1 + 1) : (i + 1, j, count0 + 1, count1);
            done += weight;
            // Sums of weights meet k/bins up to rounding only.
            var isLast = i == majority.Length && j == minority.Length;
            if (!isLast && (done < (curve.Count + 1.0) / bins - 1e-12 || IsNext(i, j, score))) continue;
            curve.Add(Bin(count0 / all0, count1 / all1));
            (count0, count1, predicted) = (0, 0, 0);
        }

        return curve;

        bool Next(int i, int j, out double score)
        {
            var ofMinority = i == majority.Length || (j < minority.Length && minority[j] < majority[i]);
            score = ofMinority ? minority[j] : majority[i];
            return ofMinority;
        }

        bool IsNext(int i, int j, double score)
        {
            Next(i, j, out var next);
            return next == score;
        }

        ReliabilityBin Bin(double share0, double share1)
        {
            var (a, b) = (prevalence * share1, (1 - prevalence) * share0);
            var mass = a + b;
            var (varianceA, varianceB) = (prevalence * prevalence * share1 * (1 - share1) / n1, (1 - prevalence) * (1 - prevalence) * share0 * (1 - share0) / n0);
            var error = Math.Sqrt(b * b * varianceA + a * a * varianceB) / (mass * mass);
            return new(predicted / mass, a / mass, error, share0 * n0, share1 * n1);
        }
    }

    private static double[] Sorted(IReadOnlyList<HeldOutScores> repeats, Func<HeldOutScores, double[]> of)
    {
        var length = of(repeats[0]).Length;
        var sorted = new double[repeats.Count * length];
        for (var r = 0; r < repeats.Count; r++) of(repeats[r]).CopyTo(sorted, r * length);
        RadixSort.Ascending(sorted);
        return sorted;
    }

    private static double[] Probabilities(double[] scores, double shift)
    {
        var probabilities = new double[scores.Length];
        for (var i = 0; i < scores.Length; i++) probabilities[i] = scores[i] + shift;
        ExactMath.Sigmoid(probabilities, probabilities);
        return probabilities;
    }
}
