using System.Security.Cryptography;

namespace SynthAug.Engine.Data;

/// <summary>Hashes what passes: a file is read once, and standard input cannot be read twice.</summary>
internal sealed class HashingStream(Stream source) : PassingStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _head = new byte[2];
    private int _headLength;
    private int _headRead;

    /// <summary>This stream, unpacked if it is gzip, which its first two bytes tell (RFC 1952). Call before reading.</summary>
    public Stream Unpacked()
    {
        _headLength = source.ReadAtLeast(_head, 2, throwOnEndOfStream: false);
        Pass(_head.AsSpan(0, _headLength));
        return _head is [0x1F, 0x8B] ? new GzipStream(this) : this;
    }

    /// <summary>Reads what is left, and gives the hash of everything.</summary>
    public string Finish()
    {
        CopyTo(Null);
        return Hex.Of(_hash.GetHashAndReset());
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

    private void Pass(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);
}
