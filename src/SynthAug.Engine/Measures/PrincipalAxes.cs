using SynthAug.Numerics;

namespace SynthAug.Engine.Measures;

/// <summary>
/// The two directions in which rows vary most, for a look at where synthetic rows fall. Found by subspace iteration on the d × d covariance with a small Jacobi solve in each
/// round (Golub and Van Loan, Matrix Computations, §8.2.4 and §8.5): additions, products, quotients and roots in a fixed order, so the same rows give the same bits anywhere.
/// </summary>
public sealed class PrincipalAxes
{
    // A block wider than the two that are wanted converges by the gap to the ninth value, not to the third.
    private const int Block = 8, MostRounds = 300;

    // Of a picture whose dots are two px wide.
    private const double Tolerance = 1e-9;

    private readonly double[] _mean, _first, _second;

    private PrincipalAxes(double[] mean, double[] first, double[] second, double firstShare, double secondShare)
    {
        (_mean, _first, _second) = (mean, first, second);
        (FirstShare, SecondShare) = (firstShare, secondShare);
    }

    /// <summary>Share of the total variance along the first axis; 0 when nothing varies.</summary>
    public double FirstShare { get; }

    /// <summary>Share along the second; 0 with one column.</summary>
    public double SecondShare { get; }

    /// <summary>Unit length, or 0 when nothing varies; its largest entry by size is positive. Length d.</summary>
    public ReadOnlySpan<double> First => _first;

    /// <summary>As <see cref="First"/>; 0 when nothing varies across it.</summary>
    public ReadOnlySpan<double> Second => _second;

    /// <param name="majority">n0 × d, in units that may be compared: standardised columns.</param>
    /// <param name="minority">n1 × d; n0 + n1 ≥ 1.</param>
    public static PrincipalAxes Of(ReadOnlyRows majority, ReadOnlyRows minority)
    {
        var (d, n) = (majority.Dimension, majority.Count + minority.Count);
        ArgumentOutOfRangeException.ThrowIfZero(n);
        var mean = new double[d];
        Gram.AddMoment(majority, mean);
        Gram.AddMoment(minority, mean);
        for (var j = 0; j < d; j++) mean[j] /= n;
        var packed = new double[Gram.PackedLength(d)];
        Gram.Add(majority, packed);
        Gram.Add(minority, packed);
        var covariance = new double[d, d];
        double total = 0;
        for (int i = 0, at = 0; i < d; i++)
        {
            for (var j = 0; j <= i; j++, at++) covariance[i, j] = covariance[j, i] = packed[at] / n - mean[i] * mean[j];
            total += covariance[i, i];
        }

        var (values, vectors) = Leading(covariance, d);
        // Rounding leaves dust where nothing varies.
        bool Varies(int k) => k < values.Length && values[k] > 1e-12 * total;
        double[] Axis(int k) => Varies(k) ? Oriented(vectors, k) : new double[d];
        double Share(int k) => Varies(k) ? values[k] / total : 0;
        return new(mean, Axis(0), Axis(1), Share(0), Share(1));
    }

    /// <summary>Coordinates of a row, in the units of the rows.</summary>
    /// <param name="row">Length d.</param>
    public (double First, double Second) Project(ReadOnlySpan<double> row)
    {
        double x = 0, y = 0;
        for (var j = 0; j < _mean.Length; j++)
        {
            x += (row[j] - _mean[j]) * _first[j];
            y += (row[j] - _mean[j]) * _second[j];
        }

        return (x, y);
    }

    // Up to Block leading eigenvalues, descending, and their vectors as columns.
    private static (double[] Values, double[,] Vectors) Leading(double[,] matrix, int d)
    {
        var width = Math.Min(d, Block);
        var basis = new double[d, width];
        // A start in general position; the whole space needs none.
        for (var i = 0; i < d; i++)
            for (var k = 0; k < width; k++)
                basis[i, k] = d == width ? i == k ? 1 : 0 : unchecked((uint)(i * 2654435761L + k * 40503L + 12345) * 747796405u >> 8) / (double)(1 << 24) - 0.5;
        Orthonormalise(basis);

        var (values, ritz) = Ritz(matrix, basis);
        for (var round = 0; round < MostRounds && d > width; round++)
        {
            basis = Product(matrix, ritz);
            Orthonormalise(basis);
            var before = values;
            (values, ritz) = Ritz(matrix, basis);
            if (Math.Abs(values[0] - before[0]) + Math.Abs(values[1] - before[1]) <= Tolerance * values[0]) break;
        }

        return (values, ritz);
    }

