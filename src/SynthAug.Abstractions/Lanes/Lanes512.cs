using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SynthAug.Lanes;

/// <summary>Eight lanes of AVX-512. Never used without it: the software halves of Vector512 are not inlined and cost a hundredfold.</summary>
public readonly unsafe struct Lanes512(Vector512<double> value) : ILanes<Lanes512>
{
    private readonly Vector512<double> _value = value;

    private Lanes512(Vector512<ulong> bits) : this(bits.AsDouble())
    {
    }

    private Vector512<ulong> Pattern => _value.AsUInt64();

    public static int Count => 8;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static double MostExponent
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Elementary.MostExponent;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddTo(double* sums) => (Load(sums) + this).Store(sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 ExpOfModerate(Lanes512 x) => Elementary.ExpOfModerate(x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 FirstLanes(int count) =>
        new(Vector512.LessThan(Vector512.Create(0L, 1, 2, 3, 4, 5, 6, 7), Vector512.Create((long)count)).AsDouble());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LoadMasked(double* source, Lanes512 mask) => new(Avx512F.MaskLoad(source, mask._value, Vector512<double>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 All(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AllAt(double* source) => new(Avx512F.BroadcastScalarToVector512(Sse2.LoadScalarVector128(source)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AllBits(ulong pattern) => new(Vector512.Create(pattern));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 CountingBits() => new(Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(double* destination) => _value.Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreMasked(double* destination, Lanes512 mask) => Avx512F.MaskStore(destination, mask._value, _value);

    // The same additions as eight folds, two rows to a register: even rows and odd rows meet in the last, interleaving step.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFolds(
        Lanes512 a, Lanes512 b, Lanes512 c, Lanes512 d, Lanes512 e, Lanes512 f, Lanes512 g, Lanes512 h, double* destination)
    {
        var even = Quarters(Halves(a._value, c._value), Halves(e._value, g._value));
        var odd = Quarters(Halves(b._value, d._value), Halves(f._value, h._value));
        (Avx512F.UnpackLow(even, odd) + Avx512F.UnpackHigh(even, odd)).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Halves(Vector512<double> a, Vector512<double> b) =>
        Avx512F.Shuffle4x128(a, b, 0b01_00_01_00) + Avx512F.Shuffle4x128(a, b, 0b11_10_11_10);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Quarters(Vector512<double> a, Vector512<double> b) =>
        Avx512F.Shuffle4x128(a, b, 0b10_00_10_00) + Avx512F.Shuffle4x128(a, b, 0b11_01_11_01);

    // Pairs, then quarters: after the first step a register holds one column's numbers of two rows in each quarter.
    public static void Transpose(double* source, int stride, double* destination, int destinationStride)
    {
        Vector512<double> a = Vector512.Load(source), b = Vector512.Load(source + stride);
        Vector512<double> c = Vector512.Load(source + 2 * stride), d = Vector512.Load(source + 3 * stride);
        Vector512<double> e = Vector512.Load(source + 4 * stride), f = Vector512.Load(source + 5 * stride);
        Vector512<double> g = Vector512.Load(source + 6 * stride), h = Vector512.Load(source + 7 * stride);
        StoreQuarters(
            Avx512F.UnpackLow(a, b), Avx512F.UnpackLow(c, d), Avx512F.UnpackLow(e, f), Avx512F.UnpackLow(g, h), destination, destinationStride);
        StoreQuarters(
            Avx512F.UnpackHigh(a, b), Avx512F.UnpackHigh(c, d), Avx512F.UnpackHigh(e, f), Avx512F.UnpackHigh(g, h),
            destination + destinationStride, destinationStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d, double* to, int stride)
    {
        Vector512<double> even = Avx512F.Shuffle4x128(a, b, 0b10_00_10_00), evenAbove = Avx512F.Shuffle4x128(c, d, 0b10_00_10_00);
        Vector512<double> odd = Avx512F.Shuffle4x128(a, b, 0b11_01_11_01), oddAbove = Avx512F.Shuffle4x128(c, d, 0b11_01_11_01);
        Avx512F.Shuffle4x128(even, evenAbove, 0b10_00_10_00).Store(to);
        Avx512F.Shuffle4x128(odd, oddAbove, 0b10_00_10_00).Store(to + 2 * stride);
        Avx512F.Shuffle4x128(even, evenAbove, 0b11_01_11_01).Store(to + 4 * stride);
        Avx512F.Shuffle4x128(odd, oddAbove, 0b11_01_11_01).Store(to + 6 * stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Fold() => Lanes256.Fold(_value.GetLower() + _value.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator +(Lanes512 a, Lanes512 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator -(Lanes512 a, Lanes512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator *(Lanes512 a, Lanes512 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator /(Lanes512 a, Lanes512 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Fma(Lanes512 a, Lanes512 b, Lanes512 c) => new(Avx512F.FusedMultiplyAdd(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Sqrt(Lanes512 a) => new(Vector512.Sqrt(a._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Max(Lanes512 a, Lanes512 b) => new(Avx512F.Max(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator &(Lanes512 a, Lanes512 b) => new(a.Pattern & b.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator |(Lanes512 a, Lanes512 b) => new(a.Pattern | b.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator ^(Lanes512 a, Lanes512 b) => new(a.Pattern ^ b.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Xor(Lanes512 a, Lanes512 b, Lanes512 c) => new(Avx512F.TernaryLogic(a._value, b._value, c._value, 0x96));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator <<(Lanes512 a, int count) => new(a.Pattern << count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 operator >>>(Lanes512 a, int count) => new(a.Pattern >>> count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 AddBits(Lanes512 a, Lanes512 b) => new(a.Pattern + b.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 SubtractBits(Lanes512 a, Lanes512 b) => new(a.Pattern - b.Pattern);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 MultiplyLowHalves(Lanes512 a, Lanes512 b) => new(Avx512F.Multiply(a.Pattern.AsUInt32(), b.Pattern.AsUInt32()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 LessThan(Lanes512 a, Lanes512 b) => new(Vector512.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Equal(Lanes512 a, Lanes512 b) => new(Vector512.Equals(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint TopBits(Lanes512 a) => (uint)a._value.ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Select(Lanes512 mask, Lanes512 a, Lanes512 b) => new(Vector512.ConditionalSelect(mask._value, a._value, b._value));

    // One two-register permute; it looks at four bits of the index only.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Lookup(ReadOnlySpan<ulong> table, Lanes512 index)
    {
        ref var first = ref MemoryMarshal.GetReference(table);
        return new(Avx512F.PermuteVar8x64x2(Vector512.LoadUnsafe(ref first), index.Pattern, Vector512.LoadUnsafe(ref first, 8)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes512 Lookup<TTable>(Lanes512 index) where TTable : struct, ILaneTable =>
        new(Avx512F.PermuteVar8x64x2(TTable.Low, index.Pattern, TTable.High));
}
