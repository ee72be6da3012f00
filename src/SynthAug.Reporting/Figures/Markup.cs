using System.Text;

namespace SynthAug.Reporting.Figures;

/// <summary>Text as the content or the attribute of XML and HTML alike.</summary>
internal static class Markup
{
    /// <summary>Escapes &amp; &lt; &gt; and quotes; characters no XML document may hold become U+FFFD.</summary>
    public static string Escape(string text) => IsPlain(text) ? text : Replaced(text);

    // Nearly every text, most of them numbers.
    static bool IsPlain(string text)
    {
        foreach (var c in text)
            if (c is < ' ' or '&' or '<' or '>' or '"' or '\'' or (>= '\x7F' and <= '\x9F') or (>= '\uD800' and <= '\uDFFF') or >= '\uFFFE') return false;
        return true;
    }

    static string Replaced(string text)
    {
        var result = new StringBuilder(text.Length + 8);
        // EnumerateRunes turns lone surrogates into U+FFFD.
        foreach (var rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': result.Append("&amp;"); break;
                case '<': result.Append("&lt;"); break;
                case '>': result.Append("&gt;"); break;
                case '"': result.Append("&quot;"); break;
                case '\'': result.Append("&#39;"); break;
                // A tab or a line break in a label is a space; '\r' would not survive a reader unchanged.
                case '\t' or '\n' or '\r': result.Append(' '); break;
                case < 0x20 or (>= 0x7F and <= 0x9F) or 0xFFFE or 0xFFFF: result.Append('\uFFFD'); break;
                default: result.Append(rune.ToString()); break;
            }
        }

        return result.ToString();
    }
}
