using System.Runtime.CompilerServices;
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

    /// <summary>
    /// values(m, i) = factor·k(point m, row i), the rows standing as <see cref="Columns"/>. No value depends on the others; one below e⁻⁷⁰⁸ is that.
    /// </summary>
    /// <param name="columns">d columns of <paramref name="count"/> rows and padding, <paramref name="stride"/> apart.</param>
    /// <param name="points">m × d.</param>
    /// <param name="values">Entry (m, i) at m·stride + i, the columns' stride; written, padding too.</param>
    public static void Values(
        ReadOnlySpan<double> columns, int stride, int count, ReadOnlyRows points, double scale, double factor, Span<double> values)
    {
        if (points.Count == 0 || count == 0) return;
        int d = points.Dimension, padded = Columns.Padded(count);
        fixed (double* x = columns[..((d - 1) * stride + padded)], y = points.Values, to = values[..((points.Count - 1) * stride + padded)])
        {
            if (Lanes512.IsSupported) Values<Lanes512>(x, stride, padded, y, points.Count, d, scale, factor, to);
            else if (Lanes256.IsSupported) Values<Lanes256>(x, stride, padded, y, points.Count, d, scale, factor, to);
            else Values<Lane>(x, stride, padded, y, points.Count, d, scale, factor, to);
        }
    }

    private static void Values<T>(double* columns, int stride, int count, double* points, int m, int d, double scale, double factor, double* values)
        where T : struct, ILanes<T>
    {
        for (var i = 0; i < m; i++) Point<T>(columns, stride, count, points + (long)i * d, d, scale, factor, values + (long)i * stride);
    }

    // Distances stay in registers until they are exponentials; two lane groups share the loads of the point.
    private static void Point<T>(double* columns, int stride, int count, double* point, int d, double scale, double factor, double* values)
        where T : struct, ILanes<T>
    {
        T by = T.All(scale), times = T.All(factor);
        var i = 0;
        for (; i <= count - 2 * T.Count; i += 2 * T.Count)
        {
            T s0 = T.All(0), s1 = s0;
            var column = columns + i;
            for (var k = 0; k < d; k++, column += stride)
            {
                var coordinate = T.AllAt(point + k);
                T d0 = T.Load(column) - coordinate, d1 = T.Load(column + T.Count) - coordinate;
                s0 = T.Fma(d0, d0, s0);
                s1 = T.Fma(d1, d1, s1);
            }

            (times * Exponential(by * s0)).Store(values + i);
            (times * Exponential(by * s1)).Store(values + i + T.Count);
        }

        for (; i < count; i += T.Count)
        {
            var sum = T.All(0);
            for (var k = 0; k < d; k++)
            {
                var difference = T.Load(columns + (long)k * stride + i) - T.AllAt(point + k);
                sum = T.Fma(difference, difference, sum);
            }

            (times * Exponential(by * sum)).Store(values + i);
        }
    }

    // Of a number that is not above 0. A second operand of Max goes through when it is NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Exponential<T>(T x) where T : struct, ILanes<T> => Elementary.ExpOfModerate(T.Max(T.All(-708), x));
}
