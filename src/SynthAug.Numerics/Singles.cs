using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.Numerics;

/// <summary>
/// A fixed number of floats side by side, as <see cref="Lanes.ILanes{T}"/> is of doubles and only what a sieve needs: floats decide where to
/// look, never what comes out, so widths need not agree in their bits.
/// </summary>
internal unsafe interface ISingles<T> where T : struct, ISingles<T>
{
    static abstract int Count { get; }

    static abstract T Load(float* source);

    static abstract T All(float value);

    void Store(float* destination);

    static abstract T operator -(T a, T b);

    /// <summary>a·b + c, rounded once or twice.</summary>
    static abstract T MultiplyAdd(T a, T b, T c);

    /// <summary>The larger; unspecified for NaN.</summary>
    static abstract T Max(T a, T b);

    /// <summary>The smaller; unspecified for NaN.</summary>
    static abstract T Min(T a, T b);

    /// <summary>The sign of every lane, lane 0 lowest.</summary>
    static abstract ulong Signs(T a);
}

/// <summary>Sixteen lanes of AVX-512.</summary>
internal readonly unsafe struct Singles512(Vector512<float> value) : ISingles<Singles512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles512 All(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles512 operator -(Singles512 a, Singles512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles512 MultiplyAdd(Singles512 a, Singles512 b, Singles512 c) => new(Avx512F.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles512 Max(Singles512 a, Singles512 b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles512 Min(Singles512 a, Singles512 b) => new(Avx512F.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Signs(Singles512 a) => a._value.ExtractMostSignificantBits();
}

/// <summary>Eight lanes of AVX2 and FMA.</summary>
internal readonly unsafe struct Singles256(Vector256<float> value) : ISingles<Singles256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles256 All(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles256 operator -(Singles256 a, Singles256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles256 MultiplyAdd(Singles256 a, Singles256 b, Singles256 c) => new(Fma.MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles256 Max(Singles256 a, Singles256 b) => new(Avx.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Singles256 Min(Singles256 a, Singles256 b) => new(Avx.Min(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Signs(Singles256 a) => a._value.ExtractMostSignificantBits();
}

/// <summary>One lane: scalar code. The product is rounded by itself: fused without the instruction is a call of the C library.</summary>
internal readonly unsafe struct SingleLane(float value) : ISingles<SingleLane>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static SingleLane Load(float* source) => new(*source);

    public static SingleLane All(float value) => new(value);

    public void Store(float* destination) => *destination = _value;

    public static SingleLane operator -(SingleLane a, SingleLane b) => new(a._value - b._value);

    public static SingleLane MultiplyAdd(SingleLane a, SingleLane b, SingleLane c) => new(a._value * b._value + c._value);

    public static SingleLane Max(SingleLane a, SingleLane b) => a._value > b._value ? a : b;

    public static SingleLane Min(SingleLane a, SingleLane b) => a._value < b._value ? a : b;

    public static ulong Signs(SingleLane a) => BitConverter.SingleToUInt32Bits(a._value) >> 31;
}

/// <summary>Twice as many lanes: the lower half first.</summary>
internal readonly unsafe struct SinglesPair<T>(T low, T high) : ISingles<SinglesPair<T>> where T : struct, ISingles<T>
{
    private readonly T _low = low, _high = high;

    public static int Count => 2 * T.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglesPair<T> Load(float* source) => new(T.Load(source), T.Load(source + T.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglesPair<T> All(float value)
    {
        // One broadcast straight from memory, not two from a register.
        var all = T.All(value);
        return new(all, all);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination)
    {
        _low.Store(destination);
        _high.Store(destination + T.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglesPair<T> operator -(SinglesPair<T> a, SinglesPair<T> b) => new(a._low - b._low, a._high - b._high);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglesPair<T> MultiplyAdd(SinglesPair<T> a, SinglesPair<T> b, SinglesPair<T> c) =>
        new(T.MultiplyAdd(a._low, b._low, c._low), T.MultiplyAdd(a._high, b._high, c._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglesPair<T> Max(SinglesPair<T> a, SinglesPair<T> b) => new(T.Max(a._low, b._low), T.Max(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static SinglesPair<T> Min(SinglesPair<T> a, SinglesPair<T> b) => new(T.Min(a._low, b._low), T.Min(a._high, b._high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Signs(SinglesPair<T> a) => T.Signs(a._low) | (T.Signs(a._high) << T.Count);
}
