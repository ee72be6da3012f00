using System.Globalization;

namespace SynthAug.Engine.Data;

/// <summary>Which field is the label, which the group, and which feature each other field is.</summary>
/// <param name="Names">Of all fields.</param>
/// <param name="Label">Field of the label.</param>
/// <param name="Group">Field of the group; −1 for none.</param>
/// <param name="FeatureNames">In the table's order.</param>
/// <param name="Features">By field: its place among the features; −1 for a field that is none.</param>
internal sealed record TableHeader(IReadOnlyList<string> Names, int Label, int Group, IReadOnlyList<string> FeatureNames, IReadOnlyList<int> Features)
{
    private const int Shown = 10;

    public static TableHeader Of(string source, IReadOnlyList<string> names, CsvTableOptions options)
    {
        var label = IndexOf(names, options.LabelColumn);
        if (label < 0) throw NoLabel(source, names, options.LabelColumn);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count; i++)
        {
            if (names[i].Length == 0)
                throw new DataFileException($"{source}: column {i + 1} has no name; name it, or drop it (an unnamed first column is often a row index).");
            if (!seen.TryAdd(names[i], i))
                throw new DataFileException($"{source}: columns {seen[names[i]] + 1} and {i + 1} are both called '{names[i]}'; rename one.");
        }

        if (options.Like is { } like) return Of(source, names, label, like);
        options.Schema?.Check(source, names, options.LabelColumn, options.GroupColumn);
        var groupName = options.GroupColumn ?? options.Schema?.Columns.FirstOrDefault(column => column.Value == ColumnUse.Group).Key;
        var group = groupName is null ? -1 : IndexOf(names, groupName);
        if (groupName is not null && group < 0)
            throw new DataFileException($"{source}: there is no column '{groupName}' to take the groups from; the columns are {List(names)}.");
        if (group == label) throw new DataFileException($"{source}: column '{groupName}' cannot be both label and group; name two columns.");
        var own = names.Where((name, i) => i != label && i != group && options.Schema?.Columns.GetValueOrDefault(name) != ColumnUse.Ignored).ToList();
        if (own.Count == 0) throw new DataFileException($"{source}: there is no column but the label '{options.LabelColumn}'{(group < 0 ? "" : " and the group")}; features are needed.");
        return new(names, label, group, own, [.. names.Select(name => own.IndexOf(name))]);
    }

    /// <summary>Another file of the same columns, in any order; what the first one ignores may be there or not.</summary>
    private static TableHeader Of(string source, IReadOnlyList<string> names, int label, CsvTable like)
    {
        var wanted = like.Columns.Select(static column => column.Name).ToList();
        if (wanted.Find(name => !names.Contains(name)) is { } missing)
            throw new DataFileException($"{source}: column '{missing}' of {like.Source} is missing; both files need the same columns.");
        if (like.GroupColumn is { } group && !names.Contains(group))
            throw new DataFileException($"{source}: column '{group}' of {like.Source}, the group, is missing; both files need the same columns.");
        if (names.FirstOrDefault(name => !like.Header.Contains(name)) is { } extra)
            throw new DataFileException($"{source}: column '{extra}' is not in {like.Source}; both files need the same columns.");
        return new(names, label, like.GroupColumn is null ? -1 : IndexOf(names, like.GroupColumn), wanted, [.. names.Select(name => wanted.IndexOf(name))]);
    }

    private static int IndexOf(IReadOnlyList<string> names, string wanted)
    {
        for (var i = 0; i < names.Count; i++)
            if (names[i] == wanted) return i;
        return -1;
    }

    private static string List(IReadOnlyList<string> names) => string.Join(", ", names.Take(Shown)) + (names.Count > Shown ? $" and {names.Count - Shown} more" : "");

    private static DataFileException NoLabel(string source, IReadOnlyList<string> names, string label)
    {
        var nearest = names.MinBy(name => Distance(name.ToUpperInvariant(), label.ToUpperInvariant()))!;
        var isNumeric = names.Any(static name => double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
        var hint = isNumeric ? " The first line must hold the column names."
            : Distance(nearest.ToUpperInvariant(), label.ToUpperInvariant()) <= Math.Max(1, label.Length / 3) ? $" Did you mean '{nearest}'?"
            : "";
        return new($"{source}: there is no column '{label}' to take the label from; the columns are {List(names)}.{hint}");
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
