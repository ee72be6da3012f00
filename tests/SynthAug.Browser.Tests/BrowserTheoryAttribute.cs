namespace SynthAug.Browser.Tests;

/// <summary>A test that needs a Chromium of the system. Skipped where there is none; SYNTHAUG_CHROMIUM names one that stands elsewhere.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Path is null ? Chromium.Reason : null;
}

/// <inheritdoc cref="BrowserTheoryAttribute"/>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Path is null ? Chromium.Reason : null;
}

internal static class Chromium
{
    public const string Reason = "No Chromium is installed; set SYNTHAUG_CHROMIUM to one, or install the package chromium.";

    private static readonly string[] s_names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    public static string? Path { get; } = Find();

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("SYNTHAUG_CHROMIUM") is { Length: > 0 } named) return File.Exists(named) ? named : null;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return folders.SelectMany(folder => s_names.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
