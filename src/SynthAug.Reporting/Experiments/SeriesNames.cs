namespace SynthAug.Reporting.Experiments;

/// <summary>
/// Names that tell rows apart. A plot says which column is its series; whatever else differs among rows that would fall on one spot is
/// added to the name, so nothing is ever averaged or overdrawn in silence.
/// </summary>
internal static class SeriesNames
{
    /// <param name="series">The declared column; null for none.</param>
    /// <param name="place">Where a row is drawn: rows of one place need different names.</param>
    /// <param name="taken">Columns that the place shows already.</param>
    public static Func<RowKey, string> Of(
        RowColumns columns, IReadOnlyCollection<RowKey> keys, string? series, Func<RowKey, string> place, params IEnumerable<string?> taken)
    {
        var chosen = new List<string>();
        if (series is not null) chosen.Add(series);
        foreach (var column in columns.Names.Except(taken.OfType<string>()).Except(chosen).ToArray())
        {
            var values = new Dictionary<string, string>();
            // Two rows on one spot that differ in it.
            var isNeeded = keys.Any(key =>
            {
                var (spot, value) = ($"{place(key)}\0{Join(columns, key, chosen)}", columns.Value(key, column));
                return !values.TryAdd(spot, value) && values[spot] != value;
            });
            if (isNeeded) chosen.Add(column);
        }

        // A rule that adds no rows has no generator to be named after.
        return key => Join(columns, key, chosen) is { Length: > 0 } name ? name : chosen.Count == 0 ? "" : key.Rule;
    }

    private static string Join(RowColumns columns, RowKey key, IEnumerable<string> chosen) =>
        string.Join(", ", chosen.Select(column => columns.Name(key, column)).Where(text => text.Length > 0));
}
