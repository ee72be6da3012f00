using Microsoft.Playwright;

namespace SynthAug.Browser.Tests;

/// <summary>One browser for all tests, and the pages they look at.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public TunePages Pages { get; } = new();

    public async Task InitializeAsync()
    {
        // Every test is skipped then; nothing to start.
        if (Chromium.Path is null) return;
        await Pages.MakeAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a file at a width and calls back with it; whatever the page asks for beside itself is listed.</summary>
    public async Task<T> OpenAsync<T>(string file, int width, Media media, Func<IPage, IReadOnlyList<string>, Task<T>> look)
    {
        await using var context = await _browser!.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        await page.EmulateMediaAsync(new() { Media = media });
        var address = new Uri(file).AbsoluteUri;
        var asked = new List<string>();
        page.Request += (_, request) =>
        {
            if (request.Url != address && !request.Url.StartsWith("data:", StringComparison.Ordinal)) asked.Add(request.Url);
        };
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });
        return await look(page, asked);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        Pages.Dispose();
    }
}

[CollectionDefinition(nameof(BrowserFixture))]
public sealed class BrowserCollection : ICollectionFixture<BrowserFixture>;
