using SynthAug.Numerics;

namespace SynthAug.Plugins.Linear;

/// <summary>Cholesky that also says no to a matrix that is singular up to rounding, and which column is to blame.</summary>
internal static class NormalMatrix
{
    /// <summary>
    /// A column counts as a combination of those before it when no more than this share of its sum of squares is its own: sums over rows
    /// carry relative errors of some 1e-15, so its coefficient would have hardly a correct digit.
    /// </summary>
    public const double OwnShare = 1e-12;

    /// <summary>factor = the Cholesky factor of A.</summary>
    /// <param name="matrix">Packed lower triangle of A, length p(p+1)/2.</param>
    /// <param name="factor">Length p(p+1)/2; undefined when the answer is not −1.</param>
    /// <param name="squares">Length p: the sums of squares that pivots are measured against.</param>
    /// <returns>−1, or the first column that is a combination of those before it.</returns>
    public static int Factor(ReadOnlySpan<double> matrix, Span<double> factor, ReadOnlySpan<double> squares)
    {
        var p = squares.Length;
        var known = p;
        matrix.CopyTo(factor);
        if (!Cholesky.TryFactor(factor, p))
        {
            // Leading minors are prefixes of the packed form: the largest that factors ends before the column at fault.
            do
            {
                known--;
                matrix.CopyTo(factor);
            }
            while (!Cholesky.TryFactor(factor[..Gram.PackedLength(known)], known));
        }

        for (int i = 0, at = 0; i < known; at += ++i + 1)
        {
            if (factor[at] * factor[at] <= OwnShare * squares[i]) return i;
        }

        return known < p ? known : -1;
    }
}
