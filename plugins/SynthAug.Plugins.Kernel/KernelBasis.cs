using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>
/// Coordinates on landmarks (<see cref="KernelPivots"/>). With L the Cholesky factor of their kernel matrix, z(x) = L⁻¹k(landmarks, x) are
/// coordinates of the projection of k(x, ·) on their span: f = wᵀz has ‖f‖ = ‖w‖, and ‖z(x)‖² ≤ k(x, x) = 1. L⁻¹ is kept whole, so that many rows are
/// mapped by one matrix product. Memory only grows.
/// </summary>
internal sealed class KernelBasis
{
    // Rows mapped at a time, and lanes of coordinates: what a tile of the product reads stays in the first-level cache.
    private const int ChunkRows = 32, StripLanes = 16;

    private readonly KernelPivots _pivots = new();
    private double[] _turnedLandmarks = [], _inverse = [], _turnedInverse = [], _kernel = [], _row = [];

    /// <summary>r.</summary>
    public int Rank => _pivots.Rank;

    public double Scale { get; private set; }

    /// <summary>r × d.</summary>
    public ReadOnlyRows Landmarks => _pivots.Landmarks;

    private int Stride => Columns.Padded(Rank);

    /// <param name="rows">n × d, n ≥ 1: the rows to choose from.</param>
    /// <param name="most">Most landmarks.</param>
    /// <param name="tolerance">Mean residual at which fewer do.</param>
    public void Choose(ReadOnlyRows rows, double scale, int most, double tolerance)
    {
        most = Math.Min(most, rows.Count);
        Scale = scale;
        Grow(ref _inverse, checked(Columns.Padded(most) * Columns.Padded(most)));
        Grow(ref _row, most);
        _pivots.Choose(rows, scale, most, tolerance, _inverse);
        Invert(Columns.Padded(most));
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
                Columns.AddProducts(_turnedInverse.AsSpan(t), width, Math.Min(StripLanes, r - t), values, Math.Min(t + StripLanes, r), target[(1 + t)..], stride);
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

    // L⁻¹ row by row: row t of it is (eₜ − Σ Lₜₛ·row s)/Lₜₜ. It takes the place of L, whose rows are as long or longer.
    private void Invert(int factorStride)
    {
        var (r, width) = (Rank, Stride);
        for (var t = 0; t < r; t++)
        {
            _inverse.AsSpan(t * factorStride, t).CopyTo(_row);
            var row = _inverse.AsSpan(t * width, width);
            row.Clear();
            if (t > 0) Columns.AddProducts(_inverse, width, t, new(_row.AsSpan(0, t), t), t, row, width);
            row[t] = 1;
            for (var s = 0; s <= t; s++) row[s] /= _pivots.Roots[t];
        }

        Grow(ref _turnedLandmarks, Landmarks.Dimension * width);
        Columns.Transpose(Landmarks, _turnedLandmarks, width);
        Grow(ref _turnedInverse, width * width);
        Columns.Transpose(new(_inverse.AsSpan(0, r * width), width), _turnedInverse, width);
    }

    private static void Grow(ref double[] array, int length)
    {
        if (array.Length < length) array = new double[length];
    }
}
