using SynthAug.Numerics;

namespace SynthAug.Plugins.Kernel;

/// <summary>Rows z = ±(1, features) and their weights: a minority row is negated, so no label is read. Memory only grows.</summary>
internal sealed unsafe class FeatureRows
{
    private double[] _features = [], _weights = [];
    private int _offset;

    public int Count { get; private set; }

    public int Parameters { get; private set; }

    /// <summary>Numbers a row: the parameters, and zeros up to whole vectors.</summary>
    public int Stride => Columns.Padded(Parameters);

    public ReadOnlyRows Between(int first, int end) => new(_features.AsSpan(_offset + first * Stride, (end - first) * Stride), Stride);

    public ReadOnlySpan<double> Weights(int first, int end) => _weights.AsSpan(first, end - first);

    public void Clear() => (Count, Parameters) = (0, 0);

    /// <summary>Keeps the first rows.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Makes room for one row a weight; the caller fills their features, of the same number in every call since <see cref="Clear"/>.</summary>
    /// <returns>Rows of <see cref="Stride"/> numbers.</returns>
    public Span<double> Append(int parameters, ReadOnlySpan<double> weights)
    {
        Parameters = parameters;
        var (first, count) = (Count, Count + weights.Length);
        Reserve(checked(count * Stride));
        if (_weights.Length < count) Array.Resize(ref _weights, Math.Max(count, 2 * _weights.Length));
        weights.CopyTo(_weights.AsSpan(first));
        Count = count;
        return _features.AsSpan(_offset + first * Stride, weights.Length * Stride);
    }

    // Pinned, so that rows can begin at whole cache lines: a vector across two of them is read twice.
    private void Reserve(int length)
    {
        if (_features.Length >= length + 8) return;
        var grown = GC.AllocateUninitializedArray<double>(Math.Max(length + 8, (int)Math.Min(2L * _features.Length, Array.MaxLength)), pinned: true);
        int offset;
        fixed (double* start = grown) offset = (int)(-(nint)start & 63) / sizeof(double);
        _features.AsSpan(_offset, Math.Min(Count * Stride, Math.Max(0, _features.Length - _offset))).CopyTo(grown.AsSpan(offset));
        (_features, _offset) = (grown, offset);
    }
}
