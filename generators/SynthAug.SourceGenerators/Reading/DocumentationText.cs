using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SynthAug.SourceGenerators.Reading;

/// <summary>
/// The plain text of a class's summary. Read from the source itself: without a documentation file the compiler does not parse
/// comments, and a symbol has none.
/// </summary>
internal static class DocumentationText
{
    private static readonly Regex Blank = new(@"\s+", RegexOptions.CultureInvariant);

    public static string Summary(TypeDeclarationSyntax type)
    {
        var lines = type.GetLeadingTrivia().ToFullString().Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.StartsWith("///", StringComparison.Ordinal))
            .Select(line => line.Substring(3));
        try
        {
            var comment = XElement.Parse($"<comment>{string.Join("\n", lines)}</comment>");
            return comment.Element("summary") is { } summary ? Blank.Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : "";
        }
        catch (XmlException)
        {
            // A malformed comment is the compiler's to report (CS1570), and no reason to stop an experiment.
            return "";
        }
    }

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { IsEmpty: true } reference => Referred(reference),
        XElement element => string.Concat(element.Nodes().Select(Text)),
        _ => "",
    };

    /// <summary>The last word of what a <c>see</c> points to: <c>cref="Paper.MeanShift(int)"</c> → <c>MeanShift</c>.</summary>
    private static string Referred(XElement reference)
    {
        if (reference.Attribute("href") is { } link) return link.Value;
        var target = (reference.Attribute("cref") ?? reference.Attribute("name") ?? reference.Attribute("langword"))?.Value ?? "";
        var end = target.IndexOfAny(['(', '{', '<']);
        if (end >= 0) target = target.Substring(0, end);
        return target.Substring(Math.Max(target.LastIndexOf('.'), target.LastIndexOf(':')) + 1);
    }
}
