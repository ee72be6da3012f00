using System.Buffers;
using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>c + Σ aⱼk(landmarkⱼ, x), owning its numbers. A path refills the same objects: their memory only grows.</summary>
internal sealed class KernelFunction : IModel
{
    private double[] _landmarks = [], _dual = [];
    private int _count, _dimension;
    private double _scale, _intercept;

    public ScoreScale Scale => ScoreScale.LogOdds;

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
        basis.ToDual(theta[1..], _dual.AsSpan(0, _count));
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
        var (r, d) = (first._count, first._dimension);
        // Kernel values stay in the first-level cache up to rank 128, in the second up to some thousand.
        var chunk = r <= 512 ? 32 : 16;
        // A model may be read by several threads, so the scratch is not its own.
        var scratch = ArrayPool<double>.Shared.Rent(functions.Length * r + chunk * (d + r));
        var duals = scratch.AsSpan(0, functions.Length * r);
        var turned = scratch.AsSpan(duals.Length, chunk * d);
        var values = scratch.AsSpan(duals.Length + turned.Length, chunk * r);
        for (var i = 0; i < functions.Length; i++)
        {
            functions[i]._dual.AsSpan(0, r).CopyTo(duals[(i * r)..]);
            scores.Slice(i * rows.Count, rows.Count).Fill(functions[i]._intercept);
        }

        for (var start = 0; start < rows.Count; start += chunk)
        {
            var part = rows.Slice(start, Math.Min(chunk, rows.Count - start));
            Columns.Transpose(part, turned, chunk);
            RadialKernel.Values(turned, chunk, part.Count, first.Landmarks, first._scale, 1, values);
            Columns.AddProducts(values, chunk, part.Count, new(duals, r), r, scores[start..], rows.Count);
        }

        ArrayPool<double>.Shared.Return(scratch);
    }
}
