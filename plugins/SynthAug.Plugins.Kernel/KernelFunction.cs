using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>c + Σ aⱼk(landmarkⱼ, x), owning its numbers. A path refills the same objects: their memory only grows.</summary>
internal sealed class KernelFunction : IModel
{
    /// <summary>Kernel values that stay in the first-level cache between the map and the products.</summary>
    private const int ChunkValues = 4096;

    private double[] _landmarks = [], _dual = [];
    private int _count, _dimension;
    private double _scale, _intercept;

    public ScoreScale Scale => ScoreScale.LogOdds;

    private ReadOnlySpan<double> Dual => _dual.AsSpan(0, _count);

    private ReadOnlyRows Landmarks => new(_landmarks.AsSpan(0, _count * _dimension), _dimension);

    /// <summary>Takes f = wᵀz + c.</summary>
    /// <param name="theta">c, then w: length r + 1.</param>
    public void Take(KernelBasis basis, ReadOnlySpan<double> theta)
    {
        var landmarks = basis.Landmarks;
        (_count, _dimension, _scale, _intercept) = (basis.Rank, landmarks.Dimension, basis.Scale, theta[0]);
        if (_landmarks.Length < landmarks.Values.Length) _landmarks = new double[landmarks.Values.Length];
        if (_dual.Length < _count) _dual = new double[_count];
        landmarks.Values.CopyTo(_landmarks);
        theta[1..].CopyTo(_dual);
        basis.ToDual(_dual.AsSpan(0, _count));
    }

    public void Score(ReadOnlyRows rows, Span<double> scores) => ScoreAll([this], rows, scores);

    /// <summary>Functions × rows, row-major, one pass of kernel values for all: each row of it has the bits of the function's own scores.</summary>
    /// <param name="functions">At least one; all on the landmarks of the first.</param>
    public static void ScoreAll(ReadOnlySpan<KernelFunction> functions, ReadOnlyRows rows, Span<double> scores)
    {
        var first = functions[0];
        Refuse.OtherDimension(rows.Dimension, first._dimension, "scored");
        if (scores.Length != functions.Length * rows.Count)
            throw new ArgumentException($"There is room for {scores.Length} scores; {functions.Length} × {rows.Count} rows are asked for.", nameof(scores));
        var chunk = Math.Max(1, ChunkValues / first._count);
        // Products go eight rows at a time.
        if (chunk > 8) chunk &= ~7;
        var length = chunk * first._count;
        var buffer = length <= ChunkValues ? stackalloc double[length] : new double[length];
        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start));
            var values = buffer[..(part.Count * first._count)];
            RadialKernel.Values(part, first.Landmarks, first._scale, values);
            for (var i = 0; i < functions.Length; i++)
            {
                var function = functions[i];
                Kernels.MatVec(new(values, first._count), function.Dual, function._intercept, scores.Slice(i * rows.Count + start, part.Count));
            }
        }
    }
}
