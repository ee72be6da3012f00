namespace SynthAug.Engine.Tests.Risk;

/// <summary>Small dense matrices the slow and plain way: what the packed kernels are compared with.</summary>
internal static class Dense
{
    public static double[,] Of(double[] packed, int p)
    {
        var result = new double[p, p];
        for (var i = 0; i < p; i++)
        {
            for (var j = 0; j < p; j++) result[i, j] = packed[Math.Max(i, j) * (Math.Max(i, j) + 1) / 2 + Math.Min(i, j)];
        }

        return result;
    }

    public static double[,] Times(this double[,] a, double[,] b)
    {
        var result = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < b.GetLength(1); j++)
            {
                for (var k = 0; k < b.GetLength(0); k++) result[i, j] += a[i, k] * b[k, j];
            }
        }

        return result;
    }

    public static double[] Times(this double[,] a, double[] x) => [.. Enumerable.Range(0, a.GetLength(0)).Select(i => x.Select((v, j) => a[i, j] * v).Sum())];

    public static double[,] Plus(this double[,] a, double scale, double[,] b)
    {
        var result = (double[,])a.Clone();
        for (var i = 0; i < a.GetLength(0); i++)
        {
            for (var j = 0; j < a.GetLength(1); j++) result[i, j] += scale * b[i, j];
        }

        return result;
    }

    public static double[,] Outer(double[] x)
    {
        var result = new double[x.Length, x.Length];
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < x.Length; j++) result[i, j] = x[i] * x[j];
        }

        return result;
    }

    public static double Trace(this double[,] a) => Enumerable.Range(0, a.GetLength(0)).Sum(i => a[i, i]);

    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    /// <summary>Gauss–Jordan with row exchanges.</summary>
    public static double[,] Inverse(this double[,] a)
    {
        var n = a.GetLength(0);
        var (left, right) = ((double[,])a.Clone(), new double[n, n]);
        for (var i = 0; i < n; i++) right[i, i] = 1;
        for (var k = 0; k < n; k++)
        {
            var pivot = Enumerable.Range(k, n - k).MaxBy(i => Math.Abs(left[i, k]));
            for (var j = 0; j < n; j++)
            {
                (left[k, j], left[pivot, j]) = (left[pivot, j], left[k, j]);
                (right[k, j], right[pivot, j]) = (right[pivot, j], right[k, j]);
            }

            var scale = left[k, k];
            for (var j = 0; j < n; j++) (left[k, j], right[k, j]) = (left[k, j] / scale, right[k, j] / scale);
            for (var i = 0; i < n; i++)
            {
                var factor = left[i, k];
                for (var j = 0; j < n && i != k; j++) (left[i, j], right[i, j]) = (left[i, j] - factor * left[k, j], right[i, j] - factor * right[k, j]);
            }
        }

        return right;
    }

    public static double[,] CovarianceOf(IReadOnlyList<double[]> rows)
    {
        var p = rows[0].Length;
        var mean = Enumerable.Range(0, p).Select(j => rows.Average(r => r[j])).ToArray();
        var result = new double[p, p];
        foreach (var row in rows) result = result.Plus(1.0 / (rows.Count - 1), Outer([.. row.Select((v, j) => v - mean[j])]));
        return result;
    }
}
