using Microsoft.Playwright;

namespace SynthAug.Browser.Tests;

/// <summary>Each check on a page that is broken in its way: a check that finds nothing here would find nothing anywhere.</summary>
[Collection(nameof(BrowserFixture))]
public class CheckTests(BrowserFixture browser)
{
    [BrowserTheory]
    [InlineData("wide", "<div style='width: 2000px'>wide</div>")]
    [InlineData("scroll", "<p>text</p><div style='overflow: auto; width: 100px'><div style='width: 300px'>a table of its own</div></div>")]
    [InlineData("scroll", "<div style='overflow-y: scroll; height: 40px'>a scroll bar that is always there</div>")]
    [InlineData("cut", "<div style='overflow: hidden; width: 60px; white-space: nowrap'>words that are cut off at the edge</div>")]
    [InlineData("overlap", "<p style='margin: 0'>one line</p><p style='margin: 0; position: relative; top: -18px'>upon another</p>")]
    [InlineData("overlap", "<svg width='200' height='50'><text x='10' y='20'>a label</text><text x='30' y='22'>and one upon it</text></svg>")]
    [InlineData("overlap", "<svg width='200' height='90'><text x='40' y='40' transform='rotate(-90 40 40)' text-anchor='middle'>turned</text><text x='30' y='45'>across it</text></svg>")]
    [InlineData("clipped", "<svg width='60' height='30'><text x='10' y='20'>longer than its drawing</text></svg>")]
    [InlineData("outside", "<p style='position: relative; left: -20px'>out to the left</p>")]
    [InlineData("empty", "<p style='display: none'>nothing to see</p>")]
    public async Task A_broken_page_is_found_out(string kind, string body)
    {
        var findings = await FindAsync(body);
        findings.ShouldContain(finding => finding.StartsWith(kind + ":", StringComparison.Ordinal), string.Join('\n', findings));
    }

    [BrowserTheory]
    [InlineData("<p style='line-height: 1.1'>two lines of one paragraph, set close, <br/> are not two texts in one place</p>")]
    [InlineData("<p>above</p><p>below <b>and bold</b></p><svg width='200' height='60'><text x='10' y='20'>one</text><text x='10' y='38'>two</text></svg>")]
    [InlineData("<p>text</p><div style='position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)'>for screen readers</div>")]
    public async Task A_sound_page_is_left_alone(string body) => (await FindAsync(body)).ShouldBeEmpty();

    [BrowserTheory]
    [InlineData("<p style='color: #999'>grey on white</p>", 1)]
    [InlineData("<div style='background: #333'><p style='color: #555'>dark on dark</p></div>", 1)]
    [InlineData("<svg width='90' height='30'><text x='5' y='20' fill='#bbb'>pale</text></svg>", 1)]
    [InlineData("<p style='color: #595959'>dark enough</p>", 0)]
    public async Task Faint_letters_are_found_out(string body, int count) =>
        (await OpenAsync(body, (page, _) => PageChecks.FaintAsync(page))).Length.ShouldBe(count);

    [BrowserTheory]
    [InlineData("<svg width='90' height='30' role='img'><title>t</title></svg>", 1)]
    [InlineData("<svg width='90' height='30' role='img'><title>t</title><desc>d</desc></svg>", 0)]
    [InlineData("<table><tr><td>1</td></tr></table>", 1)]
    [InlineData("<table><caption>c</caption><tr><td>1</td></tr></table>", 0)]
    public async Task Drawings_and_tables_without_words_are_found_out(string body, int count) =>
        (await OpenAsync(body, (page, _) => PageChecks.SilentAsync(page))).Length.ShouldBe(count);

    [BrowserFact]
    public async Task A_page_that_fetches_something_is_found_out()
    {
        // No such host: the request is made all the same.
        var asked = await OpenAsync("<p>text</p><img src='http://nowhere.invalid/x.png' alt='none'/>", (_, requests) => Task.FromResult(requests.ToArray()));
        asked.ShouldBe(["http://nowhere.invalid/x.png"]);
    }

    private Task<string[]> FindAsync(string body) => OpenAsync(body, (page, _) => PageChecks.AllAsync(page));

    private async Task<T> OpenAsync<T>(string body, Func<IPage, IReadOnlyList<string>, Task<T>> look)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("broken-").FullName, "page.html");
        await File.WriteAllTextAsync(file, $"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'/><title>t</title><link rel='icon' href='data:,'/></head><body style='font: 16px sans-serif'>{body}</body></html>");
        try
        {
            return await browser.OpenAsync(file, 360, Media.Screen, look);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
