using System.Runtime.CompilerServices;

namespace SynthAug.Lanes;

/// <summary>One float: scalar code, and the last resort without vector instructions.</summary>
public readonly unsafe struct FloatLane(float value) : IFloatLanes<FloatLane>
{
    private readonly float _value = value;

    public static int Count => 1;

    public static bool IsSupported => true;

    public static double MostExponent => Elementary.MostFloatExponent;

    public static FloatLane Load(float* source) => new(*source);

    public static FloatLane All(double value) => new((float)value);

    public static FloatLane AllAt(float* source) => new(*source);

    public void Store(float* destination) => *destination = _value;

    public void AddTo(double* sums) => *sums += _value;

    public static FloatLane operator +(FloatLane a, FloatLane b) => new(a._value + b._value);

    public static FloatLane operator -(FloatLane a, FloatLane b) => new(a._value - b._value);

    public static FloatLane operator *(FloatLane a, FloatLane b) => new(a._value * b._value);

    public static FloatLane operator /(FloatLane a, FloatLane b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane Fma(FloatLane a, FloatLane b, FloatLane c) => new(MathF.FusedMultiplyAdd(a._value, b._value, c._value));

    public static FloatLane Max(FloatLane a, FloatLane b) => a._value > b._value ? a : b;

    public static FloatLane Scale(FloatLane a, FloatLane power) =>
        new(BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a._value) + (BitConverter.SingleToUInt32Bits(power._value) << 23)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FloatLane ExpOfModerate(FloatLane x) => Elementary.FloatExpOfModerate(x);
}
