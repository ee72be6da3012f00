using System.Runtime.CompilerServices;

namespace SynthAug;

/// <summary>
/// A counter-based stream (Philox4x32-10). A class: a struct passed by value would repeat its numbers without a warning.
/// Uniforms, normals, signs and indices live in separate counter domains, so mixing them never reuses bits. Bits depend on the key, the row and the
/// position only, not on the CPU, nor on how draws are cut into calls. Not for two threads at once; no draw allocates.
/// </summary>
public sealed class RandomStream(StreamKey key)
{
    private const uint UniformKind = 1, NormalKind = 2, RowsUniformKind = 4, RowsNormalKind = 5, RowsSignKind = 6, RowsPairsKind = 7;
    private const int None = -1;

    private long _row;
    private long _uniforms;
    private long _normals;

    // The block that holds the next number, made when first asked for: sequential draws cost a sixteenth of it.
    private long _wordBlock = None, _normalBlock = None;
    private Block _words, _normalValues;

    public StreamKey Key { get; private set; } = key;

    /// <summary>Starts over, as another stream.</summary>
    public void Reset(StreamKey key)
    {
        Key = key;
        MoveTo(0);
    }

    /// <summary>Moves to the private sequence of one row and returns this stream: what is drawn next depends on the key and the row only.</summary>
    /// <param name="row">0 ≤ row &lt; 2⁵⁶ − 1.</param>
    public RandomStream AtRow(long row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row, (1L << 56) - 2);
        MoveTo(row + 1);
        return this;
    }

    /// <summary>A new stream of the forked key, at its start.</summary>
    public RandomStream Fork(ulong tag) => new(Key.Fork(tag));

    /// <summary>Uniform on [0, 1): 52 bits.</summary>
    public double NextUniform() => (NextWord() >> 12) * (1.0 / (1L << 52));

    /// <summary>Standard normal.</summary>
    public double NextNormal()
    {
        var block = _normals >> 4;
        if (block != _normalBlock)
        {
            new CounterBlocks(Key, NormalKind, _row).FillNormal(block << 4, _normalValues);
            _normalBlock = block;
        }

        return _normalValues[(int)(_normals++ & 15)];
    }

    /// <summary>Uniform on 0 … count − 1; takes one number of the sequence of uniforms. The bias is below count/2⁶⁴.</summary>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul((ulong)count, NextWord(), out _);
    }

    /// <summary>The numbers that as many calls of <see cref="NextUniform"/> would give.</summary>
    public void FillUniform(Span<double> destination)
    {
        new CounterBlocks(Key, UniformKind, _row).FillUniform(_uniforms, destination);
        _uniforms += destination.Length;
    }

    /// <summary>Raw words, as patterns, in place of as many uniforms from the next whole block on.</summary>
    /// <param name="destination">Its length is a multiple of 16.</param>
    internal void FillWords(Span<double> destination)
    {
        var block = (_uniforms + CounterBlocks.BlockLength - 1) / CounterBlocks.BlockLength;
        new CounterBlocks(Key, UniformKind, _row).FillWords(block, destination);
        _uniforms = block * CounterBlocks.BlockLength + destination.Length;
    }

    /// <summary>The numbers that as many calls of <see cref="NextNormal"/> would give.</summary>
    public void FillNormal(Span<double> destination)
    {
        new CounterBlocks(Key, NormalKind, _row).FillNormal(_normals, destination);
        _normals += destination.Length;
    }

    /// <summary>Uniforms for rows firstRow … of an endless matrix: a row's numbers depend on the key, d and the row's index only.</summary>
    public void FillUniform(Rows destination, long firstRow) =>
        new CounterBlocks(Key, RowsUniformKind, 0).FillUniform(Position(destination, firstRow), destination.Values);

    /// <summary>Standard normals for rows firstRow … of an endless matrix.</summary>
    public void FillNormal(Rows destination, long firstRow) =>
        new CounterBlocks(Key, RowsNormalKind, 0).FillNormal(Position(destination, firstRow), destination.Values);

    /// <summary>
    /// Standard normals for rows firstRow … of an endless matrix, other ones than <see cref="FillNormal(Rows, long)"/> gives and in three fifths of its time: a word makes two of them. A pair's
    /// angle then has 32 bits instead of 54, and its radius 32 that do not depend on it.
    /// </summary>
    public void FillNormalPairs(Rows destination, long firstRow) =>
        new CounterBlocks(Key, RowsPairsKind, 0).FillNormalPairs(Position(destination, firstRow), destination.Values);

    /// <summary>−1 or +1, equally likely, for rows firstRow … of an endless matrix.</summary>
    public void FillSign(Rows destination, long firstRow) =>
        new CounterBlocks(Key, RowsSignKind, 0).FillSign(Position(destination, firstRow), destination.Values);

    /// <summary>Fisher–Yates, in place.</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = NextIndex(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static long Position(Rows destination, long firstRow)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        return checked(firstRow * destination.Dimension);
    }

    private void MoveTo(long row)
    {
        _row = row;
        _uniforms = _normals = 0;
        _wordBlock = _normalBlock = None;
    }

    private ulong NextWord()
    {
        var block = _uniforms >> 4;
        if (block != _wordBlock)
        {
            new CounterBlocks(Key, UniformKind, _row).FillWords(block, _words);
            _wordBlock = block;
        }

        return BitConverter.DoubleToUInt64Bits(_words[(int)(_uniforms++ & 15)]);
    }

    [InlineArray(CounterBlocks.BlockLength)]
    private struct Block
    {
        private double _first;
    }
}
