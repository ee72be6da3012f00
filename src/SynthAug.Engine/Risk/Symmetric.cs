using SynthAug.Numerics;

namespace SynthAug.Engine.Risk;

/// <summary>Symmetric p × p matrices as packed lower triangles: entry (i, j), j ≤ i, at i(i+1)/2 + j.</summary>
internal static class Symmetric
{
    public static double At(ReadOnlySpan<double> packed, int i, int j) => i >= j ? packed[i * (i + 1) / 2 + j] : packed[j * (j + 1) / 2 + i];

    /// <summary>result = A·x; the two may not share memory.</summary>
    public static void Multiply(ReadOnlySpan<double> packed, ReadOnlySpan<double> x, Span<double> result)
    {
        result.Clear();
        for (int i = 0, row = 0; i < x.Length; row += ++i)
        {
            var left = packed.Slice(row, i);
            result[i] = Kernels.Dot(left, x[..i]) + packed[row + i] * x[i];
            Kernels.Axpy(x[i], left, result[..i]);
        }
    }

    /// <summary>xᵀA·y.</summary>
    public static double Form(ReadOnlySpan<double> packed, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var product = new double[y.Length];
        Multiply(packed, y, product);
        return Kernels.Dot(x, product);
    }

    public static double Trace(ReadOnlySpan<double> packed)
    {
        double sum = 0;
        for (int i = 0, diagonal = 0; diagonal < packed.Length; diagonal += ++i + 1) sum += packed[diagonal];
        return sum;
    }

    /// <summary>αA + βB, of matrices or vectors. Fresh memory.</summary>
    public static double[] Combine(double alpha, ReadOnlySpan<double> a, double beta, ReadOnlySpan<double> b)
    {
        var result = new double[a.Length];
        Kernels.Axpy(alpha, a, result);
        Kernels.Axpy(beta, b, result);
        return result;
    }

    /// <summary>A − B, exactly 0 where they are equal. Fresh memory.</summary>
    public static double[] Difference(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Combine(1, a, -1, b);

    /// <summary>XAXᵀ for the rows of X, q × p: packed, of order q.</summary>
    public static double[] Congruence(ReadOnlySpan<double> packed, FeatureMatrix x)
    {
        var result = new double[Gram.PackedLength(x.RowCount)];
        var product = new double[x.Dimension];
        for (int i = 0, at = 0; i < x.RowCount; i++)
        {
            Multiply(packed, x[i], product);
            for (var j = 0; j <= i; j++, at++) result[at] = Kernels.Dot(product, x[j]);
        }

        return result;
    }

    /// <summary>The covariance of centred rows, divisor n − 1.</summary>
    public static double[] Covariance(FeatureMatrix centred)
    {
        var result = new double[Gram.PackedLength(centred.Dimension)];
        Gram.Add(centred.Rows, result);
        foreach (ref var entry in result.AsSpan()) entry /= centred.RowCount - 1;
        return result;
    }

    /// <summary>L⁻¹, p × p with zeros above the diagonal: its rows whiten.</summary>
    public static FeatureMatrix InverseLower(ReadOnlySpan<double> factor, int p)
    {
        var result = new FeatureMatrix(p, p);
        var column = new double[p];
        for (var k = 0; k < p; k++)
        {
            Array.Clear(column);
            column[k] = 1;
            Cholesky.SolveLower(factor, p, column);
            for (var i = k; i < p; i++) result.Writable[i][k] = column[i];
        }

        return result;
    }

    /// <summary>XY for square or matching row-major matrices. Fresh memory.</summary>
    public static FeatureMatrix Product(FeatureMatrix x, FeatureMatrix y)
    {
        var result = new FeatureMatrix(x.RowCount, y.Dimension);
        for (var i = 0; i < x.RowCount; i++)
        {
            for (var k = 0; k < y.RowCount; k++) Kernels.Axpy(x[i][k], y[k], result.Writable[i]);
        }

        return result;
    }

    /// <summary>M = J⁻¹HJ⁻¹, packed, from the Cholesky factor of J.</summary>
    public static double[] Metric(ReadOnlySpan<double> factor, ReadOnlySpan<double> hessian, int p)
    {
        var metric = new double[hessian.Length];
        double[] column = new double[p], through = new double[p];
        for (int k = 0, row = 0; k < p; row += ++k)
        {
            Array.Clear(column);
            column[k] = 1;
            Cholesky.Solve(factor, p, column);
            Multiply(hessian, column, through);
            Cholesky.Solve(factor, p, through);
            through.AsSpan(0, k + 1).CopyTo(metric.AsSpan(row));
        }

        return metric;
    }

    /// <summary>tr(AB).</summary>
    public static double TraceOfProduct(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0, at = 0; at < a.Length; i++, at++)
        {
            for (var j = 0; j < i; j++, at++) sum += 2 * a[at] * b[at];
            sum += a[at] * b[at];
        }

        return sum;
    }

    /// <summary>The Cholesky factor of A. Fresh memory.</summary>
    /// <returns>False when A is not positive definite, or not by more than rounding.</returns>
    public static bool TryFactor(ReadOnlySpan<double> packed, int p, out double[] factor)
    {
        factor = packed.ToArray();
        var definite = Cholesky.TryFactor(factor, p);
        // Lᵢᵢ² is what the columns before leave of Aᵢᵢ; below this share it is made of rounding errors.
        for (int i = 0, diagonal = 0; i < p && definite; diagonal += ++i + 1) definite = factor[diagonal] * factor[diagonal] > 1e-13 * packed[diagonal];
        return definite;
    }

    /// <summary>The Cholesky factor of A. Fresh memory.</summary>
    /// <exception cref="RefusalException">A is not positive definite, or not by more than rounding.</exception>
    public static double[] Factor(ReadOnlySpan<double> packed, int p, string what) => TryFactor(packed, p, out var factor)
        ? factor
        : throw new RefusalException($"{what} is not positive definite: there are too few rows for {p} parameters, or columns repeat each other; drop columns or add rows.");
}
