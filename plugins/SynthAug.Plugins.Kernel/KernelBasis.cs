using SynthAug.Lanes;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// Landmarks by pivoted Cholesky: each next one is the candidate whose k(x, ·) is worst explained by those before it, the first of equals. With
/// L the Cholesky factor of the landmarks' kernel matrix, z(x) = L⁻¹k(landmarks, x) are coordinates of the projection of k(x, ·) on their
/// span: f = wᵀz has ‖f‖ = ‖w‖, and ‖z(x)‖² ≤ k(x, x) = 1. L⁻¹ is kept whole, so that many rows are mapped by one matrix product. Memory only grows.
/// </summary>
internal sealed unsafe class KernelBasis
{
    /// <summary>What is left of k(x, x) = 1 below this is rounding: no further landmark is taken.</summary>
    public const double Floor = 1e-13;

    // Rows mapped at a time, and lanes of coordinates: what a tile of the product reads stays in the first-level cache.
    private const int ChunkRows = 32, StripLanes = 16;

    private double[] _turned = [], _columns = [], _residuals = [], _landmarks = [], _turnedLandmarks = [], _inverse = [], _kernel = [], _row = [];
    private int[] _pivots = [];
    private int _dimension;

    /// <summary>r.</summary>
    public int Rank { get; private set; }

    public double Scale { get; private set; }

    /// <summary>r × d.</summary>
    public ReadOnlyRows Landmarks => new(_landmarks.AsSpan(0, Rank * _dimension), _dimension);

    private int Stride => Columns.Padded(Rank);

    /// <param name="rows">n × d, n ≥ 1: the rows to choose from.</param>
    /// <param name="most">Most landmarks.</param>
    /// <param name="tolerance">Mean residual at which fewer do.</param>
    public void Choose(ReadOnlyRows rows, double scale, int most, double tolerance)
    {
        var n = rows.Count;
        most = Math.Min(most, n);
        (_dimension, Scale, Rank) = (rows.Dimension, scale, 0);
        var stride = Columns.Padded(n);
        Grow(ref _turned, _dimension * stride);
        Grow(ref _columns, checked(Columns.Padded(most) * stride));
        Grow(ref _residuals, n);
        Grow(ref _row, most);
        if (_pivots.Length < most) _pivots = new int[most];
        Columns.Transpose(rows, _turned, stride);
        var residuals = _residuals.AsSpan(0, n);
        residuals.Fill(1);
        while (Rank < most)
        {
            var pivot = IndexOfLargest(residuals);
            if (Rank > 0 && (residuals[pivot] <= Floor || Kernels.Sum(residuals) <= tolerance * n)) break;
            var column = _columns.AsSpan(Rank * stride, stride);
            RadialKernel.Values(_turned, stride, n, rows.Slice(pivot, 1), scale, 1, column);
            if (Rank > 0)
            {
                for (var t = 0; t < Rank; t++) _row[t] = -_columns[t * stride + pivot];
                Columns.AddProducts(_columns, stride, n, new(_row.AsSpan(0, Rank), Rank), Rank, column, stride);
            }

            var root = Math.Sqrt(residuals[pivot]);
            Deflate(column[..n], residuals, root);
            column[pivot] = root;
            residuals[pivot] = 0;
            _pivots[Rank++] = pivot;
        }

        Keep(rows, stride);
    }

    /// <summary>sign·(1, z(x)) for each row.</summary>
    /// <param name="features">n rows of 1 + r numbers and zeros up to the stride; written.</param>
    /// <param name="stride">At least r + 1.</param>
    public void Map(ReadOnlyRows rows, double sign, Span<double> features, int stride)
    {
        var (r, width) = (Rank, Stride);
        Grow(ref _kernel, ChunkRows * width);
        for (var start = 0; start < rows.Count; start += ChunkRows)
        {
            var part = rows.Slice(start, Math.Min(ChunkRows, rows.Count - start));
            RadialKernel.Values(_turnedLandmarks, width, r, part, Scale, sign, _kernel);
            var target = features.Slice(start * stride, part.Count * stride);
            target.Clear();
            for (var i = 0; i < part.Count; i++) target[i * stride] = sign;
            // z = L⁻¹k: coordinate t takes the first t + 1 kernel values.
            for (var t = 0; t < r; t += StripLanes)
            {
                var values = new ReadOnlyRows(_kernel.AsSpan(0, part.Count * width), width);
                Columns.AddProducts(_columns.AsSpan(t), width, Math.Min(StripLanes, r - t), values, Math.Min(t + StripLanes, r), target[(1 + t)..], stride);
            }
        }
    }

