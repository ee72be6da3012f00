using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

/// <summary>
/// Rows z ↦ shift + L·z, L lower triangular: standard normal rows become rows with covariance LLᵀ. An entry is one chain of fused multiply-adds from
/// its shift over z₀, z₁ … up to the end of its group of eight columns, where L has zeros: NaN and infinities spread that far.
/// </summary>
public sealed unsafe class LowerMap
{
    // Eight outputs side by side, eight rows under each other: eight chains, and one load of L serves eight products.
    private const int Group = 8, Tile = 8;

    // Up to d = 64 the rows that are overwritten are kept on the stack.
    private const int StackLength = 512;

    private readonly int _d;

    // Group after group of eight rows of L, each column by column as far as its last row goes; then the shift, padded.
    private readonly double[] _columns, _shift;

    /// <param name="factor">The packed lower triangle (entry (i, j), j ≤ i, at i(i+1)/2 + j), length d(d+1)/2.</param>
    /// <param name="shift">Length d.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public LowerMap(ReadOnlySpan<double> factor, ReadOnlySpan<double> shift)
    {
        _d = shift.Length;
        Require.Length(factor.Length, Gram.PackedLength(_d), nameof(factor));
        var groups = (_d + Group - 1) / Group;
        _shift = new double[groups * Group];
        shift.CopyTo(_shift);
        _columns = new double[Start(groups)];
        for (int i = 0, row = 0; i < _d; row += ++i)
        {
            for (var j = 0; j <= i; j++) _columns[Start(i / Group) + Group * j + i % Group] = factor[row + j];
        }
    }

    /// <param name="rows">n × d, in place; n may be 0.</param>
    /// <exception cref="ArgumentException">The dimension is another.</exception>
    public void Apply(Rows rows)
    {
        Require.Length(rows.Dimension, _d, nameof(rows));
        if (Lanes512.IsSupported) Apply<Lanes512>(rows);
        else if (Lanes256.IsSupported) Apply<Lanes256>(rows);
        else Apply<Lane>(rows);
    }

    [SkipLocalsInit]
    internal void Apply<T>(Rows rows) where T : struct, ILanes<T>
    {
        var kept = Tile * _d <= StackLength ? stackalloc double[StackLength] : new double[Tile * _d];
        fixed (double* columns = _columns, shift = _shift, all = rows.Values, z = kept)
        {
            var first = 0;
            if (T.Count == Group && _d is >= LowerMapBlock.LeastColumns and <= LowerMapBlock.MostColumns)
            {
                for (; first + Tile <= rows.Count; first += Tile) LowerMapBlock.Apply<T>(columns, shift, all + (long)first * _d, _d);
            }

            for (; first < rows.Count; first += Tile)
            {
                var at = all + (long)first * _d;
                var count = Math.Min(Tile, rows.Count - first);
                new ReadOnlySpan<double>(at, count * _d).CopyTo(kept);
                for (var l = 0; l < _d; l += T.Count)
                {
                    var from = columns + Start(l / Group) + l % Group;
                    var depth = Math.Min(_d, (l & -Group) + Group);
                    if (count == Tile) EightRows<T>(from, depth, z, _d, T.Load(shift + l), at + l, _d - l);
                    else OneByOne<T>(from, depth, z, _d, count, T.Load(shift + l), at + l, _d - l);
                }
            }
        }
    }

    // Where the columns of a group begin: the groups before it are 8, 16, … columns long.
    private static int Start(int group) => Group * Group * group * (group + 1) / 2;

    private static void EightRows<T>(double* columns, int depth, double* z, nint d, T shift, double* to, int width) where T : struct, ILanes<T>
    {
        T s0 = shift, s1 = shift, s2 = shift, s3 = shift, s4 = shift, s5 = shift, s6 = shift, s7 = shift;
        double* z4 = z + 4 * d, end = z + depth;
        for (; z < end; z++, z4++, columns += Group)
        {
            var l = T.Load(columns);
            s0 = T.Fma(l, T.AllAt(z), s0);
            s1 = T.Fma(l, T.AllAt(z + d), s1);
            s2 = T.Fma(l, T.AllAt(z + 2 * d), s2);
            s3 = T.Fma(l, T.AllAt(z + 3 * d), s3);
            s4 = T.Fma(l, T.AllAt(z4), s4);
            s5 = T.Fma(l, T.AllAt(z4 + d), s5);
            s6 = T.Fma(l, T.AllAt(z4 + 2 * d), s6);
            s7 = T.Fma(l, T.AllAt(z4 + 3 * d), s7);
        }

        Store(s0, to, width);
        Store(s1, to + d, width);
        Store(s2, to + 2 * d, width);
        Store(s3, to + 3 * d, width);
        Store(s4, to + 4 * d, width);
        Store(s5, to + 5 * d, width);
        Store(s6, to + 6 * d, width);
        Store(s7, to + 7 * d, width);
    }

    private static void OneByOne<T>(double* columns, int depth, double* z, nint d, int count, T shift, double* to, int width) where T : struct, ILanes<T>
    {
        for (var row = 0; row < count; row++, z += d, to += d)
        {
            var sum = shift;
            for (var j = 0; j < depth; j++) sum = T.Fma(T.AllAt(z + j), T.Load(columns + Group * j), sum);
            Store(sum, to, width);
        }
    }

    // A masked store costs several whole ones.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T sum, double* to, int width) where T : struct, ILanes<T>
    {
        if (width >= T.Count) sum.Store(to);
        else sum.StoreMasked(to, T.FirstLanes(width));
    }
}
