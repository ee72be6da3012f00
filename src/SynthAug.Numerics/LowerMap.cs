using SynthAug.Lanes;
using EightPlain = SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Pair<SynthAug.Lanes.Lane>>>;

namespace SynthAug.Numerics;

/// <summary>
/// z ↦ c + Lz, L lower triangular, for many rows at a time: standard normal rows become rows with mean c and covariance LLᵀ. Entry i is one chain of fused
/// multiply-adds over the columns from the left, started from cᵢ: the same bits on every CPU and wherever the rows are cut. Immutable.
/// </summary>
public sealed unsafe class LowerMap
{
    // Lanes of a group run their chains to the group's end, the last terms against zeros.
    private const int Group = 8;

    private readonly int _dimension;
    private readonly int _stride;

    // c, then L by columns, each padded with zeros to whole groups.
    private readonly double[] _columns;

    /// <param name="centre">c, length d.</param>
    /// <param name="factor">Packed lower triangle of L, length d(d+1)/2, as <see cref="Cholesky.TryFactor(Span{double}, int)"/> leaves it.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public LowerMap(ReadOnlySpan<double> centre, ReadOnlySpan<double> factor)
    {
        _dimension = centre.Length;
        _stride = (_dimension + Group - 1) & -Group;
        Require.Length(factor.Length, Gram.PackedLength(_dimension), nameof(factor));
        _columns = new double[checked((_dimension + 1) * _stride)];
        centre.CopyTo(_columns);
        for (int i = 0, at = 0; i < _dimension; i++)
        {
            for (var j = 0; j <= i; j++) _columns[(j + 1) * _stride + i] = factor[at++];
        }
    }

    /// <summary>Maps every row, in place. Allocates nothing.</summary>
    /// <param name="rows">n × d.</param>
    /// <exception cref="ArgumentException">The rows have another dimension.</exception>
    public void Apply(Rows rows)
    {
        Require.Length(rows.Dimension, _dimension, nameof(rows));
        fixed (double* x = rows.Values, columns = _columns)
        {
            if (Lanes512.IsSupported) Apply<Lanes512>(x, rows.Count, columns);
            else if (Lanes256.IsSupported) Apply<Pair<Lanes256>>(x, rows.Count, columns);
            else Apply<EightPlain>(x, rows.Count, columns);
        }
    }

    private void Apply<T>(double* x, int count, double* columns) where T : struct, ILanes<T>
    {
        var n = 0;
        for (; n + 4 <= count; n += 4) FourRows<T>(x + (long)n * _dimension, columns, _dimension, _stride);
        for (; n < count; n++) OneRow<T>(x + (long)n * _dimension, columns, _dimension, _stride);
    }

    // From the last group to the first: a group reads entries up to its own end only, so it may take their place. Four chains hide each other's latency.
    private static void FourRows<T>(double* x, double* columns, int d, int stride) where T : struct, ILanes<T>
    {
        double* y = x + d, z = y + d, w = z + d;
        for (var i = stride - Group; i >= 0; i -= Group)
        {
            T a = T.Load(columns + i), b = a, c = a, e = a;
            var column = columns + stride + i;
            var end = Math.Min(i + Group, d);
            for (var j = 0; j < end; j++, column += stride)
            {
                var entries = T.Load(column);
                a = T.Fma(T.All(x[j]), entries, a);
                b = T.Fma(T.All(y[j]), entries, b);
                c = T.Fma(T.All(z[j]), entries, c);
                e = T.Fma(T.All(w[j]), entries, e);
            }

            var mask = T.FirstLanes(d - i);
            a.StoreMasked(x + i, mask);
            b.StoreMasked(y + i, mask);
            c.StoreMasked(z + i, mask);
            e.StoreMasked(w + i, mask);
        }
    }

    private static void OneRow<T>(double* x, double* columns, int d, int stride) where T : struct, ILanes<T>
    {
        for (var i = stride - Group; i >= 0; i -= Group)
        {
            var a = T.Load(columns + i);
            var column = columns + stride + i;
            var end = Math.Min(i + Group, d);
            for (var j = 0; j < end; j++, column += stride) a = T.Fma(T.All(x[j]), T.Load(column), a);
            a.StoreMasked(x + i, T.FirstLanes(d - i));
        }
    }
}
