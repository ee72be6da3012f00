namespace SynthAug.Numerics;

/// <summary>
/// A = LLᵀ on packed lower triangles (entry (i, j), j ≤ i, at i(i+1)/2 + j). Row by row (Cholesky–Banachiewicz); the inner products are
/// <see cref="Kernels.Dot"/>, so the bits do not depend on the CPU.
/// </summary>
public static class Cholesky
{
    /// <summary>Replaces the packed lower triangle of A by that of L.</summary>
    /// <param name="packed">Length d(d+1)/2; when the answer is false its content is undefined.</param>
    /// <returns>False when a pivot is not a positive finite number: A is not positive definite, or holds NaN.</returns>
    /// <exception cref="ArgumentException">The length is not d(d+1)/2.</exception>
    public static bool TryFactor(Span<double> packed, int d)
    {
        Require.Length(packed.Length, Gram.PackedLength(d), nameof(packed));
        for (int i = 0, rowI = 0; i < d; rowI += ++i)
        {
            for (int j = 0, rowJ = 0; j < i; rowJ += ++j)
            {
                var sum = packed[rowI + j] - Kernels.Dot(packed.Slice(rowI, j), packed.Slice(rowJ, j));
                packed[rowI + j] = sum / packed[rowJ + j];
            }

            var left = packed.Slice(rowI, i);
            var pivot = packed[rowI + i] - Kernels.Dot(left, left);
            if (!(pivot > 0) || !double.IsFinite(pivot)) return false;
            packed[rowI + i] = Math.Sqrt(pivot);
        }

        return true;
    }

    /// <summary>Solves LLᵀx = b in place.</summary>
    /// <param name="factor">What <see cref="TryFactor"/> left, length d(d+1)/2.</param>
    /// <param name="rightHandSide">Length d: b in, x out.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Solve(ReadOnlySpan<double> factor, int d, Span<double> rightHandSide)
    {
        SolveLower(factor, d, rightHandSide);
        for (int i = d - 1, row = factor.Length - d; i >= 0; row -= i--)
        {
            var x = rightHandSide[i] /= factor[row + i];
            Kernels.Axpy(-x, factor.Slice(row, i), rightHandSide[..i]);
        }
    }

    /// <summary>Solves Lx = b in place: whitens b.</summary>
    /// <param name="factor">Length d(d+1)/2.</param>
    /// <param name="rightHandSide">Length d: b in, x out.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void SolveLower(ReadOnlySpan<double> factor, int d, Span<double> rightHandSide)
    {
        Require.Length(factor.Length, Gram.PackedLength(d), nameof(factor));
        Require.Length(rightHandSide.Length, d, nameof(rightHandSide));
        for (int i = 0, row = 0; i < d; row += ++i)
            rightHandSide[i] = (rightHandSide[i] - Kernels.Dot(factor.Slice(row, i), rightHandSide[..i])) / factor[row + i];
    }

    /// <summary>result = L·z: a standard normal z becomes one with covariance LLᵀ.</summary>
    /// <param name="factor">Length d(d+1)/2.</param>
    /// <param name="z">Length d.</param>
    /// <param name="result">Length d; written. May be z itself.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void MultiplyLower(ReadOnlySpan<double> factor, int d, ReadOnlySpan<double> z, Span<double> result)
    {
        Require.Length(factor.Length, Gram.PackedLength(d), nameof(factor));
        Require.Length(z.Length, d, nameof(z));
        Require.Length(result.Length, d, nameof(result));
        // From the last row up: entry i needs z₀ … zᵢ only, so result may share z's memory.
        for (int i = d - 1, row = factor.Length - d; i >= 0; row -= i--)
            result[i] = Kernels.Dot(factor.Slice(row, i + 1), z[..(i + 1)]);
    }

    /// <summary>ln det(LLᵀ) = 2 Σ ln Lᵢᵢ.</summary>
    /// <param name="factor">Length d(d+1)/2.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public static double LogDeterminant(ReadOnlySpan<double> factor, int d)
    {
        Require.Length(factor.Length, Gram.PackedLength(d), nameof(factor));
        double sum = 0;
        for (int i = 0, row = 0; i < d; row += ++i) sum += ExactMath.Log(factor[row + i]);
        return 2 * sum;
    }
}
