using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// A = LLᵀ on packed lower triangles (entry (i, j), j ≤ i, at i(i+1)/2 + j). Column by column: once column k is final, every later entry loses
/// L(i, k)·L(j, k) by one fused multiply-add, so an entry is one chain whatever the width of the lanes.
/// </summary>
public static unsafe class Cholesky
{
    private const int StackColumn = 512;

    /// <summary>Replaces the packed lower triangle of A by that of L. Allocates above d = 512 only.</summary>
    /// <param name="packed">Length d(d+1)/2; when the answer is false its content is undefined.</param>
    /// <returns>False when a pivot is not a positive finite number: A is not positive definite, or holds NaN.</returns>
    /// <exception cref="ArgumentException">The length is not d(d+1)/2.</exception>
    [SkipLocalsInit]
    public static bool TryFactor(Span<double> packed, int d)
    {
        Require.Length(packed.Length, Gram.PackedLength(d), nameof(packed));
        var column = d <= StackColumn ? stackalloc double[d] : new double[d];
        fixed (double* entries = packed, scratch = column)
        {
            if (Lanes512.IsSupported) return TryFactor<Lanes512>(entries, d, scratch);
            if (Lanes256.IsSupported) return TryFactor<Lanes256>(entries, d, scratch);
            return TryFactor<Lane>(entries, d, scratch);
        }
    }

    private static bool TryFactor<T>(double* packed, int d, double* column) where T : struct, ILanes<T>
    {
        for (int k = 0, pivotAt = 0; k < d; pivotAt += ++k + 1)
        {
            var pivot = packed[pivotAt];
            if (!(pivot > 0) || !double.IsFinite(pivot)) return false;
            var root = Math.Sqrt(pivot);
            packed[pivotAt] = root;
            var row = packed + pivotAt - k;
            for (var i = k + 1; i < d; i++)
            {
                row += i;
                column[i] = row[k] /= root;
                Subtract<T>(row[k], column + k + 1, row + k + 1, i - k);
            }
        }

        return true;
    }

    // y −= factor·x. The last, partial group is masked: behind it lies the next row.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract<T>(double factor, double* x, double* y, int length) where T : struct, ILanes<T>
    {
        var minus = T.All(-factor);
        var i = 0;
        for (; i <= length - T.Count; i += T.Count) T.Fma(minus, T.Load(x + i), T.Load(y + i)).Store(y + i);
        if (i == length) return;
        var mask = T.FirstLanes(length - i);
        T.Fma(minus, T.LoadMasked(x + i, mask), T.LoadMasked(y + i, mask)).StoreMasked(y + i, mask);
    }

    /// <summary>Solves LLᵀx = b in place.</summary>
    /// <param name="factor">What <see cref="TryFactor(Span{double}, int)"/> left, length d(d+1)/2.</param>
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
