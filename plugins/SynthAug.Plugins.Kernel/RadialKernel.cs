using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>k(x, y) = exp(scale·‖x − y‖²), scale = −1/(2s²).</summary>
internal static unsafe class RadialKernel
{
    /// <exception cref="RefusalException">The square of s underflows.</exception>
    public static double ScaleOf(double bandwidth)
    {
        var scale = -0.5 / (bandwidth * bandwidth);
        if (!double.IsFinite(scale))
            throw new RefusalException($"{KernelLogistic.Id} cannot use the bandwidth {bandwidth}: its square is 0; pass a larger one.");
        return scale;
    }

    /// <summary>s.</summary>
    public static double BandwidthOf(double scale) => Math.Sqrt(-0.5 / scale);

    /// <summary>values(m, i) = factor·k(point m, row i), the rows standing as <see cref="Columns"/>. No value depends on the others.</summary>
    /// <param name="columns">d columns of <paramref name="count"/> rows, <paramref name="stride"/> apart.</param>
    /// <param name="points">m × d.</param>
    /// <param name="values">Entry (m, i) at m·stride + i, the columns' stride; written, padding too.</param>
    public static void Values(
        ReadOnlySpan<double> columns, int stride, int count, ReadOnlyRows points, double scale, double factor, Span<double> values)
    {
        Columns.SquaredDistances(columns, stride, count, points, values, stride);
        // Whole rows of values, so that the exponentials run through; the padding holds old numbers.
        var length = points.Count == 0 ? 0 : (points.Count - 1) * stride + count;
        fixed (double* at = values)
        {
            if (Lanes512.IsSupported) Exponentials<Lanes512>(at, length, scale, factor);
            else if (Lanes256.IsSupported) Exponentials<Lanes256>(at, length, scale, factor);
            else Exponentials<Lane>(at, length, scale, factor);
        }
    }

    private static void Exponentials<T>(double* values, int length, double scale, double factor) where T : struct, ILanes<T>
    {
        T by = T.All(scale), times = T.All(factor);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count) (times * Elementary.Exp(by * T.Load(values + i))).Store(values + i);
        if (i == length) return;
        var mask = T.FirstLanes(length - i);
        (times * Elementary.Exp(by * T.LoadMasked(values + i, mask))).StoreMasked(values + i, mask);
    }
}
