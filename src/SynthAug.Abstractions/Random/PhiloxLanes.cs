using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug;

/// <summary>
/// Philox states side by side, each 32-bit word in a 64-bit lane. What lies above the word is rubbish and stays: the multiplication
/// ignores it, so no round masks anything.
/// </summary>
internal readonly struct PhiloxLanes<T> where T : struct, ILanes<T>
{
    private readonly T _c0, _c1, _c2, _c3;

    public PhiloxLanes(T counter, uint c2, uint c3) : this(counter, counter >>> 32, T.AllBits(c2), T.AllBits(c3))
    {
    }

    public PhiloxLanes(T c0, T c1, T c2, T c3)
    {
        _c0 = c0;
        _c1 = c1;
        _c2 = c2;
        _c3 = c3;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PhiloxLanes<T> Round(T k0, T k1)
    {
        var p0 = T.MultiplyLowHalves(_c0, T.AllBits(Philox.Multiplier0));
        var p1 = T.MultiplyLowHalves(_c2, T.AllBits(Philox.Multiplier1));
        return new(T.Xor(p1 >>> 32, _c1, k0), p1, T.Xor(p0 >>> 32, _c3, k1), p0);
    }

    /// <summary>The first words there, the second ones eight places on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Store(double* to)
    {
        var low = T.AllBits(uint.MaxValue);
        ((_c0 & low) | (_c1 << 32)).Store(to);
        ((_c2 & low) | (_c3 << 32)).Store(to + 8);
    }
}