    private static (double[] Values, double[,] Vectors) Ritz(double[,] matrix, double[,] basis)
    {
        var small = Product(Transposed(basis), Product(matrix, basis));
        var rotations = Jacobi(small);
        var width = basis.GetLength(1);
        var order = Descending(small);
        var rotated = Product(basis, rotations);
        var (values, sorted) = (new double[width], new double[basis.GetLength(0), width]);
        for (var k = 0; k < width; k++)
        {
            values[k] = small[order[k], order[k]];
            for (var i = 0; i < sorted.GetLength(0); i++) sorted[i, k] = rotated[i, order[k]];
        }

        return (values, sorted);
    }

    // Places on the diagonal, the largest entry first; of equal ones the earlier.
    private static int[] Descending(double[,] matrix)
    {
        var order = new int[matrix.GetLength(0)];
        for (var k = 0; k < order.Length; k++)
        {
            var at = k;
            for (; at > 0 && matrix[k, k] > matrix[order[at - 1], order[at - 1]]; at--) order[at] = order[at - 1];
            order[at] = k;
        }

        return order;
    }

    // Makes the symmetric matrix diagonal in place; returns the eigenvectors as columns.
    private static double[,] Jacobi(double[,] a)
    {
        const int sweeps = 30;
        var n = a.GetLength(0);
        var v = new double[n, n];
        for (var i = 0; i < n; i++) v[i, i] = 1;
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            var moved = false;
            for (var p = 0; p < n - 1; p++)
            {
                for (var q = p + 1; q < n; q++)
                {
                    // An entry that no longer changes its diagonal is 0.
                    if (Math.Abs(a[p, q]) <= 1e-16 * Math.Sqrt(Math.Abs(a[p, p] * a[q, q]))) continue;
                    moved = true;
                    Rotate(a, v, p, q);
                }
            }

            if (!moved) break;
        }

        return v;
    }

    private static void Rotate(double[,] a, double[,] v, int p, int q)
    {
        var theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < a.GetLength(0); k++) (a[k, p], a[k, q]) = (c * a[k, p] - s * a[k, q], s * a[k, p] + c * a[k, q]);
        for (var k = 0; k < a.GetLength(0); k++) (a[p, k], a[q, k]) = (c * a[p, k] - s * a[q, k], s * a[p, k] + c * a[q, k]);
        for (var k = 0; k < a.GetLength(0); k++) (v[k, p], v[k, q]) = (c * v[k, p] - s * v[k, q], s * v[k, p] + c * v[k, q]);
    }

    // Gram and Schmidt, twice for the digits that the first pass loses; a column that depends on those before it becomes 0.
    private static void Orthonormalise(double[,] basis)
    {
        var (d, width) = (basis.GetLength(0), basis.GetLength(1));
        for (var k = 0; k < width; k++)
        {
            var length = Length(basis, k);
            for (var pass = 0; pass < 2; pass++)
            {
                for (var other = 0; other < k; other++)
                {
                    double along = 0;
                    for (var i = 0; i < d; i++) along += basis[i, k] * basis[i, other];
                    for (var i = 0; i < d; i++) basis[i, k] -= along * basis[i, other];
                }
            }

            var left = Length(basis, k);
            for (var i = 0; i < d; i++) basis[i, k] = left > 1e-12 * length ? basis[i, k] / left : 0;
        }
    }

    private static double Length(double[,] basis, int k)
    {
        double sum = 0;
        for (var i = 0; i < basis.GetLength(0); i++) sum += basis[i, k] * basis[i, k];
        return Math.Sqrt(sum);
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var result = new double[a.GetLength(0), b.GetLength(1)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var k = 0; k < a.GetLength(1); k++)
                for (var j = 0; j < b.GetLength(1); j++) result[i, j] += a[i, k] * b[k, j];
        return result;
    }

    private static double[,] Transposed(double[,] a)
    {
        var result = new double[a.GetLength(1), a.GetLength(0)];
        for (var i = 0; i < a.GetLength(0); i++)
            for (var j = 0; j < a.GetLength(1); j++) result[j, i] = a[i, j];
        return result;
    }

    // Column k, its largest entry by size positive.
    private static double[] Oriented(double[,] vectors, int k)
    {
        var axis = new double[vectors.GetLength(0)];
        var largest = 0.0;
        for (var i = 0; i < axis.Length; i++)
        {
            axis[i] = vectors[i, k];
            if (Math.Abs(axis[i]) > Math.Abs(largest)) largest = axis[i];
        }

        if (largest < 0)
            foreach (ref var entry in axis.AsSpan()) entry = -entry;
        return axis;
    }
}
