using SynthAug.Numerics;

namespace SynthAug.Engine.Tuning;

/// <summary>
/// argmin over a of ρ·mean ln(1 + e^(s+a)) over the majority + (1−ρ)·mean ln(1 + e^−(s+a)) over the minority: strictly convex with a minimum whenever
/// both classes have a row. Newton on the derivative, kept within the bracket that its signs have shown.
/// </summary>
internal static class OffsetSearch
{
    private const int Block = 256, MostSteps = 200;

    // A longer step says that the curvature is a tail's; doubled each time that it does not get out of the tail.
    private const double LongestFirstStep = 4;

    public static double Least(FitScores fit, ReadOnlySpan<(int Repeat, int Fold)> places, double start)
    {
        var (low, high, at) = (double.NegativeInfinity, double.PositiveInfinity, double.IsFinite(start) ? start : 0);
        var longest = LongestFirstStep;
        for (var steps = 0; steps < MostSteps; steps++)
        {
            var (slope, curvature) = Derivatives(fit, places, at);
            if (slope == 0) return at;
            if (slope > 0) high = at;
            else low = at;
            // Far in a tail the curvature is what rounding leaves of 0, below it too; a step must go downhill all the same.
            var step = curvature > 0 ? Math.Clamp(-slope / curvature, -longest, longest) : slope > 0 ? -longest : longest;
            if (Math.Abs(step) == longest) longest *= 2;
            var to = at + step;
            if (Math.Abs(step) <= 1e-13 * (1 + Math.Abs(at))) return to;
            // Beyond one end, so both ends are known.
            if (!(to > low && to < high)) to = low + (high - low) / 2;
            if (to == at) return at;
            at = to;
        }

        return at;
    }

    private static (double Slope, double Curvature) Derivatives(FitScores fit, ReadOnlySpan<(int Repeat, int Fold)> places, double at)
    {
        Span<double> values = stackalloc double[Block];
        var (slope, curvature) = (0.0, 0.0);
        foreach (var minority in (ReadOnlySpan<bool>)[false, true])
        {
            // p is the probability of the other class: σ(s + a) for the majority, σ(−s − a) for the minority.
            var (sum, squares, count) = (0.0, 0.0, 0);
            foreach (var (repeat, fold) in places)
            {
                var scores = fit.Fold(repeat, fold, minority);
                count += scores.Length;
                for (var first = 0; first < scores.Length; first += Block)
                {
                    var block = scores.Slice(first, Math.Min(Block, scores.Length - first));
                    var p = values[..block.Length];
                    for (var i = 0; i < p.Length; i++) p[i] = minority ? -block[i] - at : block[i] + at;
                    ExactMath.Sigmoid(p, p);
                    sum += Kernels.Sum(p);
                    squares += Kernels.Dot(p, p);
                }
            }

            var weight = fit.Shape.Weight(minority) / count;
            slope += minority ? -weight * sum : weight * sum;
            curvature += weight * (sum - squares);
        }

        return (slope, curvature);
    }
}
