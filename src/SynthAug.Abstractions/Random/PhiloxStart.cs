using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug;

/// <summary>
/// The first two of the ten rounds for counters that differ in their lowest word only: it reaches half of the state in the first round and three quarters in the second,
/// so five of the twelve multiplications, shifts and sums are the same for all of them, and are done once.
/// </summary>
internal readonly struct PhiloxStart<T> where T : struct, ILanes<T>
{
    private readonly T _second, _first, _third, _fourth;

    /// <param name="c1">The word of the counter above the lowest one.</param>
    public PhiloxStart(uint c1, uint c2, uint c3, ulong key)
    {
        uint k0 = (uint)key, k1 = (uint)(key >> 32);
        var p1 = (ulong)Philox.Multiplier1 * c2;
        var p0 = (ulong)Philox.Multiplier0 * ((uint)(p1 >> 32) ^ c1 ^ k0);
        _second = T.AllBits(c3 ^ k1);
        _first = T.AllBits((uint)p1 ^ unchecked(k0 + Philox.Weyl0));
        _third = T.AllBits((uint)(p0 >> 32) ^ unchecked(k1 + Philox.Weyl1));
        _fourth = T.AllBits((uint)p0);
    }

    /// <summary>Two rounds on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PhiloxLanes<T> Of(T counter)
    {
        var p0 = T.MultiplyLowHalves(counter, T.AllBits(Philox.Multiplier0));
        var p1 = T.MultiplyLowHalves((p0 >>> 32) ^ _second, T.AllBits(Philox.Multiplier1));
        return new((p1 >>> 32) ^ _first, p1, p0 ^ _third, _fourth);
    }
}
