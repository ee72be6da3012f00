using System.Text;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Html;

/// <summary>Writes HTML that is well-formed XML too: every element closed, every text escaped.</summary>
internal sealed class HtmlWriter
{
    static readonly string[] s_paragraphBreaks = ["\n\n", "\r\n\r\n"];

    readonly StringBuilder _text = new();
    readonly Stack<string> _open = new();

    public void Open(string name, params (string Name, string Value)[] attributes)
    {
        Start(name, attributes);
        _text.Append(">\n");
        _open.Push(name);
    }

    public void Close() => _text.Append("</").Append(_open.Pop()).Append(">\n");

    /// <summary>An element that holds text and nothing else.</summary>
    public void Element(string name, string content, params (string Name, string Value)[] attributes)
    {
        Start(name, attributes);
        _text.Append('>').Append(Markup.Escape(content)).Append("</").Append(name).Append(">\n");
    }

    /// <summary>One element for each paragraph of a text; blank lines part paragraphs.</summary>
    public void Paragraphs(string text, params (string Name, string Value)[] attributes)
    {
        foreach (var paragraph in text.Split(s_paragraphBreaks, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Element("p", paragraph, attributes);
    }

    /// <summary>Text that is markup already: a drawing or the style sheet.</summary>
    public void Raw(string markup) => _text.Append(markup);

    public override string ToString() => _open.Count == 0
        ? _text.ToString()
        : throw new InvalidOperationException($"<{_open.Peek()}> was never closed.");

    void Start(string name, (string Name, string Value)[] attributes)
    {
        _text.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
            if (value.Length > 0) _text.Append(' ').Append(attribute).Append("=\"").Append(Markup.Escape(value)).Append('"');
    }
}
