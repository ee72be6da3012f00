using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.Lanes;

/// <summary>Eight floats of AVX2 and FMA.</summary>
public readonly unsafe struct Floats256(Vector256<float> value) : IFloatLanes<Floats256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    public static bool IsSupported => Lanes256.IsSupported;

    public static double MostExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Elementary.MostFloatExponent;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Load(float* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 All(double value) => new(Vector256.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 AllAt(float* source) => new(Avx.BroadcastScalarToVector256(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(double* sums)
    {
        (Vector256.Load(sums) + Avx.ConvertToVector256Double(_value.GetLower())).Store(sums);
        (Vector256.Load(sums + 4) + Avx.ConvertToVector256Double(_value.GetUpper())).Store(sums + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator +(Floats256 a, Floats256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator -(Floats256 a, Floats256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator *(Floats256 a, Floats256 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator /(Floats256 a, Floats256 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Fma(Floats256 a, Floats256 b, Floats256 c) => new(System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Max(Floats256 a, Floats256 b) => new(Avx.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Scale(Floats256 a, Floats256 power) => new((a._value.AsUInt32() + (power._value.AsUInt32() << 23)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 ExpOfModerate(Floats256 x) => Elementary.FloatExpOfModerate(x);
}
