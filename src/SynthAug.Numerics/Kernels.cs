namespace SynthAug.Numerics;

/// <summary>
/// Sums, products and distances with the same bits on every CPU. A sum over coordinates runs in eight fixed lanes (entry j goes to lane
/// j mod 8, one fused multiply-add each, the last group padded with zeros), and the lanes fold 8 → 4 → 2 → 1, lower half plus upper half.
/// Nothing here allocates.
/// </summary>
public static class Kernels
{
    private const int Lanes = 8;

    /// <summary>Σ aᵢbᵢ; 0 for empty spans.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Require.SameLength(a.Length, b.Length);
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        for (var i = 0; i < a.Length; i++) lanes[i % Lanes] = Math.FusedMultiplyAdd(a[i], b[i], lanes[i % Lanes]);
        return Fold(lanes);
    }

    /// <summary>Σ (aᵢ − bᵢ)²; the same bits with a and b exchanged.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double SquaredDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Require.SameLength(a.Length, b.Length);
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        for (var i = 0; i < a.Length; i++)
        {
            var difference = a[i] - b[i];
            lanes[i % Lanes] = Math.FusedMultiplyAdd(difference, difference, lanes[i % Lanes]);
        }

        return Fold(lanes);
    }

    /// <summary>Squared Euclidean distances from one query to every row: each the bits of <see cref="SquaredDistance"/>.</summary>
    /// <param name="query">Length d.</param>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="distances">Length n; written. NaN in a row gives NaN here only.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void SquaredDistances(ReadOnlySpan<double> query, ReadOnlyRows rows, Span<double> distances)
    {
        Require.Length(query.Length, rows.Dimension, nameof(query));
        Require.Length(distances.Length, rows.Count, nameof(distances));
        for (var i = 0; i < rows.Count; i++) distances[i] = SquaredDistance(query, rows[i]);
    }

    /// <summary>y ← αx + y, one fused multiply-add an entry.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Axpy(double alpha, ReadOnlySpan<double> x, Span<double> y)
    {
        Require.SameLength(x.Length, y.Length);
        for (var i = 0; i < x.Length; i++) y[i] = Math.FusedMultiplyAdd(alpha, x[i], y[i]);
    }

    /// <summary>Σ xᵢ; 0 for an empty span.</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        Span<double> lanes = stackalloc double[Lanes];
        lanes.Clear();
        for (var i = 0; i < x.Length; i++) lanes[i % Lanes] += x[i];
        return Fold(lanes);
    }

    /// <summary>scoreᵢ = rowᵢᵀw + intercept: the bits of <see cref="Dot"/>, then one addition.</summary>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <param name="w">Length d.</param>
    /// <param name="scores">Length n; written.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void MatVec(ReadOnlyRows rows, ReadOnlySpan<double> w, double intercept, Span<double> scores)
    {
        Require.Length(w.Length, rows.Dimension, nameof(w));
        Require.Length(scores.Length, rows.Count, nameof(scores));
        for (var i = 0; i < rows.Count; i++) scores[i] = Dot(rows[i], w) + intercept;
    }

    private static double Fold(ReadOnlySpan<double> l) => ((l[0] + l[4]) + (l[2] + l[6])) + ((l[1] + l[5]) + (l[3] + l[7]));
}
