using System.Text.RegularExpressions;
using System.Xml.Linq;
using SynthAug.Reporting.Html;
using SynthAug.Reporting.Tests.Figures;

namespace SynthAug.Reporting.Tests.Html;

public partial class ReportHtmlTests
{
    static readonly string s_html = ReportHtml.Render(SampleReports.Experiment);

    static readonly XElement s_root = XDocument.Parse(s_html).Root!;

    [Fact]
    public void A_small_page() => ReportHtml.Render(new ReportPage
    {
        Title = "Small",
        Lead = "First.\n\nSecond.",
        Sections =
        [
            new("Results", [
                new ParagraphBlock("One.\n\nTwo."),
                new TableBlock("Losses.", [new("rule"), new("loss", Alignment.Right)], [["none", "0.4"], ["tuned", "0.3"]]),
                new CalloutBlock(CalloutKind.Caution, "Few rows."),
                new KeyValueBlock("What ran", [new("seed", "5")]),
            ]),
        ],
        Footer = "The end.",
    }).Replace(ReportStyle.Css, "(style sheet)\n", StringComparison.Ordinal).ShouldMatchSnapshot("html");

    [Fact]
    public void The_verdict_stands_before_everything_else()
    {
        var html = ReportHtml.Render(SampleReports.Experiment with
        {
            Verdict = new(VerdictTone.No, "Do not augment", ["Use prior shift.", "It gains nothing."], TuneFigures.Verdict),
        });
        var main = XDocument.Parse(html).Root!.Descendants("main").Single();
        main.Elements().Select(e => e.Name.LocalName).Take(3).ShouldBe(["header", "section", "nav"]);
        var box = main.Elements("section").First();
        box.Attribute("class")!.Value.ShouldBe("verdict no");
        box.Elements("h2").Single().Value.ShouldBe("Do not augment");
        box.Elements("p").Select(p => p.Value).ShouldBe(["Use prior shift.", "It gains nothing.", "Shaded: differences smaller than the margin of 0.005."]);
        box.Descendants().Count(e => e.Name.LocalName == "svg").ShouldBe(2);
    }

    [Fact]
    public void The_page_asks_for_nothing_from_outside()
    {
        s_html.ShouldStartWith("<!DOCTYPE html>\n");
        s_html.ShouldNotContain("<script");
        s_html.ShouldNotContain('\r');
        s_html.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal).ShouldNotContain("://");
        s_html.ShouldNotContain("url(");
        s_html.ShouldNotContain("@import");
        s_root.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src").Select(a => a.Value)
            .ShouldAllBe(target => target == "data:," || target.StartsWith('#'));
    }

    [Fact]
    public void The_same_page_gives_the_same_bytes() => ReportHtml.Render(SampleReports.Experiment).ShouldBe(s_html);

    [Fact]
    public void Ids_are_unique_and_every_reference_finds_one()
    {
        var ids = s_root.Descendants().Attributes("id").Select(a => a.Value).ToArray();
        ids.ShouldBeUnique();
        ids.Length.ShouldBeGreaterThan(20);
        s_root.Descendants().Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' '))
            .Concat(s_root.Descendants().Attributes("href").Where(a => a.Value.StartsWith('#')).Select(a => a.Value[1..]))
            .ShouldAllBe(reference => ids.Contains(reference));
    }

    [Fact]
    public void Every_class_of_the_page_is_in_its_style_sheet()
    {
        var css = s_root.Descendants("style").Single().Value;
        s_root.Descendants().Where(element => element.Name.Namespace == XNamespace.None).Attributes("class").SelectMany(a => a.Value.Split(' ')).Distinct()
            .Except(["figure-head", "callout", "note"])
            .ShouldAllBe(name => ClassName().Matches(css).Any(match => match.Groups[1].Value == name));
        css.Count(c => c == '{').ShouldBe(css.Count(c => c == '}'));
    }

    [Fact]
    public void Figures_are_drawn_for_a_page_and_for_a_phone_and_numbered()
    {
        var figures = s_root.Descendants("figure").ToArray();
        figures.Length.ShouldBe(5);
        foreach (var figure in figures)
            figure.Elements("div").Attributes("class").Select(a => a.Value).ShouldBe(["figure-head", "wide", "narrow"]);
        figures[1].Descendants("strong").Single().Value.ShouldBe("Figure 2. Under local symmetry only the oracle generator helps");
        figures[1].Descendants("figcaption").Single().Value.ShouldEndWith("Shaded: mean ± 1 standard error over 100 repetitions.");
    }

    [Fact]
    public void Text_is_escaped_everywhere()
    {
        const string evil = "<b>&\"'</b></style><script>alert(1)</script>";
        var html = ReportHtml.Render(new ReportPage
        {
            Title = evil,
            Lead = evil,
            Footer = evil,
            Sections =
            [
                .. Enumerable.Repeat(new ReportSection(evil,
                [
                    new ParagraphBlock(evil), new CalloutBlock(CalloutKind.Note, evil), new KeyValueBlock(evil, [new(evil, evil)]),
                    new TableBlock(evil, [new(evil), new(evil)], [[evil, evil]]),
                    new FigureBlock(SampleFigures.RiskCurves with { Title = evil, Subtitle = evil, Caption = evil }),
                ]), 4),
            ],
        });
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<b>");
        XDocument.Parse(html).Root!.Descendants("h1").Single().Value.ShouldBe(evil);
    }

    [Fact]
    public void A_table_row_of_another_length_is_refused()
    {
        var table = new TableBlock("Losses.", [new("a"), new("b")], [["1", "2"], ["3"]]);
        Should.Throw<ArgumentException>(() => ReportHtml.Render(new ReportPage { Title = "t", Sections = [new("s", [table])] }))
            .Message.ShouldContain("has 2 columns, but a row of 1: 3");
    }

    [Fact]
    public void A_table_that_fits_a_phone_stays_a_table_and_a_wide_one_becomes_cards()
    {
        var tables = s_root.Descendants("table").ToArray();
        tables[0].Attribute("class").ShouldBeNull();
        tables[1].Attribute("class")!.Value.ShouldStartWith("cards-");
        // On a card each value needs the name of its column.
        tables[1].Descendants("td").ShouldAllBe(cell => cell.Attribute("data-label") != null);
    }

    [Fact]
    public void Column_headings_repeat_on_every_printed_page()
    {
        ReportStyle.Css[ReportStyle.Css.IndexOf("@media print", StringComparison.Ordinal)..].ShouldContain("thead { display: table-header-group; }");
        s_root.Descendants("table").ShouldAllBe(table => table.Elements("thead").Count() == 1);
    }

    [GeneratedRegex(@"\.([a-z][a-z0-9-]*)")]
    private static partial Regex ClassName();
}
