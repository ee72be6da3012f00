using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.Lanes;

/// <summary>Four lanes of AVX2 and FMA.</summary>
public readonly unsafe struct Lanes256(Vector256<double> value) : ILanes<Lanes256>
{
    private readonly Vector256<double> _value = value;

    private Lanes256(Vector256<ulong> bits) : this(bits.AsDouble())
    {
    }

    private Vector256<ulong> Pattern => _value.AsUInt64();

    public static int Count => 4;

    public static bool IsSupported => Avx2.IsSupported && System.Runtime.Intrinsics.X86.Fma.IsSupported;

    public static double MostExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Elementary.MostExponent;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(double* sums) => (Load(sums) + this).Store(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 ExpOfModerate(Lanes256 x) => Elementary.ExpOfModerate(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Load(double* source) => new(Vector256.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 FirstLanes(int count) => new(Vector256.LessThan(Vector256.Create(0L, 1, 2, 3), Vector256.Create((long)count)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LoadMasked(double* source, Lanes256 mask) => new(Avx.MaskLoad(source, mask._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 All(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AllAt(double* source) => new(Avx.BroadcastScalarToVector256(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AllBits(ulong pattern) => new(Vector256.Create(pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 CountingBits() => new(Vector256.Create(0UL, 1, 2, 3));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreMasked(double* destination, Lanes256 mask) => Avx.MaskStore(destination, mask._value, _value);

    public static void StoreFolds(
        Lanes256 a, Lanes256 b, Lanes256 c, Lanes256 d, Lanes256 e, Lanes256 f, Lanes256 g, Lanes256 h, double* destination) =>
        Folds.Store(a, b, c, d, e, f, g, h, destination);

    public static void Transpose(double* source, int stride, double* destination, int destinationStride)
    {
        Vector256<double> a = Vector256.Load(source), b = Vector256.Load(source + stride);
        Vector256<double> c = Vector256.Load(source + 2 * stride), d = Vector256.Load(source + 3 * stride);
        Vector256<double> even = Avx.UnpackLow(a, b), odd = Avx.UnpackHigh(a, b), evenAbove = Avx.UnpackLow(c, d), oddAbove = Avx.UnpackHigh(c, d);
        Avx.Permute2x128(even, evenAbove, 0x20).Store(destination);
        Avx.Permute2x128(odd, oddAbove, 0x20).Store(destination + destinationStride);
        Avx.Permute2x128(even, evenAbove, 0x31).Store(destination + 2 * destinationStride);
        Avx.Permute2x128(odd, oddAbove, 0x31).Store(destination + 3 * destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Fold() => Fold(_value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Fold(Vector256<double> value)
    {
        var two = value.GetLower() + value.GetUpper();
        return two.GetElement(0) + two.GetElement(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator +(Lanes256 a, Lanes256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator -(Lanes256 a, Lanes256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator *(Lanes256 a, Lanes256 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator /(Lanes256 a, Lanes256 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Fma(Lanes256 a, Lanes256 b, Lanes256 c) =>
        new(System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Sqrt(Lanes256 a) => new(Vector256.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Max(Lanes256 a, Lanes256 b) => new(Avx.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator &(Lanes256 a, Lanes256 b) => new(a._value & b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator |(Lanes256 a, Lanes256 b) => new(a._value | b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator ^(Lanes256 a, Lanes256 b) => new(a._value ^ b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Xor(Lanes256 a, Lanes256 b, Lanes256 c) => a ^ (b ^ c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator <<(Lanes256 a, int count) => new(a.Pattern << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 operator >>>(Lanes256 a, int count) => new(a.Pattern >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 AddBits(Lanes256 a, Lanes256 b) => new(a.Pattern + b.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 SubtractBits(Lanes256 a, Lanes256 b) => new(a.Pattern - b.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 MultiplyLowHalves(Lanes256 a, Lanes256 b) => new(Avx2.Multiply(a.Pattern.AsUInt32(), b.Pattern.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 LessThan(Lanes256 a, Lanes256 b) => new(Vector256.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Equal(Lanes256 a, Lanes256 b) => new(Vector256.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint TopBits(Lanes256 a) => (uint)a._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Select(Lanes256 mask, Lanes256 a, Lanes256 b) => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    // The tables lie in the image, which does not move: no pinning.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Lookup(ReadOnlySpan<ulong> table, Lanes256 index) => new(Avx2.GatherVector256(
        (ulong*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(table)), (index.Pattern & Vector256.Create(15UL)).AsInt64(), 8));

    // Four entries at a time, as pairs of 32 bits; bits 2 and 3 of the index say which four. The permute looks at three bits of each half of a lane only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes256 Lookup<TTable>(Lanes256 index) where TTable : struct, ILaneTable
    {
        var low = Avx2.Shuffle(index.Pattern.AsUInt32(), 0b10_10_00_00);
        var pick = (low + low) | Vector256.Create(0x1_0000_0000UL).AsUInt32();
        var second = (index.Pattern << 61).AsDouble();
        var a = Avx.BlendVariable(Four(TTable.Low.GetLower(), pick), Four(TTable.Low.GetUpper(), pick), second);
        var b = Avx.BlendVariable(Four(TTable.High.GetLower(), pick), Four(TTable.High.GetUpper(), pick), second);
        return new(Avx.BlendVariable(a, b, (index.Pattern << 60).AsDouble()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Four(Vector256<ulong> entries, Vector256<uint> pick) => Avx2.PermuteVar8x32(entries.AsUInt32(), pick).AsDouble();
}
