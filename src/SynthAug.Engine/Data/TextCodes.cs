using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace SynthAug.Engine.Data;

/// <summary>Texts numbered in order of appearance; a text that was seen costs a look-up and no memory.</summary>
internal sealed class TextCodes
{
    private readonly List<string> _texts = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _codes =
        new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public IReadOnlyList<string> Texts => _texts;

    /// <returns>The text's number, or −1 when it is new and there are <paramref name="most"/> already.</returns>
    /// <exception cref="DataFileException">Not UTF-8.</exception>
    public int Of(ReadOnlySpan<byte> text, string source, long row, int most = int.MaxValue)
    {
        Span<char> buffer = stackalloc char[64];
        if (Utf8.ToUtf16(text, buffer, out _, out var length, replaceInvalidSequences: false) is not OperationStatus.Done)
        {
            if (!Utf8.IsValid(text)) throw CellPlace.NotText(source, row);
            buffer = Encoding.UTF8.GetString(text).ToCharArray();
            length = buffer.Length;
        }

        var known = buffer[..length];
        if (_codes.TryGetValue(known, out var code)) return code;
        return _texts.Count >= most ? -1 : Add(known.ToString());
    }

    public int Add(string text)
    {
        _codes[text] = _texts.Count;
        _texts.Add(text);
        return _texts.Count - 1;
    }
}
