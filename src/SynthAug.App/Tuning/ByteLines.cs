using System.Buffers.Text;
using System.Globalization;

namespace SynthAug.App.Tuning;

/// <summary>Text of a file, gathered as bytes: a call into a file for each field takes longer than the field. <see cref="Flush"/> after the last.</summary>
internal sealed class ByteLines(Stream output)
{
    // −1.7976931348623157E+308 has 24.
    private const int MostDigits = 32;

    private readonly byte[] _bytes = new byte[1 << 16];
    private int _count;

    public void Add(byte value)
    {
        if (_count == _bytes.Length) Flush();
        _bytes[_count++] = value;
    }

    public void Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > _bytes.Length - _count)
        {
            Flush();
            if (text.Length > _bytes.Length)
            {
                output.Write(text);
                return;
            }
        }

        text.CopyTo(_bytes.AsSpan(_count));
        _count += text.Length;
    }

    public void Add(long number)
    {
        Utf8Formatter.TryFormat(number, Room(), out var length);
        _count += length;
    }

    /// <summary>The shortest text that is read as this number; whole ones up to 2^53 with all their digits, where "R" would write 1E+16.</summary>
    public void Add(double number, bool decimalComma)
    {
        if (number == Math.Floor(number) && Math.Abs(number) <= 1L << 53)
        {
            Add((long)number);
            return;
        }

        var room = Room();
        number.TryFormat(room, out var length, "R", CultureInfo.InvariantCulture);
        if (decimalComma) room[..length].Replace((byte)'.', (byte)',');
        _count += length;
    }

    public void Flush()
    {
        output.Write(_bytes.AsSpan(0, _count));
        _count = 0;
    }

    private Span<byte> Room()
    {
        if (_bytes.Length - _count < MostDigits) Flush();
        return _bytes.AsSpan(_count, MostDigits);
    }
}