    /// <summary>The a in f = Σ aⱼk(landmarkⱼ, ·) of f = wᵀz(·), a = L⁻ᵀw: scoring then needs no map.</summary>
    /// <param name="coordinates">w, length r.</param>
    /// <param name="dual">Length r; written.</param>
    public void ToDual(ReadOnlySpan<double> coordinates, Span<double> dual)
    {
        dual.Clear();
        Columns.AddProducts(_inverse, Stride, Rank, new(coordinates, Rank), Rank, dual, Rank);
    }

    // L⁻¹ row by row: row t of it is (eₜ − Σ Lₜₛ·row s)/Lₜₜ.
    private void Keep(ReadOnlyRows rows, int candidateStride)
    {
        var (r, width) = (Rank, Stride);
        Grow(ref _landmarks, r * _dimension);
        Grow(ref _turnedLandmarks, _dimension * width);
        Grow(ref _inverse, width * width);
        for (var t = 0; t < r; t++)
        {
            var pivot = _pivots[t];
            rows[pivot].CopyTo(_landmarks.AsSpan(t * _dimension));
            var row = _inverse.AsSpan(t * width, width);
            row.Clear();
            if (t > 0)
            {
                for (var s = 0; s < t; s++) _row[s] = -_columns[s * candidateStride + pivot];
                Columns.AddProducts(_inverse, width, t, new(_row.AsSpan(0, t), t), t, row, width);
            }

            row[t] = 1;
            var last = _columns[t * candidateStride + pivot];
            for (var s = 0; s <= t; s++) row[s] /= last;
        }

        Columns.Transpose(Landmarks, _turnedLandmarks, width);
        // The candidates' columns are done with: their memory takes L⁻ᵀ, which the map reads.
        Columns.Transpose(new(_inverse.AsSpan(0, r * width), width), _columns, width);
    }

    // column ← column/root; a residual loses the square of its entry.
    private static void Deflate(Span<double> column, Span<double> residuals, double root)
    {
        fixed (double* entries = column, left = residuals)
        {
            if (Lanes512.IsSupported) Deflate<Lanes512>(entries, left, column.Length, root);
            else if (Lanes256.IsSupported) Deflate<Lanes256>(entries, left, column.Length, root);
            else Deflate<Lane>(entries, left, column.Length, root);
        }
    }

    private static void Deflate<T>(double* column, double* residuals, int count, double root) where T : struct, ILanes<T>
    {
        var by = T.All(root);
        for (var i = 0; i < count; i += T.Count)
        {
            var mask = T.FirstLanes(count - i);
            var entry = T.LoadMasked(column + i, mask) / by;
            entry.StoreMasked(column + i, mask);
            var left = T.Fma(Elementary.Negate(entry), entry, T.LoadMasked(residuals + i, mask));
            T.Select(T.LessThan(left, T.All(0)), T.All(0), left).StoreMasked(residuals + i, mask);
        }
    }

    private static int IndexOfLargest(ReadOnlySpan<double> values)
    {
        fixed (double* x = values)
        {
            var largest = Lanes512.IsSupported ? Largest<Lanes512>(x, values.Length)
                : Lanes256.IsSupported ? Largest<Lanes256>(x, values.Length)
                : Largest<Lane>(x, values.Length);
            return values.IndexOf(largest);
        }
    }

    private static double Largest<T>(double* x, int count) where T : struct, ILanes<T>
    {
        var largest = T.All(0);
        for (var i = 0; i < count; i += T.Count)
        {
            var next = T.LoadMasked(x + i, T.FirstLanes(count - i));
            largest = T.Select(T.LessThan(largest, next), next, largest);
        }

        var lanes = stackalloc double[8];
        largest.Store(lanes);
        for (var l = 1; l < T.Count; l++) lanes[0] = Math.Max(lanes[0], lanes[l]);
        return lanes[0];
    }

    private static void Grow(ref double[] array, int length)
    {
        if (array.Length < length) array = new double[length];
    }
}
