using System.Globalization;
using SynthAug.App.Terminal;
using SynthAug.Engine.Sizing;

namespace SynthAug.App.Tuning;

/// <summary>Reads <c>--gamma FROM:TO:COUNT</c>.</summary>
internal static class GammaRange
{
    // Far beyond any use, and small enough that sizes stay indices and losses stay in memory.
    private const double Largest = 1000;
    private const int MostValues = 1001;

    /// <exception cref="AppException">Not of this form, or not a range of multipliers.</exception>
    public static SizeGrid Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length != 3
            || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var from)
            || !double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var to)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            throw Bad(text, "write FROM:TO:COUNT, such as 0:2:21");
        if (!(from >= 0)) throw Bad(text, "FROM must be 0 or more");
        if (!(to > from)) throw Bad(text, "TO must be larger than FROM");
        if (to > Largest) throw Bad(text, "TO may be 1000 at most");
        if (count is < 2 or > MostValues) throw Bad(text, "COUNT must be between 2 and 1001");
        // −0 would be another key than 0.
        return new(from == 0 ? 0 : from, to, count);
    }

    private static AppException Bad(string text, string remedy) => new($"--gamma is '{text}'; {remedy}");
}
