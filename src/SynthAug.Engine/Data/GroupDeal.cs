namespace SynthAug.Engine.Data;

/// <summary>
/// Whole groups dealt into parts so that each part has its share of either class. Largest first, each to the part whose classes, in shares of
/// theirs, are the least filled; the shuffle decides among equals.
/// </summary>
internal static class GroupDeal
{
    /// <param name="majority">Group of every majority row.</param>
    /// <param name="minority">Group of every minority row, of the same numbering.</param>
    /// <param name="shares">Of the rows, one a part; above 0.</param>
    /// <param name="random">Shuffles the groups.</param>
    /// <returns>By group: its part; −1 for a group without rows.</returns>
    public static int[] Deal(ReadOnlySpan<int> majority, ReadOnlySpan<int> minority, ReadOnlySpan<double> shares, RandomStream random)
    {
        var sizes = SizesOf(majority, minority);
        double n0 = majority.Length, n1 = minority.Length;
        var order = Enumerable.Range(0, sizes.Length).Where(g => sizes[g] != default).ToArray();
        random.Shuffle<int>(order);
        // Stable: the shuffle's order stays among groups of one size.
        order = [.. order.OrderByDescending(g => Math.Max(sizes[g].Majority / n0, sizes[g].Minority / n1))];

        var partOf = new int[sizes.Length];
        Array.Fill(partOf, -1);
        var filled = new (int Majority, int Minority)[shares.Length];
        foreach (var group in order)
        {
            var size = sizes[group];
            var (part, least, leastRows) = (-1, double.PositiveInfinity, double.PositiveInfinity);
            for (var i = 0; i < filled.Length; i++)
            {
                // The growth of Σ_classes (rows / class size)² / share.
                var growth = (size.Majority * (2.0 * filled[i].Majority + size.Majority) / (n0 * n0) + size.Minority * (2.0 * filled[i].Minority + size.Minority) / (n1 * n1)) / shares[i];
                var rows = (filled[i].Majority + filled[i].Minority) / shares[i];
                if (growth < least || (growth == least && rows < leastRows)) (part, least, leastRows) = (i, growth, rows);
            }

            partOf[group] = part;
            filled[part] = (filled[part].Majority + size.Majority, filled[part].Minority + size.Minority);
        }

        return partOf;
    }

    private static (int Majority, int Minority)[] SizesOf(ReadOnlySpan<int> majority, ReadOnlySpan<int> minority)
    {
        var count = 0;
        foreach (var group in majority) count = Math.Max(count, group + 1);
        foreach (var group in minority) count = Math.Max(count, group + 1);
        var sizes = new (int Majority, int Minority)[count];
        foreach (var group in majority) sizes[group].Majority++;
        foreach (var group in minority) sizes[group].Minority++;
        return sizes;
    }
}
