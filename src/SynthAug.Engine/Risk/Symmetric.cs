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

    /// <summary>The Cholesky factor of A. Fresh memory.</summary>
    /// <exception cref="RefusalException">A is not positive definite, or not by more than rounding.</exception>
    public static double[] Factor(ReadOnlySpan<double> packed, int p, string what)
    {
        var factor = packed.ToArray();
        var definite = Cholesky.TryFactor(factor, p);
        // Lᵢᵢ² is what the columns before leave of Aᵢᵢ; below this share it is made of rounding errors.
        for (int i = 0, diagonal = 0; i < p && definite; diagonal += ++i + 1) definite = factor[diagonal] * factor[diagonal] > 1e-13 * packed[diagonal];
        return definite
            ? factor
            : throw new RefusalException($"{what} is not positive definite: there are too few rows for {p} parameters, or columns repeat each other; drop columns or add rows.");
    }
}
