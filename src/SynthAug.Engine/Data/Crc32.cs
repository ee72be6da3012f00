namespace SynthAug.Engine.Data;

/// <summary>The checksum of gzip (RFC 1952, §8), eight bytes at a time.</summary>
internal sealed class Crc32
{
    private static readonly uint[] s_tables = Tables();
    private uint _state = uint.MaxValue;

    public uint Value => ~_state;

    public void Reset() => _state = uint.MaxValue;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (state, tables) = (_state, s_tables);
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var first = state ^ BitConverter.ToUInt32(bytes);
            state = tables[0x700 + (byte)first] ^ tables[0x600 + (byte)(first >> 8)] ^ tables[0x500 + (byte)(first >> 16)] ^ tables[0x400 + (int)(first >> 24)]
                ^ tables[0x300 + bytes[4]] ^ tables[0x200 + bytes[5]] ^ tables[0x100 + bytes[6]] ^ tables[bytes[7]];
        }

        foreach (var next in bytes) state = tables[(byte)(state ^ next)] ^ (state >> 8);
        _state = state;
    }

    // Table k is the effect of a byte that k others follow.
    private static uint[] Tables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var value = (uint)i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
            tables[i] = value;
        }

        for (var i = 256; i < tables.Length; i++) tables[i] = tables[(byte)tables[i - 256]] ^ (tables[i - 256] >> 8);
        return tables;
    }
}
