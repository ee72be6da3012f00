namespace SynthAug.Numerics;

/// <summary>Where sums stop on their way: after End(cut) rows they are written to Target(cut), and after all rows back to where they came from.</summary>
/// <param name="sums">Where they come from.</param>
/// <param name="count">How many cuts lie on the way.</param>
/// <param name="rows">All of them.</param>
internal readonly unsafe struct PrefixCuts(double* sums, int rows, int* ends, int count, double* snapshots, int length)
{
    public double* Sums { get; } = sums;

    public int Count { get; } = count;

    public int End(int cut) => cut < Count ? ends[cut] : rows;

    public double* Target(int cut) => cut < Count ? snapshots + (long)cut * length : Sums;
}

/// <summary>A tile's place in the sums.</summary>
/// <param name="Row">First row of the triangle.</param>
/// <param name="Column">First column.</param>
/// <param name="Stride">From a row of the sums to the next.</param>
/// <param name="Own">From the tile's first sum to its columns' own; 0 where another tile adds them.</param>
internal readonly record struct PrefixPlace(int Row, int Column, int Stride, int Own)
{
    public int Offset { get; } = Row * Stride + Column;
}
