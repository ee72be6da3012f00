using System.IO.Compression;
using System.Security.Cryptography;

namespace SynthAug.Engine.Data;

/// <summary>Hashes what passes: a file is read once, and standard input cannot be read twice.</summary>
internal sealed class HashingStream(Stream source) : PassingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[2];
    private int _headLength;
    private int _headRead;
    private uint _lastFour;

    /// <summary>This stream, unpacked if it is gzip, which its first two bytes tell (RFC 1952). Call before reading.</summary>
    public Stream Unpacked()
    {
        _headLength = source.ReadAtLeast(_head, 2, throwOnEndOfStream: false);
        Pass(_head.AsSpan(0, _headLength));
        return _head is [0x1F, 0x8B] ? new UnpackedStream(this) : this;
    }

    /// <summary>Reads what is left, and gives the hash of everything.</summary>
    public string Finish()
    {
        CopyTo(Null);
        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public override int Read(Span<byte> buffer)
    {
        if (_headRead < _headLength)
        {
            var taken = Math.Min(buffer.Length, _headLength - _headRead);
            _head.AsSpan(_headRead, taken).CopyTo(buffer);
            _headRead += taken;
            return taken;
        }

        var count = source.Read(buffer);
        Pass(buffer[..count]);
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _hash.Dispose();
        base.Dispose(disposing);
    }

    private void Pass(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        foreach (var last in bytes[Math.Max(0, bytes.Length - 4)..]) _lastFour = (_lastFour >> 8) | ((uint)last << 24);
    }

    // GZipStream takes a file that breaks off for one that ends, and rows would be missing without a word. A gzip file closes with its
    // unpacked length mod 2³²; several gzip files in one do not pass, since only the last one's length is there.
    private sealed class UnpackedStream(HashingStream packed) : PassingStream
    {
        private readonly GZipStream _unpacked = new(packed, CompressionMode.Decompress, leaveOpen: true);
        private uint _length;

        public override int Read(Span<byte> buffer)
        {
            var count = _unpacked.Read(buffer);
            _length += (uint)count;
            if (count > 0 || buffer.IsEmpty) return count;
            packed.CopyTo(Null);
            return _length == packed._lastFour ? 0 : throw new InvalidDataException("The length does not match.");
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) _unpacked.Dispose();
            base.Dispose(disposing);
        }
    }
}
