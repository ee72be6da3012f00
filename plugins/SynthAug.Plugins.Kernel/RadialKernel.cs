using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>k(x, y) = exp(scale·‖x − y‖²), scale = −1/(2s²).</summary>
internal static class RadialKernel
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

    /// <param name="rows">n × d.</param>
    /// <param name="landmarks">r × d.</param>
    /// <param name="values">n × r; written. A row of it does not depend on the others.</param>
    public static void Values(ReadOnlyRows rows, ReadOnlyRows landmarks, double scale, Span<double> values)
    {
        for (var i = 0; i < rows.Count; i++) Kernels.SquaredDistances(rows[i], landmarks, values.Slice(i * landmarks.Count, landmarks.Count));
        foreach (ref var value in values) value *= scale;
        ExactMath.Exp(values, values);
    }
}
