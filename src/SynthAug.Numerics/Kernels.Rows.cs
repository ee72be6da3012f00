using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug.Numerics;

// The same done to every row of a matrix.
//
// Row by row, each masked end would be stored just before the next row's load of the same bytes, and a load waits for such a store. As many rows as there
// are lanes make whole registers: where a row is changed in place they are walked as one span, against a pattern that is repeated as often.
public static unsafe partial class Kernels
{
    private const int MostRepeated = 512, Line = 8, SphereChunk = 96;

    /// <summary>Adds x to every row.</summary>
    /// <param name="x">Length d.</param>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public static void AddToRows(ReadOnlySpan<double> x, Rows rows) => AffineRows(1, x, rows);

    /// <summary>Every row ← scale·row + shift, one fused multiply-add an entry.</summary>
    /// <param name="shift">Length d.</param>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    public static void AffineRows(double scale, ReadOnlySpan<double> shift, Rows rows)
    {
        Require.Length(shift.Length, rows.Dimension, nameof(shift));
        fixed (double* by = shift, to = rows.Values)
        {
            if (Lanes512.IsSupported) AffineRows<Lanes512>(scale, by, to, rows.Count, shift.Length);
            else if (Lanes256.IsSupported) AffineRows<Lanes256>(scale, by, to, rows.Count, shift.Length);
            else AffineRows<Lane>(scale, by, to, rows.Count, shift.Length);
        }
    }

    /// <summary>Row i ← scales[i]·row + shift, one fused multiply-add an entry.</summary>
    /// <param name="scales">Length n.</param>
    /// <inheritdoc cref="AffineRows(double, ReadOnlySpan{double}, Rows)"/>
    public static void AffineRows(ReadOnlySpan<double> scales, ReadOnlySpan<double> shift, Rows rows)
    {
        Require.Length(scales.Length, rows.Count, nameof(scales));
        Require.Length(shift.Length, rows.Dimension, nameof(shift));
        fixed (double* factors = scales, by = shift, to = rows.Values)
        {
            if (Lanes512.IsSupported) AffineRows<Lanes512>(factors, by, to, rows.Count, shift.Length);
            else if (Lanes256.IsSupported) AffineRows<Lanes256>(factors, by, to, rows.Count, shift.Length);
            else AffineRows<Lane>(factors, by, to, rows.Count, shift.Length);
        }
    }

    /// <summary>Puts every row onto a sphere round a centre: row ← √(radius²/‖row‖²)·row + centre. A row of zeros becomes NaN.</summary>
    /// <param name="centre">Length d.</param>
    /// <param name="rows">n × d; n may be 0.</param>
    /// <exception cref="ArgumentException">The length does not fit.</exception>
    [SkipLocalsInit]
    public static void OntoSphere(double radiusSquared, ReadOnlySpan<double> centre, Rows rows)
    {
        Require.Length(centre.Length, rows.Dimension, nameof(centre));
        Span<double> scales = stackalloc double[SphereChunk];
        for (var start = 0; start < rows.Count; start += SphereChunk)
        {
            var part = rows.Slice(start, Math.Min(SphereChunk, rows.Count - start));
            var own = scales[..part.Count];
            Reduction.OfRows<Reduction.Square>(part, centre, own);
            fixed (double* at = scales)
            {
                if (Lanes512.IsSupported) ToScales<Lanes512>(radiusSquared, at);
                else if (Lanes256.IsSupported) ToScales<Lanes256>(radiusSquared, at);
                else ToScales<Lane>(radiusSquared, at);
            }

            AffineRows(own, centre, part);
        }
    }

    // All of the room, whatever is in the rest of it.
    private static void ToScales<T>(double radiusSquared, double* squares) where T : struct, ILanes<T>
    {
        for (var i = 0; i < SphereChunk; i += T.Count) T.Sqrt(T.All(radiusSquared) / T.Load(squares + i)).Store(squares + i);
    }

    /// <summary>Row i ← a + t[i]·(b − a), a and b the rows of its parents: one subtraction and one fused multiply-add an entry.</summary>
    /// <param name="points">m × d, elsewhere than the rows.</param>
    /// <param name="parents">Length n; both of each below m.</param>
    /// <param name="t">Length n.</param>
    /// <param name="rows">n × d; written; n may be 0.</param>
    /// <exception cref="ArgumentException">A length does not fit, or there is no such parent.</exception>
    public static void Interpolate(ReadOnlyRows points, ReadOnlySpan<RowParents> parents, ReadOnlySpan<double> t, Rows rows)
    {
        Require.Length(parents.Length, rows.Count, nameof(parents));
        Require.Length(t.Length, rows.Count, nameof(t));
        Require.Length(points.Dimension, rows.Dimension, nameof(points));
        foreach (var (a, b) in parents)
        {
            if ((uint)a >= (uint)points.Count || (uint)b >= (uint)points.Count)
                throw new ArgumentException($"Row {a} or {b} is not among {points.Count}.", nameof(parents));
        }

        fixed (double* from = points.Values, factors = t, to = rows.Values)
        fixed (RowParents* who = parents)
        {
            var (length, d) = (points.Values.Length, rows.Dimension);
            if (Lanes512.IsSupported) Interpolate<Lanes512>(from, length, who, factors, to, rows.Count, d);
            else if (Lanes256.IsSupported) Interpolate<Lanes256>(from, length, who, factors, to, rows.Count, d);
            else Interpolate<Lane>(from, length, who, factors, to, rows.Count, d);
        }
    }

