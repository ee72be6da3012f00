using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SynthAug.Plugins.Linear;

/// <summary>
/// Some of the eight fixed lanes of a kernel. Eight rows stand side by side, so lanes never mix before the fold and a kernel may take all
/// eight at once or four and then four: the bits are the same.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf All(double value);

    static abstract TSelf Load(ref readonly double source, int offset);

    static abstract TSelf Add(TSelf a, TSelf b);

    static abstract TSelf Multiply(TSelf a, TSelf b);

    static abstract TSelf Divide(TSelf a, TSelf b);

    /// <summary>ab + c, rounded once.</summary>
    static abstract TSelf Fused(TSelf a, TSelf b, TSelf c);

    /// <summary>c − ab, rounded once.</summary>
    static abstract TSelf FusedMinus(TSelf a, TSelf b, TSelf c);

    void Store(ref double target, int offset);
}

internal readonly struct EightLanes(Vector512<double> value) : ILanes<EightLanes>
{
    private readonly Vector512<double> _value = value;

    public static int Count => 8;

    public static EightLanes Zero => new(Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes All(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Load(ref readonly double source, int offset) => new(Vector512.LoadUnsafe(in source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Add(EightLanes a, EightLanes b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Multiply(EightLanes a, EightLanes b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Divide(EightLanes a, EightLanes b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Fused(EightLanes a, EightLanes b, EightLanes c) => new(Vector512.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes FusedMinus(EightLanes a, EightLanes b, EightLanes c) => new(Vector512.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, int offset) => _value.StoreUnsafe(ref target, (nuint)offset);
}

internal readonly struct FourLanes(Vector256<double> value) : ILanes<FourLanes>
{
    private readonly Vector256<double> _value = value;

    public static int Count => 4;

    public static FourLanes Zero => new(Vector256<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes All(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Load(ref readonly double source, int offset) => new(Vector256.LoadUnsafe(in source, (nuint)offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Add(FourLanes a, FourLanes b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Multiply(FourLanes a, FourLanes b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Divide(FourLanes a, FourLanes b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes Fused(FourLanes a, FourLanes b, FourLanes c) => new(Vector256.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourLanes FusedMinus(FourLanes a, FourLanes b, FourLanes c) => new(Vector256.FusedMultiplyAdd(-a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref double target, int offset) => _value.StoreUnsafe(ref target, (nuint)offset);
}
