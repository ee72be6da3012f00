using SynthAug.Lanes;

namespace SynthAug.Plugins.Kernel;

/// <summary>What one pass does to the margins of some rows, in lanes.</summary>
internal sealed unsafe class MarginLoops
{
    /// <summary>Spans of the same length, one number a row.</summary>
    /// <param name="margins">u at θ.</param>
    /// <param name="changes">What the step takes from them.</param>
    /// <param name="reference">u where the Hessian was taken.</param>
    /// <param name="weights">ω.</param>
    /// <param name="slopes">ωσ; written.</param>
    /// <param name="curvatures">ωσ(1 − σ); written.</param>
    public readonly ref struct Part(
        ReadOnlySpan<double> margins, ReadOnlySpan<double> changes, ReadOnlySpan<double> reference, ReadOnlySpan<double> weights,
        Span<double> slopes, Span<double> curvatures)
    {
        public readonly ReadOnlySpan<double> Margins = margins, Changes = changes, Reference = reference, Weights = weights;

        public readonly Span<double> Slopes = slopes, Curvatures = curvatures;
    }

    private readonly double[] _lanes = new double[8];

    /// <summary>Slopes and curvatures a step away, the largest move, and the largest distance from the reference.</summary>
    public void Weigh(Part part, out double move, out double drift)
    {
        if (Lanes512.IsSupported) Weigh<Lanes512>(part, out move, out drift);
        else if (Lanes256.IsSupported) Weigh<Lanes256>(part, out move, out drift);
        else Weigh<Lane>(part, out move, out drift);
    }

    private void Weigh<T>(Part part, out double move, out double drift) where T : struct, ILanes<T>
    {
        var count = part.Margins.Length;
        T most = T.All(0), farthest = most, one = T.All(1);
        fixed (double* u = part.Margins, change = part.Changes, reference = part.Reference, weight = part.Weights, slope = part.Slopes, curvature = part.Curvatures)
        {
            for (var i = 0; i < count; i += T.Count)
            {
                var mask = T.FirstLanes(count - i);
                var moved = T.LoadMasked(change + i, mask);
                var margin = T.LoadMasked(u + i, mask) - moved;
                most = Larger(most, Elementary.Absolute(moved));
                farthest = Larger(farthest, Elementary.Absolute(margin - T.LoadMasked(reference + i, mask)));
                var e = Elementary.ExpOfModerate(T.Max(T.All(-708), margin | T.All(-0.0)));
                var sigma = T.Select(T.LessThan(margin, T.All(0)), e, one) / (one + e);
                var weighted = T.LoadMasked(weight + i, mask) * sigma;
                weighted.StoreMasked(slope + i, mask);
                (weighted * (one - sigma)).StoreMasked(curvature + i, mask);
            }
        }

        (move, drift) = (Largest(most), Largest(farthest));
    }

    /// <summary>Every row times the root of its weight.</summary>
    /// <param name="rows">n × d, d a multiple of eight.</param>
    /// <param name="scaled">n × d; written.</param>
    public static void Scale(ReadOnlyRows rows, ReadOnlySpan<double> weights, Span<double> scaled)
    {
        fixed (double* from = rows.Values, weight = weights, to = scaled)
        {
            if (Lanes512.IsSupported) Scale<Lanes512>(from, rows.Count, rows.Dimension, weight, to);
            else if (Lanes256.IsSupported) Scale<Lanes256>(from, rows.Count, rows.Dimension, weight, to);
            else Scale<Lane>(from, rows.Count, rows.Dimension, weight, to);
        }
    }

    private static void Scale<T>(double* from, int count, int d, double* weights, double* to) where T : struct, ILanes<T>
    {
        for (var i = 0; i < count; i++, from += d, to += d)
        {
            var root = T.All(Math.Sqrt(weights[i]));
            for (var j = 0; j < d; j += T.Count) (root * T.Load(from + j)).Store(to + j);
        }
    }

    // NaN stays.
    private static T Larger<T>(T largest, T next) where T : struct, ILanes<T> => T.Select(T.LessThan(next, largest) | T.Equal(next, largest), largest, next);

    private double Largest<T>(T lanes) where T : struct, ILanes<T>
    {
        fixed (double* to = _lanes) lanes.Store(to);
        var largest = 0.0;
        for (var l = 0; l < T.Count; l++) largest = Math.Max(largest, _lanes[l]);
        return largest;
    }
}