    [SkipLocalsInit]
    private static void AffineRows<T>(double scale, double* shift, double* rows, int count, int d) where T : struct, ILanes<T>
    {
        // Few columns are repeated further: a loop of two or three steps is mostly its own beginning and end.
        var repeats = T.Count;
        while (repeats * d <= MostRepeated / 8 && 2 * repeats <= count) repeats *= 2;
        var period = d * repeats;
        var memory = stackalloc double[MostRepeated + Line];
        var repeated = Aligned(memory);
        var n = 0;
        if (period <= MostRepeated && count >= repeats)
        {
            Repeat(shift, d, period, repeated);
            for (; repeats >= T.Count; repeats /= 2)
            {
                var periods = (count - n) / repeats;
                AffinePeriods(T.All(scale), repeated, rows, d * repeats, periods);
                n += periods * repeats;
                rows += (long)periods * repeats * d;
            }
        }

        for (; n < count; n++, rows += d) AffineRow(T.All(scale), shift, rows, d);
    }

    [SkipLocalsInit]
    private static void AffineRows<T>(double* scales, double* shift, double* rows, int count, int d) where T : struct, ILanes<T>
    {
        var period = d * T.Count;
        var memory = stackalloc double[2 * MostRepeated + 3 * Line];
        double* repeated = Aligned(memory), whose = repeated + MostRepeated, table = whose + MostRepeated;
        var n = 0;
        if (period <= MostRepeated && count >= T.Count)
        {
            Repeat(shift, d, period, repeated);
            for (var i = 0; i < period; i += d) new Span<double>(whose + i, d).Fill(BitConverter.Int64BitsToDouble(i / d));
            for (; n + T.Count <= count; n += T.Count, rows += period)
            {
                // The table of a lookup has sixteen places; the indices stop at the lanes.
                T.Load(scales + n).Store(table);
                AffinePeriod<T>(new(table, 2 * Line), whose, repeated, rows, period);
            }
        }

        for (; n < count; n++, rows += d) AffineRow(T.AllAt(scales + n), shift, rows, d);
    }

    // The next whole cache line.
    private static double* Aligned(double* memory) => (double*)((nint)(memory + Line - 1) & -(Line * sizeof(double)));

    // In methods of their own: beside a call no vector stays in its register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AffinePeriods<T>(T factor, double* shift, double* rows, int period, int count) where T : struct, ILanes<T>
    {
        for (; count > 0; count--)
        {
            var by = shift;
            for (var end = rows + period; rows < end; rows += T.Count, by += T.Count) T.Fma(factor, T.Load(rows), T.Load(by)).Store(rows);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AffinePeriod<T>(ReadOnlySpan<ulong> scales, double* whose, double* shift, double* rows, int period) where T : struct, ILanes<T>
    {
        for (var i = 0; i < period; i += T.Count)
            T.Fma(T.Lookup(scales, T.Load(whose + i)), T.Load(rows + i), T.Load(shift + i)).Store(rows + i);
    }

    // Doubled until it is long enough: a power of two times.
    private static void Repeat(double* x, int length, int period, double* to)
    {
        new ReadOnlySpan<double>(x, length).CopyTo(new(to, length));
        for (; length < period; length *= 2) new ReadOnlySpan<double>(to, length).CopyTo(new(to + length, length));
    }

    private static void AffineRow<T>(T factor, double* shift, double* row, int d) where T : struct, ILanes<T>
    {
        var i = 0;
        for (; i <= d - T.Count; i += T.Count) T.Fma(factor, T.Load(row + i), T.Load(shift + i)).Store(row + i);
        if (i == d) return;
        var mask = T.FirstLanes(d - i);
        T.Fma(factor, T.LoadMasked(row + i, mask), T.LoadMasked(shift + i, mask)).StoreMasked(row + i, mask);
    }

    private static void Interpolate<T>(double* points, int length, RowParents* parents, double* t, double* rows, int count, int d)
        where T : struct, ILanes<T>
    {
        double* pointsEnd = points + length - T.Count, rowsEnd = rows + (long)count * d - T.Count;
        for (var n = 0; n < count; n++, rows += d)
        {
            double* a = points + (long)parents[n].A * d, b = points + (long)parents[n].B * d;
            var factor = T.AllAt(t + n);
            var i = 0;
            for (; i <= d - T.Count; i += T.Count) Between(factor, T.Load(a + i), T.Load(b + i)).Store(rows + i);
            if (i == d) continue;
            // What a whole store writes too much is the beginning of the next row, which comes next.
            if (a + i <= pointsEnd && b + i <= pointsEnd && rows + i <= rowsEnd)
            {
                Between(factor, T.Load(a + i), T.Load(b + i)).Store(rows + i);
                continue;
            }

            var mask = T.FirstLanes(d - i);
            Between(factor, T.LoadMasked(a + i, mask), T.LoadMasked(b + i, mask)).StoreMasked(rows + i, mask);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Between<T>(T factor, T a, T b) where T : struct, ILanes<T> => T.Fma(factor, b - a, a);
}
