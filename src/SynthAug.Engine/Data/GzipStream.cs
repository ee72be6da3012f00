using System.Buffers.Binary;
using System.IO.Compression;

namespace SynthAug.Engine.Data;

/// <summary>
/// Unpacks gzip, several members one after the other among them (as appending and bgzip make them). The framework's reader takes a file that breaks off for one that ends, and rows
/// would be missing without a word: here every member has to close with its checksum and length. Where it closes is found by these eight bytes, since a decompressor reads on.
/// </summary>
internal sealed class GzipStream(Stream packed) : PassingStream
{
    private const int TrailerLength = 8;

    private readonly PackedBytes _bytes = new(packed);
    private readonly Crc32 _crc = new();
    private DeflateStream? _member;
    private uint _length;

    /// <exception cref="InvalidDataException">The file is damaged, breaks off, or is followed by something else.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (_member is not null || _bytes.TryHeader())
        {
            _member ??= new(_bytes, CompressionMode.Decompress, leaveOpen: true);
            var count = _member.Read(buffer);
            if (count > 0)
            {
                _crc.Add(buffer[..count]);
                _length += (uint)count;
                return count;
            }

            EndMember();
        }

        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _member?.Dispose();
        base.Dispose(disposing);
    }

    private void EndMember()
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc.Value);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        _bytes.SkipPast(trailer);
        _member!.Dispose();
        _member = null;
        _crc.Reset();
        _length = 0;
    }

    /// <summary>The packed bytes; what was handed to a decompressor last can be looked at again.</summary>
    private sealed class PackedBytes(Stream source) : PassingStream
    {
        private readonly byte[] _buffer = new byte[1 << 14];
        private int _handed, _next, _end;

        public override int Read(Span<byte> buffer)
        {
            if (_next == _end && !Fill(0)) return 0;
            var count = Math.Min(buffer.Length, _end - _next);
            _buffer.AsSpan(_next, count).CopyTo(buffer);
            (_handed, _next) = (_next, _next + count);
            return count;
        }

        /// <summary>Passes a member's header; false at the end of the file.</summary>
        public bool TryHeader()
        {
            if (!Has(1)) return false;
            Span<byte> fixedPart = stackalloc byte[10];
            foreach (ref var value in fixedPart) value = Next();
            if (fixedPart is not [0x1F, 0x8B, 8, ..]) throw Damaged();
            var flags = fixedPart[3];
            if ((flags & 4) != 0)
            {
                for (var rest = Next() | (Next() << 8); rest > 0; rest--) Next();
            }

            foreach (var flag in (ReadOnlySpan<int>)[8, 16])
            {
                if ((flags & flag) == 0) continue;
                while (Next() != 0)
                {
                }
            }

            if ((flags & 2) != 0) (_, _) = (Next(), Next());
            return true;
        }

        /// <summary>Goes on after these bytes, which begin in what was handed out last or right after it.</summary>
        public void SkipPast(ReadOnlySpan<byte> wanted)
        {
            _next = _handed;
            if (!Has(wanted.Length)) throw Damaged();
            while (true)
            {
                var at = _buffer.AsSpan(_next, _end - _next).IndexOf(wanted);
                if (at >= 0)
                {
                    _next += at + wanted.Length;
                    // Of nothing, checksum and length are 0 and so may be the byte before them: all zeros are passed, padding at the end of a file among them.
                    while (!wanted.ContainsAnyExcept((byte)0) && Has(1) && _buffer[_next] == 0) _next++;
                    return;
                }

                // The last bytes may be a beginning of them.
                _next = _end - (wanted.Length - 1);
                if (!Has(wanted.Length)) throw Damaged();
            }
        }

        private byte Next() => Has(1) ? _buffer[_next++] : throw Damaged();

        private bool Has(int count)
        {
            while (_end - _next < count)
                if (!Fill(_end - _next)) return false;
            return true;
        }

        private bool Fill(int kept)
        {
            _buffer.AsSpan(_next, kept).CopyTo(_buffer);
            var count = source.Read(_buffer.AsSpan(kept));
            (_handed, _next, _end) = (0, 0, kept + count);
            return count > 0;
        }

        private static InvalidDataException Damaged() => new("The gzip file is damaged.");
    }
}
