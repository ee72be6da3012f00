using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SynthAug.Lanes;

/// <summary>One lane: scalar code, and the last resort without vector instructions.</summary>
public readonly unsafe struct Lane(double value) : ILanes<Lane>
{
    public double Value { get; } = value;

    private ulong Pattern => BitConverter.DoubleToUInt64Bits(Value);

    public static int Count => 1;

    public static bool IsSupported => true;

    public static double MostExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Elementary.MostExponent;
    }

    public void AddTo(double* sums) => *sums += Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane ExpOfModerate(Lane x) => Elementary.ExpOfModerate(x);

    public static Lane Load(double* source) => new(*source);

    public static Lane FirstLanes(int count) => AllBits(count > 0 ? ulong.MaxValue : 0);

    public static Lane LoadMasked(double* source, Lane mask) => mask.Pattern != 0 ? new(*source) : default;

    public static Lane All(double value) => new(value);

    public static Lane AllAt(double* source) => new(*source);

    public static Lane AllBits(ulong pattern) => new(BitConverter.UInt64BitsToDouble(pattern));

    public static Lane CountingBits() => default;

    public void Store(double* destination) => *destination = Value;

    public void StoreMasked(double* destination, Lane mask)
    {
        if (mask.Pattern != 0) *destination = Value;
    }

    public static void StoreFolds(Lane a, Lane b, Lane c, Lane d, Lane e, Lane f, Lane g, Lane h, double* destination) =>
        Folds.Store(a, b, c, d, e, f, g, h, destination);

    public static void Transpose(double* source, int stride, double* destination, int destinationStride) => *destination = *source;

    public double Fold() => Value;

    public static Lane operator +(Lane a, Lane b) => new(a.Value + b.Value);

    public static Lane operator -(Lane a, Lane b) => new(a.Value - b.Value);

    public static Lane operator *(Lane a, Lane b) => new(a.Value * b.Value);

    public static Lane operator /(Lane a, Lane b) => new(a.Value / b.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane Fma(Lane a, Lane b, Lane c) => new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value));

    public static Lane Sqrt(Lane a) => new(Math.Sqrt(a.Value));

    public static Lane Max(Lane a, Lane b) => a.Value > b.Value ? a : b;

    public static Lane operator &(Lane a, Lane b) => AllBits(a.Pattern & b.Pattern);

    public static Lane operator |(Lane a, Lane b) => AllBits(a.Pattern | b.Pattern);

    public static Lane operator ^(Lane a, Lane b) => AllBits(a.Pattern ^ b.Pattern);

    public static Lane Xor(Lane a, Lane b, Lane c) => a ^ (b ^ c);

    public static Lane operator <<(Lane a, int count) => AllBits(a.Pattern << count);

    public static Lane operator >>>(Lane a, int count) => AllBits(a.Pattern >>> count);

    public static Lane AddBits(Lane a, Lane b) => AllBits(a.Pattern + b.Pattern);

    public static Lane SubtractBits(Lane a, Lane b) => AllBits(a.Pattern - b.Pattern);

    public static Lane MultiplyLowHalves(Lane a, Lane b) => AllBits((ulong)(uint)a.Pattern * (uint)b.Pattern);

    public static Lane LessThan(Lane a, Lane b) => AllBits(a.Value < b.Value ? ulong.MaxValue : 0);

    public static Lane Equal(Lane a, Lane b) => AllBits(a.Value == b.Value ? ulong.MaxValue : 0);

    public static uint TopBits(Lane a) => (uint)(a.Pattern >> 63);

    public static Lane Select(Lane mask, Lane a, Lane b) => AllBits((mask.Pattern & a.Pattern) | (~mask.Pattern & b.Pattern));

    public static Lane Lookup(ReadOnlySpan<ulong> table, Lane index) => AllBits(table[(int)(index.Pattern & 15)]);

    public static Lane Lookup<TTable>(Lane index) where TTable : struct, ILaneTable
    {
        var i = (int)(index.Pattern & 15);
        return AllBits(i < 8 ? TTable.Low.GetElement(i) : TTable.High.GetElement(i - 8));
    }
}
