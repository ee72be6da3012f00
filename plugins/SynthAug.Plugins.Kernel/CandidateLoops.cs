using SynthAug.Lanes;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// The pass of <see cref="CandidateLanes"/> over some rows. A candidate is a lane everywhere: nothing crosses lanes, every sum is one chain of fused
/// multiply-adds, and narrower vectors take the eight lanes in turn.
/// </summary>
internal static unsafe class CandidateLoops
{
    /// <param name="thetas">Parameters × 8.</param>
    /// <param name="gradients">Stride × 8; added to.</param>
    /// <param name="counts">8: the first rows that the candidate has.</param>
    /// <param name="drifts">8: the largest distance of a margin from its reference; raised.</param>
    /// <param name="margins">Rows × 8: scratch.</param>
    public readonly ref struct Lanes(Span<double> thetas, Span<double> gradients, Span<double> counts, Span<double> drifts, Span<double> margins)
    {
        public readonly Span<double> Thetas = thetas, Gradients = gradients, Counts = counts, Drifts = drifts, Margins = margins;
    }

    /// <summary>Adds the rows' share of the gradients.</summary>
    /// <param name="rows">Rows of features, padded with zeros to a multiple of eight.</param>
    /// <param name="first">The number of the first.</param>
    public static void Add(ReadOnlyRows rows, int first, int parameters, ReadOnlySpan<double> weights, ReadOnlySpan<double> reference, Lanes lanes)
    {
        fixed (double* z = rows.Values, w = weights, u = reference, theta = lanes.Thetas, g = lanes.Gradients, n = lanes.Counts, drift = lanes.Drifts, m = lanes.Margins)
        {
            if (Lanes512.IsSupported) Add<Lanes512>(z, rows.Count, rows.Dimension, first, parameters, w, u, theta, g, n, drift, m);
            else if (Lanes256.IsSupported) Add<Lanes256>(z, rows.Count, rows.Dimension, first, parameters, w, u, theta, g, n, drift, m);
            else Add<Lane>(z, rows.Count, rows.Dimension, first, parameters, w, u, theta, g, n, drift, m);
        }
    }

    private static void Add<T>(
        double* z, int count, int stride, int first, int parameters, double* weights, double* reference,
        double* thetas, double* gradients, double* counts, double* drifts, double* margins) where T : struct, ILanes<T>
    {
        for (var lane = 0; lane < CandidateLanes.Most; lane += T.Count)
        {
            var i = 0;
            for (; i <= count - 8; i += 8) EightMargins<T>(z + (long)i * stride, stride, parameters, thetas + lane, margins + i * CandidateLanes.Most + lane);
            for (; i < count; i++) Margin<T>(z + (long)i * stride, parameters, thetas + lane, margins + i * CandidateLanes.Most + lane);
            Weigh<T>(margins + lane, count, first, weights, reference, counts + lane, drifts + lane);
            for (var j = 0; j < stride; j += 8) EightGradients<T>(z + j, count, stride, margins + lane, gradients + j * CandidateLanes.Most + lane);
        }
    }

    private static void EightMargins<T>(double* z, int stride, int parameters, double* theta, double* margins) where T : struct, ILanes<T>
    {
        T s0 = T.All(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        var z4 = z + 4 * (long)stride;
        for (var j = 0; j < parameters; j++, z++, z4++, theta += CandidateLanes.Most)
        {
            var t = T.Load(theta);
            s0 = T.Fma(t, T.AllAt(z), s0);
            s1 = T.Fma(t, T.AllAt(z + stride), s1);
            s2 = T.Fma(t, T.AllAt(z + 2 * (long)stride), s2);
            s3 = T.Fma(t, T.AllAt(z + 3 * (long)stride), s3);
            s4 = T.Fma(t, T.AllAt(z4), s4);
            s5 = T.Fma(t, T.AllAt(z4 + stride), s5);
            s6 = T.Fma(t, T.AllAt(z4 + 2 * (long)stride), s6);
            s7 = T.Fma(t, T.AllAt(z4 + 3 * (long)stride), s7);
        }

        s0.Store(margins);
        s1.Store(margins + 8);
        s2.Store(margins + 16);
        s3.Store(margins + 24);
        s4.Store(margins + 32);
        s5.Store(margins + 40);
        s6.Store(margins + 48);
        s7.Store(margins + 56);
    }

    private static void Margin<T>(double* z, int parameters, double* theta, double* margin) where T : struct, ILanes<T>
    {
        var sum = T.All(0);
        for (var j = 0; j < parameters; j++, theta += CandidateLanes.Most) sum = T.Fma(T.Load(theta), T.AllAt(z + j), sum);
        sum.Store(margin);
    }

    // Margins become ωσ, and 0 where the candidate does not have the row.
    private static void Weigh<T>(double* margins, int count, int first, double* weights, double* reference, double* counts, double* drifts)
        where T : struct, ILanes<T>
    {
        T one = T.All(1), most = T.Load(drifts), rows = T.Load(counts);
        for (var i = 0; i < count; i++, margins += CandidateLanes.Most)
        {
            var has = T.LessThan(T.All(first + i), rows);
            var margin = T.Load(margins);
            var drift = Elementary.Absolute(margin - T.AllAt(reference + i)) & has;
            // NaN stays.
            most = T.Select(T.LessThan(drift, most) | T.Equal(drift, most), most, drift);
            var e = Elementary.ExpOfModerate(T.Max(T.All(-708), margin | T.All(-0.0)));
            var sigma = T.Select(T.LessThan(margin, T.All(0)), e, one) / (one + e);
            (T.AllAt(weights + i) * sigma & has).Store(margins);
        }

        most.Store(drifts);
    }

    private static void EightGradients<T>(double* z, int count, int stride, double* slopes, double* gradients) where T : struct, ILanes<T>
    {
        T s0 = T.Load(gradients), s1 = T.Load(gradients + 8), s2 = T.Load(gradients + 16), s3 = T.Load(gradients + 24);
        T s4 = T.Load(gradients + 32), s5 = T.Load(gradients + 40), s6 = T.Load(gradients + 48), s7 = T.Load(gradients + 56);
        for (var i = 0; i < count; i++, z += stride, slopes += CandidateLanes.Most)
        {
            var slope = T.Load(slopes);
            s0 = T.Fma(slope, T.AllAt(z), s0);
            s1 = T.Fma(slope, T.AllAt(z + 1), s1);
            s2 = T.Fma(slope, T.AllAt(z + 2), s2);
            s3 = T.Fma(slope, T.AllAt(z + 3), s3);
            s4 = T.Fma(slope, T.AllAt(z + 4), s4);
            s5 = T.Fma(slope, T.AllAt(z + 5), s5);
            s6 = T.Fma(slope, T.AllAt(z + 6), s6);
            s7 = T.Fma(slope, T.AllAt(z + 7), s7);
        }

        s0.Store(gradients);
        s1.Store(gradients + 8);
        s2.Store(gradients + 16);
        s3.Store(gradients + 24);
        s4.Store(gradients + 32);
        s5.Store(gradients + 40);
        s6.Store(gradients + 48);
        s7.Store(gradients + 56);
    }
}
