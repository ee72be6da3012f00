using Microsoft.Playwright;

namespace SynthAug.Browser.Tests;

/// <summary>The page of a tune run as a browser sets it: on a phone, a tablet, a desk, and on paper.</summary>
[Collection(nameof(BrowserFixture))]
public class ReportPageTests(BrowserFixture browser)
{
    public static TheoryData<string, int> Screens
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var page in (string[])[TunePages.Plain, TunePages.Crowded, TunePages.Refused])
                foreach (var width in (int[])[360, 768, 1280]) data.Add(page, width);
            return data;
        }
    }

    [BrowserTheory, MemberData(nameof(Screens))]
    public async Task Nothing_scrolls_inside_and_no_text_overlaps_or_is_cut(string page, int width)
    {
        var (folded, unfolded) = await browser.OpenAsync(browser.Pages[page], width, Media.Screen, async (p, _) =>
        {
            var before = await PageChecks.AllAsync(p);
            await p.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");
            return (before, await PageChecks.AllAsync(p));
        });
        folded.ShouldBeEmpty();
        unfolded.ShouldBeEmpty();
    }

    // 178 mm between the margins of an A4 sheet.
    [BrowserTheory, InlineData(TunePages.Plain), InlineData(TunePages.Crowded)]
    public async Task On_paper_everything_is_there_and_nothing_is_cut(string page)
    {
        var (findings, isUnfolded, pdf) = await browser.OpenAsync(browser.Pages[page], 673, Media.Print, async (p, _) => (
            await PageChecks.AllAsync(p),
            await p.EvaluateAsync<bool>("() => [...document.querySelectorAll('details table')].every(t => t.checkVisibility() && t.getBoundingClientRect().height > 20)"),
            await p.PdfAsync(new() { PreferCSSPageSize = true, Format = "A4" })));
        findings.ShouldBeEmpty();
        isUnfolded.ShouldBeTrue("The measures that are folded on a screen must be on paper.");
        pdf.Length.ShouldBeGreaterThan(20_000);
    }

    [BrowserTheory, InlineData(TunePages.Plain), InlineData(TunePages.Crowded), InlineData(TunePages.Refused)]
    public async Task The_page_asks_for_nothing_beside_itself(string page)
    {
        var asked = await browser.OpenAsync(browser.Pages[page], 1280, Media.Screen, async (p, requests) =>
        {
            await p.WaitForLoadStateAsync(LoadState.NetworkIdle);
            return requests.ToArray();
        });
        asked.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task The_verdict_is_on_the_first_screen_of_a_phone()
    {
        var bottom = await browser.OpenAsync(browser.Pages[TunePages.Plain], 360, Media.Screen, (p, _) =>
            p.EvaluateAsync<double>("() => document.getElementById('verdict-word').getBoundingClientRect().bottom"));
        bottom.ShouldBeLessThan(640);
    }

    [BrowserFact]
    public async Task Drawings_and_tables_say_what_they_are_to_those_who_do_not_see_them()
    {
        var silent = await browser.OpenAsync(browser.Pages[TunePages.Crowded], 1280, Media.Screen, (p, _) => PageChecks.SilentAsync(p));
        silent.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Letters_stand_out_from_what_is_behind_them()
    {
        var faint = await browser.OpenAsync(browser.Pages[TunePages.Crowded], 1280, Media.Screen, (p, _) => PageChecks.FaintAsync(p));
        faint.ShouldBeEmpty();
    }
}
