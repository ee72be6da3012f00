namespace SynthAug;

/// <summary>
/// The identity of a random stream: a function of seed and the tags forked along the way, of nothing else. Forking goes through
/// Philox itself, so related keys give unrelated streams.
/// </summary>
public readonly record struct StreamKey(ulong Value)
{
    public static StreamKey FromSeed(ulong seed) => new StreamKey(0x53594E5448415547).Fork(seed);

    public StreamKey Fork(ulong tag)
    {
        var block = Philox.Block((uint)tag, (uint)(tag >> 32), 0, Philox.ForkKind, Value);
        return new(block.Word0);
    }

    /// <summary>Forks by a name: by its UTF-16 code units in order, length first.</summary>
    public StreamKey Fork(ReadOnlySpan<char> name)
    {
        var key = Fork((ulong)name.Length);
        while (name.Length > 0)
        {
            ulong tag = 0;
            var take = Math.Min(4, name.Length);
            for (var i = 0; i < take; i++) tag |= (ulong)name[i] << (16 * i);
            key = key.Fork(tag);
            name = name[take..];
        }

        return key;
    }
}
