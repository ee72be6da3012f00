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
    private const int Chunk = 512;

    private readonly ulong _key = key.Value;
    private readonly uint _c2 = (uint)row, _c3 = (kind << 24) | ((uint)(row >> 32) & 0xFF_FFFF);

    /// <summary>Raw 64-bit words, as patterns, of whole blocks.</summary>
    /// <param name="destination">Its length is a multiple of 16.</param>
    public void FillWords(long firstBlock, Span<double> destination)
    {
        if (Lanes512.IsSupported) Words<Lanes512>(firstBlock, destination);
        else if (Lanes256.IsSupported) Words<Pair<Lanes256>>(firstBlock, destination);
        else Words<Pair<Pair<Pair<Lane>>>>(firstBlock, destination);
    }

    public void FillUniform(long position, Span<double> destination)
    {
        if (Lanes512.IsSupported) Fill<Lanes512, Uniform<Lanes512>>(position, destination);
        else if (Lanes256.IsSupported) Fill<Pair<Lanes256>, Uniform<Pair<Lanes256>>>(position, destination);
        else Fill<Pair<Pair<Pair<Lane>>>, Uniform<Pair<Pair<Pair<Lane>>>>>(position, destination);
    }

    public void FillNormal(long position, Span<double> destination)
    {
        if (Lanes512.IsSupported) Fill<Lanes512, Normal<Lanes512>>(position, destination);
        else if (Lanes256.IsSupported) Fill<Pair<Lanes256>, Normal<Pair<Lanes256>>>(position, destination);
        else Fill<Pair<Pair<Pair<Lane>>>, Normal<Pair<Pair<Pair<Lane>>>>>(position, destination);
    }

    public void FillSign(long position, Span<double> destination)
    {
        if (Lanes512.IsSupported) Signs<Lanes512>(position, destination);
        else if (Lanes256.IsSupported) Signs<Pair<Lanes256>>(position, destination);
        else Signs<Pair<Pair<Pair<Lane>>>>(position, destination);
    }

    /// <summary>Numbers position … of one distribution: whole blocks in place, the cut ones at both ends through a scratch block.</summary>
    [SkipLocalsInit]
    public void Fill<T, TTransform>(long position, Span<double> destination)
        where T : struct, ILanes<T>
        where TTransform : ITransform
    {
        Span<double> scratch = stackalloc double[BlockLength];
        while (destination.Length > 0)
        {
            var block = position >> 4;
            var offset = (int)(position & (BlockLength - 1));
            int taken;
            if (offset == 0 && destination.Length >= BlockLength)
            {
                taken = Math.Min(Chunk, destination.Length & -BlockLength);
                Words<T>(block, destination[..taken]);
                TTransform.Apply(destination[..taken]);
            }
            else
            {
                taken = Math.Min(BlockLength - offset, destination.Length);
                Words<T>(block, scratch);
                TTransform.Apply(scratch);
                scratch.Slice(offset, taken).CopyTo(destination);
            }

            destination = destination[taken..];
            position += taken;
        }
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
                    var word = T.Load(words + (inBlock >> 9) * 8) << ((inBlock >> 3) & 63);
                    var signs = (word & T.All(-0.0)) ^ T.All(-1);
                    var lane = inBlock & 7;
                    var taken = Math.Min(8 - lane, destination.Length - at);
                    if (taken == 8)
                    {
                        signs.Store(to + at);
                    }
                    else
                    {
                        signs.Store(scratch);
                        new Span<double>(scratch + lane, taken).CopyTo(destination[at..]);
                    }

                    at += taken;
                    inBlock += taken;
                }
            }
        }
    }

    /// <summary>Philox4x32-10 over eight counters, sixteen at a time: two independent chains hide each other's latency.</summary>
    public void Words<T>(long firstBlock, Span<double> destination) where T : struct, ILanes<T>
    {
        fixed (double* to = destination) Words<T>(firstBlock, to, destination.Length);
    }

    private void Words<T>(long firstBlock, double* to, int length) where T : struct, ILanes<T>
    {
        var counter = T.AddBits(T.AllBits((ulong)firstBlock << 3), T.CountingBits());
        var step = T.AllBits(8);
        var i = 0;
        for (; i + 2 * BlockLength <= length; i += 2 * BlockLength)
        {
            var next = T.AddBits(counter, step);
            TwoBlocks(counter, next, to + i);
            counter = T.AddBits(next, step);
        }

        if (i < length) OneBlock(counter, to + i);
    }

    private void OneBlock<T>(T counter, double* to) where T : struct, ILanes<T>
    {
        var state = new PhiloxLanes<T>(counter, _c2, _c3);
        T k0 = T.AllBits(_key), k1 = T.AllBits(_key >> 32);
        for (var round = 0; round < 10; round++)
        {
            state = state.Round(k0, k1);
            k0 = T.AddBits(k0, T.AllBits(Philox.Weyl0));
            k1 = T.AddBits(k1, T.AllBits(Philox.Weyl1));
        }

        state.Store(to);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void TwoBlocks<T>(T first, T second, double* to) where T : struct, ILanes<T>
    {
        var a = new PhiloxLanes<T>(first, _c2, _c3);
        var b = new PhiloxLanes<T>(second, _c2, _c3);
        T k0 = T.AllBits(_key), k1 = T.AllBits(_key >> 32);
        T weyl0 = T.AllBits(Philox.Weyl0), weyl1 = T.AllBits(Philox.Weyl1);
        for (var round = 0; round < 10; round++)
        {
            a = a.Round(k0, k1);
            b = b.Round(k0, k1);
            k0 = T.AddBits(k0, weyl0);
            k1 = T.AddBits(k1, weyl1);
        }

        a.Store(to);
        b.Store(to + BlockLength);
    }
}
