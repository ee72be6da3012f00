using System.Runtime.CompilerServices;
using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>
/// A = LLᵀ on packed lower triangles (entry (i, j), j ≤ i, at i(i+1)/2 + j). Column by column: once column k is final, every later entry loses
/// L(i, k)·L(j, k) by one fused multiply-add, so an entry is one chain whatever the width of the lanes.
/// </summary>
public static unsafe class Cholesky
{
    // 2,700 numbers: d up to 48.
    private const int StackLength = 2700;

    // Columns that are taken from the later rows together.
    private const int Panel = 4;

    /// <summary>Replaces the packed lower triangle of A by that of L. Allocates above d = 48 only.</summary>
    /// <param name="packed">Length d(d+1)/2; when the answer is false it is unchanged.</param>
    /// <returns>False when a pivot is not a positive finite number: A is not positive definite, or holds NaN.</returns>
    /// <exception cref="ArgumentException">The length is not d(d+1)/2.</exception>
    [SkipLocalsInit]
    public static bool TryFactor(Span<double> packed, int d)
    {
        var length = WorkspaceLength(d);
        return TryFactor(packed, d, length <= StackLength ? stackalloc double[length] : new double[length]);
    }

    /// <summary>The same without allocating.</summary>
    /// <param name="workspace">At least <see cref="WorkspaceLength"/> numbers; overwritten.</param>
    /// <inheritdoc cref="TryFactor(Span{double}, int)"/>
    public static bool TryFactor(Span<double> packed, int d, Span<double> workspace)
    {
        Require.Length(packed.Length, Gram.PackedLength(d), nameof(packed));
        var stride = Stride(d);
        fixed (double* entries = packed, upper = workspace[..WorkspaceLength(d)])
        {
            var diagonal = upper + (long)stride * d;
            Unpack(entries, d, upper, stride);
            var positive = Lanes512.IsSupported ? TryFactor<Lanes512>(upper, d, stride, diagonal)
                : Lanes256.IsSupported ? TryFactor<Lanes256>(upper, d, stride, diagonal)
                : TryFactor<Lane>(upper, d, stride, diagonal);
            if (positive) Pack(upper, d, stride, diagonal, entries);
            return positive;
        }
    }

    /// <summary>Numbers that a factorisation of order d works in.</summary>
    public static int WorkspaceLength(int d) => checked((Stride(d) + 1) * d);

    private static int Stride(int d) => (d + 7) & ~7;

    // U = Lᵀ in full rows: row k is the column that the later rows need, and its lane groups begin at the same columns in every row, so that what was
    // stored is loaded as it was stored. Lanes left of the diagonal and beyond d hold rubbish that meets no other lane.
    private static bool TryFactor<T>(double* upper, int d, int stride, double* diagonal) where T : struct, ILanes<T>
    {
        for (var k = 0; k < d; k += Panel)
        {
            // Up to four columns one after the other, among themselves; then all of them from every later row, which is loaded and stored once.
            var end = Math.Min(k + Panel, d);
            for (var c = k; c < end; c++)
            {
                var row = upper + (long)c * stride;
                var pivot = row[c];
                if (!(pivot > 0) || !double.IsFinite(pivot)) return false;
                diagonal[c] = Math.Sqrt(pivot);
                var root = T.All(diagonal[c]);
                for (var j = c & -T.Count; j < d; j += T.Count) (T.Load(row + j) / root).Store(row + j);
                for (var i = c + 1; i < end; i++) Subtract<T>(row, upper + (long)i * stride, i, d);
            }

            for (var i = end; i < d; i++) SubtractPanel<T>(upper + (long)k * stride, stride, upper + (long)i * stride, i, d);
        }

        return true;
    }

    // Row i loses what the column has of it.
    private static void Subtract<T>(double* row, double* target, int i, int d) where T : struct, ILanes<T>
    {
        var minus = T.All(-row[i]);
        for (var j = i & -T.Count; j < d; j += T.Count) T.Fma(minus, T.Load(row + j), T.Load(target + j)).Store(target + j);
    }

    private static void SubtractPanel<T>(double* row0, int stride, double* target, int i, int d) where T : struct, ILanes<T>
    {
        double* row1 = row0 + stride, row2 = row1 + stride, row3 = row2 + stride;
        T minus0 = T.All(-row0[i]), minus1 = T.All(-row1[i]), minus2 = T.All(-row2[i]), minus3 = T.All(-row3[i]);
        for (var j = i & -T.Count; j < d; j += T.Count)
        {
            var entry = T.Fma(minus0, T.Load(row0 + j), T.Load(target + j));
            entry = T.Fma(minus1, T.Load(row1 + j), entry);
            entry = T.Fma(minus2, T.Load(row2 + j), entry);
            T.Fma(minus3, T.Load(row3 + j), entry).Store(target + j);
        }
    }

    private static void Unpack(double* packed, int d, double* upper, int stride)
    {
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++) upper[(long)j * stride + i] = *packed++;
        }
    }

    private static void Pack(double* upper, int d, int stride, double* diagonal, double* packed)
    {
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < i; j++) *packed++ = upper[(long)j * stride + i];
            *packed++ = diagonal[i];
        }
    }

    /// <summary>Solves LLᵀx = b in place.</summary>
    /// <param name="factor">What <see cref="TryFactor(Span{double}, int)"/> left, length d(d+1)/2.</param>
    /// <param name="rightHandSide">Length d: b in, x out.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Solve(ReadOnlySpan<double> factor, int d, Span<double> rightHandSide)
    {
        SolveLower(factor, d, rightHandSide);
        SolveUpper(factor, d, rightHandSide);
    }

    /// <summary>Solves Lᵀx = b in place.</summary>
    /// <param name="factor">Length d(d+1)/2.</param>
    /// <param name="rightHandSide">Length d: b in, x out.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void SolveUpper(ReadOnlySpan<double> factor, int d, Span<double> rightHandSide)
    {
        Require.Length(factor.Length, Gram.PackedLength(d), nameof(factor));
        Require.Length(rightHandSide.Length, d, nameof(rightHandSide));
        fixed (double* l = factor, x = rightHandSide)
        {
            if (Lanes512.IsSupported) SolveUpper<Lanes512>(l, d, x);
            else if (Lanes256.IsSupported) SolveUpper<Lanes256>(l, d, x);
            else SolveUpper<Lane>(l, d, x);
        }
    }

    private static void SolveUpper<T>(double* factor, int d, double* x) where T : struct, ILanes<T>
    {
        var row = factor + (long)d * (d - 1) / 2;
        for (var i = d - 1; i >= 0; row -= i--)
        {
            x[i] /= row[i];
            Kernels.Axpy<T>(-x[i], row, x, i);
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
        fixed (double* l = factor, x = rightHandSide)
        {
            if (Lanes512.IsSupported) SolveLower<Lanes512>(l, d, x);
            else if (Lanes256.IsSupported) SolveLower<Pair<Lanes256>>(l, d, x);
            else SolveLower<EightPlain>(l, d, x);
        }
    }

    private static void SolveLower<T>(double* factor, int d, double* x) where T : struct, ILanes<T>
    {
        var row = factor;
        for (var i = 0; i < d; row += ++i) x[i] = (x[i] - Reduction.Of<T, Reduction.Product>(row, x, i)) / row[i];
    }

    /// <summary>result = L·z: a standard normal z becomes one with covariance LLᵀ. For many rows there is <see cref="LowerMap"/>.</summary>
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
