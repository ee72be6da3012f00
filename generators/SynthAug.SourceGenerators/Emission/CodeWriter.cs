using System.Text;

namespace SynthAug.SourceGenerators.Emission;

/// <summary>Indented lines, always ended by '\n', so that emitted text does not depend on the machine.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>One line; an empty one is not indented.</summary>
    public CodeWriter Line(string line = "")
    {
        if (line.Length > 0) _text.Append(' ', 4 * _depth).Append(line);
        _text.Append('\n');
        return this;
    }

    /// <summary>A header, unless empty, and its braces; the scope closes them.</summary>
    public Scope Block(string header, string end = "}")
    {
        if (header.Length > 0) Line(header);
        Line("{");
        _depth++;
        return new(this, end);
    }

    /// <summary>Deeper lines without braces.</summary>
    public Scope Indented()
    {
        _depth++;
        return new(this, "");
    }

    /// <summary>A public override, documented by what it overrides.</summary>
    public CodeWriter Override(string declaration) => Line().Line("/// <inheritdoc/>").Line("public override " + declaration);

    public Scope OverrideBlock(string header, string end = "}") => Line().Line("/// <inheritdoc/>").Block("public override " + header, end);

    public override string ToString() => _text.ToString();

    internal readonly struct Scope(CodeWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            if (end.Length > 0) writer.Line(end);
        }
    }
}
