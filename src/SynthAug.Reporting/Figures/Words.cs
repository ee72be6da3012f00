using System.Globalization;

namespace SynthAug.Reporting.Figures;

/// <summary>Small pieces of English for captions and descriptions.</summary>
internal static class Words
{
    public static string Or(string text, string fallback) => string.IsNullOrWhiteSpace(text) ? fallback : text;

    public static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    public static string Join(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}",
    };
}
