using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SynthAug.Lanes;

/// <summary>Twice as many lanes: the lower half first.</summary>
[SuppressMessage("Design", "CA1000", Justification = "The interface asks for static members.")]
public readonly unsafe struct Pair<T>(T low, T high) : ILanes<Pair<T>> where T : struct, ILanes<T>
{
    private readonly T _low = low, _high = high;

    public static int Count => 2 * T.Count;

    public static bool IsSupported => T.IsSupported;

    public static double MostExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Elementary.MostExponent;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(double* sums)
    {
        _low.AddTo(sums);
        _high.AddTo(sums + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> ExpOfModerate(Pair<T> x) => Elementary.ExpOfModerate(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Load(double* source) => new(T.Load(source), T.Load(source + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> FirstLanes(int count) => new(T.FirstLanes(count), T.FirstLanes(count - T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> LoadMasked(double* source, Pair<T> mask) =>
        new(T.LoadMasked(source, mask._low), T.LoadMasked(source + T.Count, mask._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> All(double value) => new(T.All(value), T.All(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> AllAt(double* source) => new(T.AllAt(source), T.AllAt(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> AllBits(ulong pattern) => new(T.AllBits(pattern), T.AllBits(pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> CountingBits() => new(T.CountingBits(), T.AddBits(T.CountingBits(), T.AllBits((ulong)T.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination)
    {
        _low.Store(destination);
        _high.Store(destination + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreMasked(double* destination, Pair<T> mask)
    {
        _low.StoreMasked(destination, mask._low);
        _high.StoreMasked(destination + T.Count, mask._high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFolds(
        Pair<T> a, Pair<T> b, Pair<T> c, Pair<T> d, Pair<T> e, Pair<T> f, Pair<T> g, Pair<T> h, double* destination) =>
        Folds.Store(a, b, c, d, e, f, g, h, destination);

    public static void Transpose(double* source, int stride, double* destination, int destinationStride)
    {
        T.Transpose(source, stride, destination, destinationStride);
        T.Transpose(source + T.Count, stride, destination + T.Count * destinationStride, destinationStride);
        T.Transpose(source + T.Count * stride, stride, destination + T.Count, destinationStride);
        T.Transpose(source + T.Count * stride + T.Count, stride, destination + T.Count * destinationStride + T.Count, destinationStride);
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
    public static Pair<T> Max(Pair<T> a, Pair<T> b) => new(T.Max(a._low, b._low), T.Max(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator &(Pair<T> a, Pair<T> b) => new(a._low & b._low, a._high & b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator |(Pair<T> a, Pair<T> b) => new(a._low | b._low, a._high | b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> operator ^(Pair<T> a, Pair<T> b) => new(a._low ^ b._low, a._high ^ b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Xor(Pair<T> a, Pair<T> b, Pair<T> c) => new(T.Xor(a._low, b._low, c._low), T.Xor(a._high, b._high, c._high));

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
    public static uint TopBits(Pair<T> a) => T.TopBits(a._low) | (T.TopBits(a._high) << T.Count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Select(Pair<T> mask, Pair<T> a, Pair<T> b) =>
        new(T.Select(mask._low, a._low, b._low), T.Select(mask._high, a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Lookup(ReadOnlySpan<ulong> table, Pair<T> index) => new(T.Lookup(table, index._low), T.Lookup(table, index._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<T> Lookup<TTable>(Pair<T> index) where TTable : struct, ILaneTable =>
        new(T.Lookup<TTable>(index._low), T.Lookup<TTable>(index._high));
}
