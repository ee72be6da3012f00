using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// Landmarks by pivoted Cholesky: each next one is the candidate whose k(x, ·) is worst explained by those before it, the first of equals. With
/// L the Cholesky factor of the landmarks' kernel matrix, z(x) = L⁻¹k(landmarks, x) are coordinates of the projection of k(x, ·) on their
/// span: f = wᵀz has ‖f‖ = ‖w‖, and ‖z(x)‖² ≤ k(x, x) = 1. Memory only grows.
/// </summary>
internal sealed class KernelBasis
{
    /// <summary>What is left of k(x, x) = 1 below this is rounding: no further landmark is taken.</summary>
    public const double Floor = 1e-13;

    private double[] _columns = [], _residuals = [], _landmarks = [], _factor = [];
    private int[] _pivots = [];
    private int _dimension;

    /// <summary>r.</summary>
    public int Rank { get; private set; }

    public double Scale { get; private set; }

    /// <summary>r × d.</summary>
    public ReadOnlyRows Landmarks => new(_landmarks.AsSpan(0, Rank * _dimension), _dimension);

    private ReadOnlySpan<double> Factor => _factor.AsSpan(0, Gram.PackedLength(Rank));

    /// <param name="rows">n × d, n ≥ 1: the rows to choose from.</param>
    /// <param name="most">Most landmarks.</param>
    /// <param name="tolerance">Mean residual at which fewer do.</param>
    public void Choose(ReadOnlyRows rows, double scale, int most, double tolerance)
    {
        var n = rows.Count;
        most = Math.Min(most, n);
        (_dimension, Scale, Rank) = (rows.Dimension, scale, 0);
        if (_columns.Length < checked(most * n)) _columns = new double[most * n];
        if (_residuals.Length < n) _residuals = new double[n];
        if (_pivots.Length < most) _pivots = new int[most];
        var residuals = _residuals.AsSpan(0, n);
        residuals.Fill(1);
        while (Rank < most)
        {
            var pivot = IndexOfLargest(residuals);
            if (Rank > 0 && (residuals[pivot] <= Floor || Kernels.Sum(residuals) <= tolerance * n)) break;
            var column = Column(Rank, n);
            RadialKernel.Values(rows.Slice(pivot, 1), rows, scale, column);
            for (var t = 0; t < Rank; t++) Kernels.Axpy(-_columns[t * n + pivot], Column(t, n), column);
            var root = Math.Sqrt(residuals[pivot]);
            for (var i = 0; i < n; i++)
            {
                var entry = column[i] /= root;
                residuals[i] = Math.Max(0, Math.FusedMultiplyAdd(-entry, entry, residuals[i]));
            }

            column[pivot] = root;
            residuals[pivot] = 0;
            _pivots[Rank++] = pivot;
        }

        Keep(rows);
    }

    /// <summary>sign·(1, z(x)) for each row.</summary>
    /// <param name="features">n × (r + 1); written.</param>
    public void Map(ReadOnlyRows rows, double sign, Span<double> features)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = features.Slice(i * (Rank + 1), Rank + 1);
            RadialKernel.Values(rows.Slice(i, 1), Landmarks, Scale, row[1..]);
            Cholesky.SolveLower(Factor, Rank, row[1..]);
            row[0] = 1;
            if (sign > 0) continue;
            foreach (ref var value in row) value = -value;
        }
    }

    /// <summary>From w in f = wᵀz(·) to the a in f = Σ aⱼk(landmarkⱼ, ·), in place: scoring then needs no solve.</summary>
    public void ToDual(Span<double> coordinates) => Cholesky.SolveUpper(Factor, Rank, coordinates);

    private Span<double> Column(int t, int n) => _columns.AsSpan(t * n, n);

    private void Keep(ReadOnlyRows rows)
    {
        if (_landmarks.Length < Rank * _dimension) _landmarks = new double[Rank * _dimension];
        if (_factor.Length < Gram.PackedLength(Rank)) _factor = new double[Gram.PackedLength(Rank)];
        for (int i = 0, at = 0; i < Rank; i++)
        {
            rows[_pivots[i]].CopyTo(_landmarks.AsSpan(i * _dimension));
            for (var t = 0; t <= i; t++) _factor[at++] = _columns[t * rows.Count + _pivots[i]];
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best]) best = i;
        }

        return best;
    }
}
