namespace SynthAug.Engine.Risk;

/// <summary>
/// The columns that have coefficients of their own. The columns of a category add up to one, as the intercept does, so one level of each is the reference: the most frequent. A fit
/// without a penalty is the same whichever it is, and would have no single solution with all of them.
/// </summary>
internal sealed class SeenColumns
{
    private readonly int[]? _kept;

    private SeenColumns(int[]? kept) => _kept = kept;

    /// <summary>Where a seen column stands in the rows.</summary>
    public int this[int column] => _kept?[column] ?? column;

    /// <param name="intercept">Without one, all levels of the first category stay: no other column adds up to theirs.</param>
    public static SeenColumns Of(LabelledSample sample, bool intercept)
    {
        var columns = sample.Columns;
        var references = Enumerable.Range(0, columns.Count)
            .Where(j => columns[j].Kind == ColumnKind.OneHot)
            .GroupBy(j => columns[j].Block)
            .Where(block => block.Key >= 0 && block.Count() > 1)
            .Skip(intercept ? 0 : 1)
            .Select(block => block.MaxBy(j => Count(sample.Majority, j) + Count(sample.Minority, j)))
            .ToHashSet();
        return new(references.Count == 0 ? null : [.. Enumerable.Range(0, columns.Count).Where(j => !references.Contains(j))]);

        static double Count(FeatureMatrix rows, int column)
        {
            var count = 0.0;
            for (var i = 0; i < rows.RowCount; i++) count += rows[i][column];
            return count;
        }
    }

    /// <summary>The rows themselves where every column is seen.</summary>
    public FeatureMatrix In(FeatureMatrix rows)
    {
        if (_kept is null) return rows;
        var seen = new FeatureMatrix(rows.RowCount, _kept.Length);
        for (var i = 0; i < rows.RowCount; i++)
        {
            var to = seen.Writable[i];
            for (var j = 0; j < to.Length; j++) to[j] = rows[i][_kept[j]];
        }

        return seen;
    }
}
