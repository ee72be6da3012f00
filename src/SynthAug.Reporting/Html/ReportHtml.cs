using System.Globalization;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Html;

/// <summary>
/// Sets a <see cref="ReportPage"/> as one HTML file: no script, no network, no font file, system fonts, a sheet for print. The same page
/// gives the same bytes.
/// </summary>
public static class ReportHtml
{
    // Below this a list of sections is longer than the way to them.
    const int SectionsForContents = 4;

    /// <exception cref="ArgumentException">A table row is longer or shorter than its heading, or a figure cannot be drawn.</exception>
    public static string Render(ReportPage page)
    {
        var html = new HtmlWriter();
        html.Raw("<!DOCTYPE html>\n");
        html.Open("html", ("lang", "en"));
        html.Open("head");
        html.Raw("<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        html.Raw("<meta name=\"color-scheme\" content=\"light\"/>\n");
        // An empty icon keeps a browser from asking the server for one.
        html.Raw("<link rel=\"icon\" href=\"data:,\"/>\n");
        html.Element("title", page.Title);
        html.Raw($"<style>\n{ReportStyle.Css}</style>\n");
        html.Close();
        html.Open("body");
        html.Open("main");
        html.Open("header");
        html.Element("h1", page.Title);
        html.Paragraphs(page.Lead, ("class", "lead"));
        html.Close();
        if (page.Verdict is { } verdict) Verdict(html, verdict);
        if (page.Sections.Count >= SectionsForContents) Contents(html, page);

        var numbers = new Numbers();
        for (var i = 0; i < page.Sections.Count; i++)
        {
            html.Open("section", ("id", SectionId(i)), ("aria-labelledby", $"{SectionId(i)}-heading"));
            html.Element("h2", page.Sections[i].Heading, ("id", $"{SectionId(i)}-heading"));
            foreach (var block in page.Sections[i].Blocks) Block(html, block, numbers);
            html.Close();
        }

        if (page.Footer.Length > 0) html.Element("footer", page.Footer);
        html.Close();
        html.Close();
        html.Close();
        return html.ToString();
    }

    static void Contents(HtmlWriter html, ReportPage page)
    {
        html.Open("nav", ("aria-label", "Contents"));
        html.Open("ol");
        for (var i = 0; i < page.Sections.Count; i++)
        {
            html.Open("li");
            html.Element("a", page.Sections[i].Heading, ("href", $"#{SectionId(i)}"));
            html.Close();
        }

        html.Close();
        html.Close();
    }

    static void Block(HtmlWriter html, ReportBlock block, Numbers numbers)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                html.Paragraphs(paragraph.Text);
                break;
            case ListBlock list:
                html.Open("ol", ("class", "steps"));
                foreach (var item in list.Items) html.Element("li", item);
                html.Close();
                break;
            case FoldedBlock folded:
                html.Open("details");
                html.Element("summary", folded.Summary);
                foreach (var inner in folded.Blocks) Block(html, inner, numbers);
                html.Close();
                break;
            case FigureBlock figure:
                FigureWithCaption(html, figure.Figure, ++numbers.Figures);
                break;
            case TableBlock table:
                ReportTable.Write(html, table, ++numbers.Tables);
                break;
            case KeyValueBlock pairs:
                KeyValues(html, pairs);
                break;
            case CalloutBlock callout:
                Callout(html, callout);
                break;
            default:
                throw new ArgumentException($"No setting is known for {block.GetType().Name}.", nameof(block));
        }
    }

    static void Verdict(HtmlWriter html, VerdictBox verdict)
    {
        var tone = verdict.Tone switch { VerdictTone.Yes => "yes", VerdictTone.No => "no", _ => "open" };
        html.Open("section", ("class", $"verdict {tone}"), ("id", "verdict"), ("aria-labelledby", "verdict-word"));
        html.Element("h2", verdict.Word, ("id", "verdict-word"));
        html.Element("p", verdict.Sentences[0], ("class", "lead"));
        foreach (var sentence in verdict.Sentences.Skip(1)) html.Element("p", sentence);
        if (verdict.Scale is { } scale)
        {
            Drawings(html, scale, "verdict");
            if (scale.CaptionWithNotes.Length > 0) html.Element("p", scale.CaptionWithNotes, ("class", "caption"));
        }

        html.Close();
    }

    static void FigureWithCaption(HtmlWriter html, Figure figure, int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"figure-{number}");
        html.Open("figure", ("id", id));
        html.Open("div", ("class", "figure-head"));
        html.Element("strong", string.Create(CultureInfo.InvariantCulture, $"Figure {number}. {figure.Title}"));
        if (!string.IsNullOrWhiteSpace(figure.Subtitle)) html.Element("span", figure.Subtitle);
        html.Close();
        Drawings(html, figure, id);
        if (figure.CaptionWithNotes.Length > 0) html.Element("figcaption", figure.CaptionWithNotes);
        html.Close();
    }

    // Drawn twice and shown once: a drawing for a page, shrunk to a phone, would have letters of five px.
    static void Drawings(HtmlWriter html, Figure figure, string id)
    {
        html.Open("div", ("class", "wide"));
        html.Raw(FigureSvg.Inline(figure, id + "-page", FigureSize.Page));
        html.Close();
        html.Open("div", ("class", "narrow"));
        html.Raw(FigureSvg.Inline(figure, id + "-phone", FigureSize.Phone));
        html.Close();
    }

    static void KeyValues(HtmlWriter html, KeyValueBlock block)
    {
        html.Open("div", ("class", "pairs"));
        if (block.Caption.Length > 0) html.Element("p", block.Caption, ("class", "caption"));
        html.Open("dl");
        foreach (var (name, value) in block.Pairs)
        {
            html.Open("div");
            html.Element("dt", name);
            html.Element("dd", value);
            html.Close();
        }

        html.Close();
        html.Close();
    }

    static void Callout(HtmlWriter html, CalloutBlock callout)
    {
        var (name, label) = callout.Kind switch
        {
            CalloutKind.Note => ("note", "Note"),
            CalloutKind.Finding => ("finding", "Finding"),
            _ => ("caution", "Caution"),
        };
        html.Open("div", ("class", $"callout {name}"), ("role", "note"));
        html.Element("strong", label);
        html.Paragraphs(callout.Text);
        html.Close();
    }

    static string SectionId(int index) => string.Create(CultureInfo.InvariantCulture, $"section-{index + 1}");

    sealed class Numbers
    {
        public int Figures { get; set; }

        public int Tables { get; set; }
    }
}
