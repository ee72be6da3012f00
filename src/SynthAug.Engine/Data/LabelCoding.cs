using System.Globalization;

namespace SynthAug.Engine.Data;

/// <summary>Which texts of the label column are the positive class.</summary>
/// <param name="Positive">Text of the positive class.</param>
/// <param name="Values">All texts, in ordinal order.</param>
/// <param name="IsPositive">By the label's code.</param>
/// <param name="Warnings">One line each.</param>
internal sealed record LabelCoding(string Positive, IReadOnlyList<string> Values, bool[] IsPositive, IReadOnlyList<string> Warnings)
{
    private const int Shown = 10;

    public static LabelCoding Of(TableContent content, CsvTableOptions options)
    {
        var counts = new int[content.LabelTexts.Count];
        foreach (var code in content.Labels) counts[code]++;
        var found = content.LabelTexts.Select((text, code) => new Label(text, counts[code])).OrderBy(static label => label.Text, StringComparer.Ordinal).ToList();
        var where = $"{content.Source}: label column '{content.LabelColumn}'";

        if (found.Count == 1 && options.Like is null)
            throw new DataFileException($"{where} holds only '{found[0].Text}' ({found[0].Count} rows); two classes are needed.");
        var warnings = new List<string>();
        var positive = (options.PositiveValue ?? options.Like?.PositiveValue) is { } asked ? Asked(asked) : Rarer();
        if (options.Like is { } like && found.Find(label => !like.LabelValues.Contains(label.Text)) is { Text: var foreign })
            throw new DataFileException($"{where} holds '{foreign}', which {like.Source} does not have; use the same labels in both.");
        var positives = found.Find(label => label.Text == positive)?.Count ?? 0;
        if (2 * positives > content.Labels.Count)
            warnings.Add($"{where}: the positive class '{positive}' is the more frequent one ({positives} of {content.Labels.Count} rows).");
        var isPositive = new bool[counts.Length];
        for (var code = 0; code < isPositive.Length; code++) isPositive[code] = content.LabelTexts[code] == positive;
        return new(positive, [.. found.Select(static label => label.Text)], isPositive, warnings);

        string Asked(string value)
        {
            // A second file may lack a class of the first.
            if (options.Like is not null) return value;
            if (found.Exists(label => label.Text == value)) return value;
            var hint = found.Find(label => SameNumber(label.Text, value)) is { Text: var same } ? $"; say --positive {same}" : "";
            throw new DataFileException($"{where} has no '{value}'; it holds {Describe(found)}{hint}.");
        }

        string Rarer()
        {
            if (found.Count > 2)
            {
                var twins = found.SelectMany(_ => found, static (a, b) => (First: a.Text, Second: b.Text))
                    .FirstOrDefault(static pair => string.CompareOrdinal(pair.First, pair.Second) < 0 && SameNumber(pair.First, pair.Second));
                var spelling = twins.First is null ? "" : $" ('{twins.First}' and '{twins.Second}' are one number in two spellings: use one)";
                throw new DataFileException(
                    $"{where} holds {found.Count} values: {Describe(found)}{spelling}; say --positive VALUE to set one against the rest.");
            }

            if (found[0].Count == found[1].Count)
                warnings.Add($"{where}: both classes have {found[0].Count} rows; '{found[1].Text}' is taken as positive, say --positive to change it.");
            return found[0].Count < found[1].Count ? found[0].Text : found[1].Text;
        }
    }

    private static string Describe(List<Label> found)
    {
        var list = string.Join(", ", found.Take(Shown).Select(static label => $"'{label.Text}' ({label.Count} rows)"));
        return found.Count <= Shown ? list : $"{list} and {found.Count - Shown} more";
    }

    // A class: sorting and searching of tuples are compiled for every kind of tuple while the program runs, 8 ms of a start.
    private sealed record Label(string Text, int Count);

    private static bool SameNumber(string first, string second) =>
        double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
        && double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out var b) && a == b;
}
