using System.Runtime.CompilerServices;

namespace SynthAug.Lanes;

/// <summary>Twice as many lanes: the lower half first.</summary>
internal readonly struct Pair<T>(T low, T high) : ILanes<Pair<T>> where T : struct, ILanes<T>
{
    private readonly T _low = low, _high = high;

    public static int Count => 2 * T.Count;

    public static bool IsSupported => T.IsSupported;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load(ref readonly double source) =>
        new(T.Load(in source), T.Load(in Unsafe.Add(ref Unsafe.AsRef(in source), T.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> LoadFirst(ref readonly double source, int count) =>
        new(T.LoadFirst(in source, count), T.LoadFirst(in Unsafe.Add(ref Unsafe.AsRef(in source), T.Count), count - T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> All(double value) => new(T.All(value), T.All(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> AllBits(ulong pattern) => new(T.AllBits(pattern), T.AllBits(pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> CountingBits() => new(T.CountingBits(), T.AddBits(T.CountingBits(), T.AllBits((ulong)T.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double destination)
    {
        _low.Store(ref destination);
        _high.Store(ref Unsafe.Add(ref destination, T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Fold() => (_low + _high).Fold();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator +(Pair<T> a, Pair<T> b) => new(a._low + b._low, a._high + b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator -(Pair<T> a, Pair<T> b) => new(a._low - b._low, a._high - b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator *(Pair<T> a, Pair<T> b) => new(a._low * b._low, a._high * b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator /(Pair<T> a, Pair<T> b) => new(a._low / b._low, a._high / b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Fma(Pair<T> a, Pair<T> b, Pair<T> c) => new(T.Fma(a._low, b._low, c._low), T.Fma(a._high, b._high, c._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Sqrt(Pair<T> a) => new(T.Sqrt(a._low), T.Sqrt(a._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator &(Pair<T> a, Pair<T> b) => new(a._low & b._low, a._high & b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator |(Pair<T> a, Pair<T> b) => new(a._low | b._low, a._high | b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator ^(Pair<T> a, Pair<T> b) => new(a._low ^ b._low, a._high ^ b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator <<(Pair<T> a, int count) => new(a._low << count, a._high << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator >>>(Pair<T> a, int count) => new(a._low >>> count, a._high >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> AddBits(Pair<T> a, Pair<T> b) => new(T.AddBits(a._low, b._low), T.AddBits(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> SubtractBits(Pair<T> a, Pair<T> b) => new(T.SubtractBits(a._low, b._low), T.SubtractBits(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> MultiplyLowHalves(Pair<T> a, Pair<T> b) =>
        new(T.MultiplyLowHalves(a._low, b._low), T.MultiplyLowHalves(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> LessThan(Pair<T> a, Pair<T> b) => new(T.LessThan(a._low, b._low), T.LessThan(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Equal(Pair<T> a, Pair<T> b) => new(T.Equal(a._low, b._low), T.Equal(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Select(Pair<T> mask, Pair<T> a, Pair<T> b) =>
        new(T.Select(mask._low, a._low, b._low), T.Select(mask._high, a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Lookup(ReadOnlySpan<ulong> table, Pair<T> index) => new(T.Lookup(table, index._low), T.Lookup(table, index._high));
}
