using System.Globalization;

namespace SynthAug.Engine.Data;

/// <summary>Which field is the label and which feature each other field is.</summary>
/// <param name="Names">Of all fields.</param>
/// <param name="Label">Field of the label.</param>
/// <param name="FeatureNames">In the table's order.</param>
/// <param name="Features">By field: its place among the features; −1 for the label and for a field that is left out.</param>
/// <param name="Warnings">One line each.</param>
internal sealed record TableHeader(
    IReadOnlyList<string> Names, int Label, IReadOnlyList<string> FeatureNames, IReadOnlyList<int> Features, IReadOnlyList<string> Warnings)
{
    private const int Shown = 10;

    public static TableHeader Of(string source, IReadOnlyList<string> names, CsvTableOptions options)
    {
        var label = names.Index().Where(name => name.Item == options.LabelColumn).Select(static name => name.Index).FirstOrDefault(-1);
        if (label < 0) throw NoLabel(source, names, options.LabelColumn);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0)
                throw new DataFileException($"{source}: column {i + 1} has no name; name it, or drop it (an unnamed first column is often a row index).");
            if (!seen.TryAdd(names[i], i))
                throw new DataFileException($"{source}: columns {seen[names[i]] + 1} and {i + 1} are both called '{names[i]}'; rename one.");
        }

        var own = names.Where((_, i) => i != label).ToList();
        if (own.Count == 0) throw new DataFileException($"{source}: there is no column but the label '{options.LabelColumn}'; features are needed.");
        if (options.Like is not { } like) return new(names, label, own, [.. names.Select((_, i) => i == label ? -1 : i < label ? i : i - 1)], []);

        var wanted = like.Columns.Select(static column => column.Name).ToList();
        if (wanted.Find(name => !own.Contains(name)) is { } missing)
            throw new DataFileException($"{source}: column '{missing}' of {like.Source} is missing; both files need the same features.");
        var extra = own.Where(name => !wanted.Contains(name)).Select(name => $"{source}: column '{name}' is not in {like.Source} and is left out.");
        return new(names, label, wanted, [.. names.Select((name, i) => i == label ? -1 : wanted.IndexOf(name))], [.. extra]);
    }

    private static DataFileException NoLabel(string source, IReadOnlyList<string> names, string label)
    {
        var list = string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");
        var nearest = names.MinBy(name => Distance(name.ToUpperInvariant(), label.ToUpperInvariant()))!;
        var isNumeric = names.Any(static name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        var hint = isNumeric ? " The first line must hold the column names."
            : Distance(nearest.ToUpperInvariant(), label.ToUpperInvariant()) <= Math.Max(1, label.Length / 3) ? $" Did you mean '{nearest}'?"
            : "";
        return new($"{source}: there is no column '{label}' to take the label from; the columns are {list}.{hint}");
    }

    // Levenshtein, one line of the table at a time.
    private static int Distance(string first, string second)
    {
        var line = Enumerable.Range(0, second.Length + 1).ToArray();
        for (var i = 0; i < first.Length; i++)
        {
            var diagonal = line[0];
            line[0] = i + 1;
            for (var j = 0; j < second.Length; j++)
            {
                var replaced = diagonal + (first[i] == second[j] ? 0 : 1);
                diagonal = line[j + 1];
                line[j + 1] = Math.Min(replaced, 1 + Math.Min(diagonal, line[j]));
            }
        }

        return line[^1];
    }
}
