using System.Runtime.CompilerServices;
using SynthAug.Lanes;

namespace SynthAug;

/// <summary>
/// Numbers of a stream by absolute position, in blocks of sixteen: number 16b + 8h + l is half h of counter 8b + l, so eight counters side by side
/// fill memory without a shuffle, and any position is reached at once.
/// </summary>
/// <param name="key">The stream's key.</param>
/// <param name="row">The private row plus one, or 0.</param>
/// <param name="kind">The domain of the counter; at most 8 bits.</param>
internal readonly unsafe ref struct CounterBlocks(StreamKey key, uint kind, long row)
{
    public const int BlockLength = 16;

    // Words go to L1 first and are transformed there: one loop for both is a chain too long for the CPU's window.
    private const int Chunk = 8 * 6 * BlockLength;

    private readonly ulong _key = key.Value;
    private readonly uint _c2 = (uint)row, _c3 = (kind << 24) | ((uint)(row >> 32) & 0xFF_FFFF);

    /// <summary>Raw 64-bit words, as patterns, of whole blocks.</summary>
    /// <param name="destination">Its length is a multiple of 16.</param>
    public void FillWords(long firstBlock, Span<double> destination)
    {
        if (Lanes512.IsSupported) Words<Lanes512>(firstBlock, destination);
        else if (Lanes256.IsSupported) Words<Lanes256>(firstBlock, destination);
        else Words<Lane>(firstBlock, destination);
    }

    public void FillUniform(long position, Span<double> destination)
    {
        if (Lanes512.IsSupported) Fill<Lanes512, Uniform<Lanes512>>(position, destination);
        else if (Lanes256.IsSupported) Fill<Lanes256, Uniform<Lanes256>>(position, destination);
        else Fill<Lane, Uniform<Lane>>(position, destination);
    }

    public void FillNormal(long position, Span<double> destination)
    {
        if (Lanes512.IsSupported) Fill<Lanes512, Normal<Lanes512>>(position, destination);
        else if (Lanes256.IsSupported) Fill<Lanes256, Normal<Lanes256>>(position, destination);
        else Fill<Lane, Normal<Lane>>(position, destination);
    }

    public void FillNormalPairs(long position, Span<double> destination)
    {
        if (Lanes512.IsSupported) Fill<Lanes512, NormalPair<Lanes512>>(position, destination);
        else if (Lanes256.IsSupported) Fill<Lanes256, NormalPair<Lanes256>>(position, destination);
        else Fill<Lane, NormalPair<Lane>>(position, destination);
    }

    public void FillSign(long position, Span<double> destination)
    {
        if (Lanes512.IsSupported) Signs<Lanes512>(position, destination);
        else if (Lanes256.IsSupported) Signs<Lanes256>(position, destination);
        else Signs<Lane>(position, destination);
    }

    /// <summary>Numbers position … of one distribution: whole blocks in place, the cut ones at both ends through a scratch block.</summary>
    [SkipLocalsInit]
    public void Fill<T, TTransform>(long position, Span<double> destination)
        where T : struct, ILanes<T>
        where TTransform : ITransform
    {
        var most = BlockLength * TTransform.PerWord;
        var scratch = stackalloc double[most];
        fixed (double* to = destination)
        {
            for (var at = 0; at < destination.Length;)
            {
                var (block, offset) = Math.DivRem(position + at, most);
                int taken;
                if (offset == 0 && destination.Length - at >= most)
                {
                    taken = Math.Min(Chunk * TTransform.PerWord, (destination.Length - at) & -most);
                    Make<T, TTransform>(block, to + at, taken);
                }
                else
                {
                    taken = Math.Min(most - (int)offset, destination.Length - at);
                    Make<T, TTransform>(block, scratch, most);
                    new Span<double>(scratch + offset, taken).CopyTo(destination[at..]);
                }

                at += taken;
            }
        }
    }

    // The words lie at the end of the room: none is overwritten before it is read.
    private void Make<T, TTransform>(long block, double* to, int count)
        where T : struct, ILanes<T>
        where TTransform : ITransform
    {
        var words = count / TTransform.PerWord;
        Words<T>(block, to + count - words, words);
        TTransform.Apply(to + count - words, words, to);
    }

    /// <summary>Signs position …: number 512g + 8t + l is bit 63 − t of word 8g + l, set for +1.</summary>
    [SkipLocalsInit]
    public void Signs<T>(long position, Span<double> destination) where T : struct, ILanes<T>
    {
        // One block of words is 1,024 signs.
        var words = stackalloc double[BlockLength];
        var scratch = stackalloc double[8];
        fixed (double* to = destination)
        {
            for (var at = 0; at < destination.Length;)
            {
                Words<T>((position + at) >> 10, words, BlockLength);
                for (var inBlock = (int)((position + at) & 1023); inBlock < 1024 && at < destination.Length;)
                {
                    var lane = inBlock & 7;
                    var eights = lane == 0 ? Math.Min(64 - ((inBlock >> 3) & 63), (destination.Length - at) >> 3) : 0;
                    var taken = 8 * eights;
                    Signs<T>(words + (inBlock >> 9) * 8, (inBlock >> 3) & 63, Math.Max(1, eights), eights > 0 ? to + at : scratch);
                    if (eights == 0)
                    {
                        taken = Math.Min(8 - lane, destination.Length - at);
                        new Span<double>(scratch + lane, taken).CopyTo(destination[at..]);
                    }

                    at += taken;
                    inBlock += taken;
                }
            }
        }
    }

    // So many times eight signs of eight words, from this bit on.
    private static void Signs<T>(double* words, int first, int eights, double* to) where T : struct, ILanes<T>
    {
        for (var l = 0; l < 8; l += T.Count)
        {
            var bits = T.Load(words + l) << first;
            for (var i = 0; i < eights; i++, bits <<= 1) ((bits & T.All(-0.0)) ^ T.All(-1)).Store(to + 8 * i + l);
        }
    }

    /// <summary>Philox4x32-10. Its ten rounds wait for each other longer than the CPU looks ahead: independent chains side by side fill the gaps.</summary>
    public void Words<T>(long firstBlock, Span<double> destination) where T : struct, ILanes<T>
    {
        fixed (double* to = destination) Words<T>(firstBlock, to, destination.Length);
    }

    private void Words<T>(long firstBlock, double* to, int length) where T : struct, ILanes<T>
    {
        // As many chains as there are registers for.
        const int Many = 6;
        var counter = (ulong)firstBlock << 3;
        var end = counter + (ulong)length / 2;
        if (T.Count == 8 && counter + 8 * Many <= end)
        {
            // Side by side they share all of the counter above its lowest word.
            var start = new PhiloxStart<T>((uint)(counter >> 32), _c2, _c3, _key);
            for (; counter + 8 * Many <= end && (uint)counter <= uint.MaxValue - 8 * Many; counter += 8 * Many, to += Many * BlockLength)
                SixChains(counter, start, to);
        }

        for (; counter < end; counter += 8, to += BlockLength)
        {
            if (T.Count == 4)
            {
                TwoChains<T>(counter, to);
                continue;
            }

            for (var l = 0; l < 8; l += T.Count) OneChain<T>(counter + (ulong)l, to + l);
        }
    }

    private void OneChain<T>(ulong counter, double* to) where T : struct, ILanes<T>
    {
        var state = Start<T>(counter);
        T k0 = T.AllBits(_key), k1 = T.AllBits(_key >> 32);
        for (var round = 0; round < 10; round++)
        {
            state = state.Round(k0, k1);
            k0 = T.AddBits(k0, T.AllBits(Philox.Weyl0));
            k1 = T.AddBits(k1, T.AllBits(Philox.Weyl1));
        }

        state.Store(to);
    }

    private void TwoChains<T>(ulong counter, double* to) where T : struct, ILanes<T>
    {
        PhiloxLanes<T> a = Start<T>(counter), b = Start<T>(counter + (ulong)T.Count);
        T k0 = T.AllBits(_key), k1 = T.AllBits(_key >> 32);
        for (var round = 0; round < 10; round++)
        {
            a = a.Round(k0, k1);
            b = b.Round(k0, k1);
            k0 = T.AddBits(k0, T.AllBits(Philox.Weyl0));
            k1 = T.AddBits(k1, T.AllBits(Philox.Weyl1));
        }

        a.Store(to);
        b.Store(to + T.Count);
    }

    private void SixChains<T>(ulong counter, in PhiloxStart<T> start, double* to) where T : struct, ILanes<T>
    {
        PhiloxLanes<T> a = start.Of(Counters<T>(counter)), b = start.Of(Counters<T>(counter + 8)), c = start.Of(Counters<T>(counter + 16));
        PhiloxLanes<T> d = start.Of(Counters<T>(counter + 24)), e = start.Of(Counters<T>(counter + 32)), f = start.Of(Counters<T>(counter + 40));
        T k0 = T.AllBits(_key + 2UL * Philox.Weyl0), k1 = T.AllBits((_key >> 32) + 2UL * Philox.Weyl1);
        for (var round = 2; round < 10; round++)
        {
            a = a.Round(k0, k1);
            b = b.Round(k0, k1);
            c = c.Round(k0, k1);
            d = d.Round(k0, k1);
            e = e.Round(k0, k1);
            f = f.Round(k0, k1);
            k0 = T.AddBits(k0, T.AllBits(Philox.Weyl0));
            k1 = T.AddBits(k1, T.AllBits(Philox.Weyl1));
        }

        a.Store(to);
        b.Store(to + BlockLength);
        c.Store(to + 2 * BlockLength);
        d.Store(to + 3 * BlockLength);
        e.Store(to + 4 * BlockLength);
        f.Store(to + 5 * BlockLength);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PhiloxLanes<T> Start<T>(ulong counter) where T : struct, ILanes<T> => new(Counters<T>(counter), _c2, _c3);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Counters<T>(ulong first) where T : struct, ILanes<T> => T.AddBits(T.AllBits(first), T.CountingBits());
}
