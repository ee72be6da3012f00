using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.Lanes;

/// <summary>Sixteen floats of AVX-512.</summary>
public readonly unsafe struct Floats512(Vector512<float> value) : IFloatLanes<Floats512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    public static bool IsSupported => Lanes512.IsSupported;

    public static double MostExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Elementary.MostFloatExponent;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Load(float* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 All(double value) => new(Vector512.Create((float)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 AllAt(float* source) => new(Avx512F.BroadcastScalarToVector512(Sse.LoadScalarVector128(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(float* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(double* sums)
    {
        var sum = Vector512.Load(sums) + Avx512F.ConvertToVector512Double(_value.GetLower());
        (sum + Avx512F.ConvertToVector512Double(_value.GetUpper())).Store(sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator +(Floats512 a, Floats512 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator -(Floats512 a, Floats512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator *(Floats512 a, Floats512 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator /(Floats512 a, Floats512 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Fma(Floats512 a, Floats512 b, Floats512 c) => new(Avx512F.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Max(Floats512 a, Floats512 b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Scale(Floats512 a, Floats512 power) => new((a._value.AsUInt32() + (power._value.AsUInt32() << 23)).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 ExpOfModerate(Floats512 x) => Elementary.FloatExpOfModerate(x);
}
