namespace SynthAug.Numerics.Tests;

/// <summary>The kernels' definitions, as plain loops: entry j in lane j mod 8, then 8 → 4 → 2 → 1.</summary>
internal static class Plain
{
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = new double[8];
        for (var i = 0; i < a.Length; i++) lanes[i % 8] = Math.FusedMultiplyAdd(a[i], b[i], lanes[i % 8]);
        return Fold(lanes);
    }

    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var lanes = new double[8];
        for (var i = 0; i < a.Length; i++) lanes[i % 8] = Math.FusedMultiplyAdd(a[i] - b[i], a[i] - b[i], lanes[i % 8]);
        return Fold(lanes);
    }

    public static double Sum(ReadOnlySpan<double> x)
    {
        var lanes = new double[8];
        for (var i = 0; i < x.Length; i++) lanes[i % 8] += x[i];
        return Fold(lanes);
    }

    private static double Fold(double[] lanes)
    {
        for (var width = 4; width >= 1; width /= 2)
        {
            for (var i = 0; i < width; i++) lanes[i] += lanes[i + width];
        }

        return lanes[0];
    }
}
