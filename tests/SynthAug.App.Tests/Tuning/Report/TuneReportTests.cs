using System.Xml.Linq;

namespace SynthAug.App.Tests.Tuning.Report;

/// <summary>What stands on the page of a run; how it looks is for the browser's tests.</summary>
public class TuneReportTests
{
    private const string Line = "--generator copy --classifier line --folds 4 --repeats 2 --gamma 0:2:5";

    [Fact]
    public async Task The_verdict_comes_first_and_is_that_of_the_document()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line);
        var page = Page(run);
        var verdict = run.Document.GetProperty("verdict");
        var words = new Dictionary<string, string> { ["augment"] = "Augment", ["do-not-augment"] = "Do not augment", ["cannot-tell"] = "Cannot tell" };
        var box = page.Descendants("main").Single().Elements("section").First();
        box.Element("h2")!.Value.ShouldBe(words[verdict.GetProperty("word").GetString()!]);
        // Its sentences too, with a true minus sign.
        box.Elements("p").Select(p => p.Value).ShouldContain(verdict.GetProperty("sentences")[2].GetString()!.Replace(" -", " −", StringComparison.Ordinal));
        Headings(page).ShouldBe(
        [
            "What to do", "Before you rely on it", "How many rows", "Rules side by side", "Calibration before and after", "Where synthetic rows fall", "Why",
            "Data", "How to read this", "Provenance",
        ]);
    }

    [Fact]
    public async Task What_to_do_carries_the_numbers_of_the_data()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(90, 30), Line);
        var steps = Page(run).Descendants("ol").Single(e => (string?)e.Attribute("class") == "steps").Elements("li").Select(li => li.Value).ToArray();
        // The weights of strength ½ have the least loss here: √(90/30); what is left of the prior is ½·log 3 = 0.549, σ(−0.549) = 0.366.
        steps.ShouldBe(
        [
            "Fit line on your rows with class weights: a minority row counts 1.73 times as much as a majority row.",
            "Add 0.549 to its log-odds, so that both classes weigh the same; or keep its probabilities and move the threshold from 0.5 to 0.366, which decides the same.",
        ]);
    }

    [Fact]
    public async Task A_generator_that_refuses_leaves_a_page_that_says_so_once_a_figure()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line + " --generator refuses");
        var page = Page(run);
        page.Descendants("figure").Count(f => f.Value.Contains("refused: not with these rows", StringComparison.Ordinal)).ShouldBe(1);
        page.Descendants("div").Where(d => ((string?)d.Attribute("class"))?.StartsWith("callout", StringComparison.Ordinal) == true)
            .Select(d => d.Value).ShouldContain(text => text.Contains("refuses made no rows: not with these rows", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_rule_of_the_document_is_in_the_table_with_its_measures()
    {
        using var run = await TuneRun.OfAsync(TuneRun.Csv(60, 20), Line);
        var tables = Page(run).Descendants("details").Elements("table").ToArray();
        var rules = run.Document.GetProperty("panel").EnumerateArray().Where(e => !e.TryGetProperty("refusal", out _)).Select(e => e.GetProperty("rule").GetString()!).ToHashSet();
        foreach (var table in tables)
        {
            var named = table.Element("tbody")!.Elements("tr").Select(tr => tr.Element("th")!.Value).ToHashSet();
            rules.ShouldBeSubsetOf(named);
        }

        string[] measures = ["AUROC", "Brier score", "sensitivity at specificity 0.9", "slope", "average precision"];
        tables.SelectMany(t => t.Descendants("th")).Select(th => th.Value).ToHashSet().IsSupersetOf(measures).ShouldBeTrue();
    }

    private static XElement Page(TuneRun run) => XDocument.Parse(run.Read("report.html")).Root!;

    private static string[] Headings(XElement page) =>
        [.. page.Descendants("section").Where(s => ((string?)s.Attribute("id"))?.StartsWith("section-", StringComparison.Ordinal) == true).Select(s => s.Element("h2")!.Value)];
}
