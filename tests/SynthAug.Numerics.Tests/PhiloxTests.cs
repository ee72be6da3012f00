namespace SynthAug.Numerics.Tests;

public class PhiloxTests
{
    // kat_vectors of Random123 (Salmon, Moraes, Dror, Shaw 2011), philox4x32 with 10 rounds.
    [Theory]
    [InlineData(0, 0, 0, 0, 0, 0, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void The_published_vectors_come_out(
        uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        var (word0, word1) = Philox.Block(c0, c1, c2, c3, k0 | ((ulong)k1 << 32));
        word0.ShouldBe(r0 | ((ulong)r1 << 32));
        word1.ShouldBe(r2 | ((ulong)r3 << 32));
    }

    // A first block above 2³² puts a carry into the counter's second word; the row's high bits share the fourth word with the kind.
    [Theory]
    [InlineData(0, 0), InlineData(5, 3), InlineData(0x1_2345_6789, 0x12_3456_789A_BCDE), InlineData((1L << 29) - 2, 1), InlineData((1L << 29) - 8, 1)]
    public void Eight_lanes_hold_the_blocks_of_eight_counters(long firstBlock, long row)
    {
        // Twice as many as run side by side, and one.
        var key = StreamKey.FromSeed(11);
        var words = new double[13 * CounterBlocks.BlockLength];
        new CounterBlocks(key, 9, row).FillWords(firstBlock, words);
        for (var i = 0; i < words.Length; i++)
        {
            var counter = (ulong)(firstBlock + i / 16) * 8 + (ulong)(i % 8);
            var (word0, word1) = Philox.Block(
                (uint)counter, (uint)(counter >> 32), (uint)row, (9u << 24) | (uint)(row >> 32), key.Value);
            BitConverter.DoubleToUInt64Bits(words[i]).ShouldBe(i % 16 < 8 ? word0 : word1);
        }
    }
}
