namespace SynthAug;

/// <summary>
/// A counter-based stream (Philox4x32-10). A class: a struct passed by value would repeat its numbers without a warning.
/// Uniforms, normals, signs and indices live in separate counter domains, so mixing them never reuses bits.
/// </summary>
public sealed class RandomStream(StreamKey key)
{
    private const uint UniformKind = 1, NormalKind = 2, SignKind = 3, RowsUniformKind = 4, RowsNormalKind = 5, RowsSignKind = 6;

    private long _row;
    private long _uniforms;
    private long _normals;

    public StreamKey Key { get; private set; } = key;

    /// <summary>Starts over, as another stream.</summary>
    public void Reset(StreamKey key)
    {
        Key = key;
        _row = _uniforms = _normals = 0;
    }

    /// <summary>Moves to the private sequence of one row and returns this stream: what is drawn next depends on the key and the row only.</summary>
    public RandomStream AtRow(long row)
    {
        _row = row + 1;
        _uniforms = _normals = 0;
        return this;
    }

    public RandomStream Fork(ulong tag) => new(Key.Fork(tag));

    /// <summary>Uniform on [0, 1): 52 bits.</summary>
    public double NextUniform() => ToUniform(Word(UniformKind, _row, _uniforms++));

    /// <summary>Standard normal.</summary>
    public double NextNormal() => Normal(NormalKind, _row, _normals++);

    /// <summary>Uniform on 0 … count − 1.</summary>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul((ulong)count, Word(UniformKind, _row, _uniforms++), out _);
    }

    public void FillUniform(Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++) destination[i] = NextUniform();
    }

    public void FillNormal(Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++) destination[i] = NextNormal();
    }

    /// <summary>Uniforms for rows firstRow … of an endless matrix: a row's numbers depend on the key, d and the row's index only.</summary>
    public void FillUniform(Rows destination, long firstRow)
    {
        for (var i = 0; i < destination.Values.Length; i++)
            destination.Values[i] = ToUniform(Word(RowsUniformKind, 0, firstRow * destination.Dimension + i));
    }

    /// <summary>Standard normals for rows firstRow … of an endless matrix.</summary>
    public void FillNormal(Rows destination, long firstRow)
    {
        for (var i = 0; i < destination.Values.Length; i++)
            destination.Values[i] = Normal(RowsNormalKind, 0, firstRow * destination.Dimension + i);
    }

    /// <summary>−1 or +1, equally likely, for rows firstRow … of an endless matrix.</summary>
    public void FillSign(Rows destination, long firstRow)
    {
        for (var i = 0; i < destination.Values.Length; i++)
            destination.Values[i] = (Word(RowsSignKind, 0, firstRow * destination.Dimension + i) & 1) == 0 ? -1 : 1;
    }

    /// <summary>Fisher–Yates, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextIndex(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    // Number 16b + 8h + l is half h of counter 8b + l: eight counters side by side fill memory without a shuffle.
    private ulong Word(uint kind, long row, long position)
    {
        var counter = ((position >> 4) << 3) | (position & 7);
        var block = Philox.Block((uint)counter, (uint)(counter >> 32), (uint)row, (kind << 24) | ((uint)(row >> 32) & 0xFF_FFFF), Key.Value);
        return (position & 8) == 0 ? block.Word0 : block.Word1;
    }

    private double Normal(uint kind, long row, long position)
    {
        var first = ToUniform(Word(kind, row, position & ~8L));
        var second = ToUniform(Word(kind, row, position | 8L));
        var radius = Math.Sqrt(-2 * Math.Log(1 - first));
        return (position & 8) == 0 ? radius * Math.Cos(2 * Math.PI * second) : radius * Math.Sin(2 * Math.PI * second);
    }

    private static double ToUniform(ulong word) => (word >> 12) * (1.0 / (1L << 52));
}
