using System.Text.Encodings.Web;

namespace SynthAug.App.Terminal;

/// <summary>
/// <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/>, asked only about text that is not plain: making it takes longer than writing a manifest, for .NET compiles parts
/// of it at each start.
/// </summary>
internal sealed class PlainTextFirst : JavaScriptEncoder
{
    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        foreach (var letter in new ReadOnlySpan<char>(text, textLength))
            if (letter is < ' ' or > '~' or '"' or '\\') return UnsafeRelaxedJsonEscaping.FindFirstCharacterToEncode(text, textLength);
        return -1;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
}
