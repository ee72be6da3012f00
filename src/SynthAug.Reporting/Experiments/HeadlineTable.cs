using System.Globalization;
using SynthAug.Engine;
using SynthAug.Engine.Results;

namespace SynthAug.Reporting.Experiments;

/// <summary>
/// An experiment in a few lines: each rule's mean ± standard error. A sweep is three lines (its ends and its least mean), for the curve is in the
/// figure and the numbers are in the file.
/// </summary>
/// <param name="Columns">Headings.</param>
/// <param name="IsNumber">One a column: numbers go to the right.</param>
/// <param name="Rows">At most as many as asked for.</param>
/// <param name="Left">How many more there are.</param>
public sealed record HeadlineTable(IReadOnlyList<string> Columns, IReadOnlyList<bool> IsNumber, IReadOnlyList<IReadOnlyList<string>> Rows, int Left)
{
    private const int MostMeasures = 3;

    /// <param name="mostRows">What does not fit is counted in <see cref="Left"/>.</param>
    public static HeadlineTable Of(ExperimentResults results, int mostRows)
    {
        ArgumentNullException.ThrowIfNull(results);
        var columns = new RowColumns(results.Schema);
        var measures = Measures(results);
        var groups = new List<Group>();
        var known = new Dictionary<RowKey, Group>();
        foreach (var row in results.Summary)
        {
            if (!known.TryGetValue(RowKey.Of(row), out var group)) groups.Add(known[RowKey.Of(row)] = group = new(RowKey.Of(row), []));
            group.Values[row.Measure] = row;
        }

        string[] keys = [.. results.Schema.Axes.Select(a => a.Name), Column.Generator, Column.Classifier, Column.Rule];
        // A column of one value says nothing, except the rule: a line needs a name.
        string[] shown = [.. keys.Where(k => k == Column.Rule || groups.Select(group => columns.Value(group.Key, k)).Distinct().Skip(1).Any())];
        var refused = results.Summary.Any(row => row.Measure == Summary.Refused);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var ((key, values), note) in Lines(groups, measures))
        {
            rows.Add(
            [
                .. shown.Select(k => columns.Value(key, k)),
                Gamma(key, values) + note,
                .. measures.Select(m => values.TryGetValue(m, out var row) ? MeanText.Of(row.Value) : ""),
                measures.Count > 0 && values.TryGetValue(measures[0], out var first) ? first.Value.Count.ToString(CultureInfo.InvariantCulture) : "",
                .. refused ? [values.TryGetValue(Summary.Refused, out var share) ? share.Value.Mean.ToString("P0", CultureInfo.InvariantCulture) : ""] : Array.Empty<string>(),
            ]);
        }

        return new(
            [.. shown, "γ", .. measures, "n", .. refused ? ["refused"] : Array.Empty<string>()],
            IsNumberOf(shown, columns, 1 + measures.Count + 1 + (refused ? 1 : 0)),
            [.. rows.Take(mostRows)],
            Math.Max(0, rows.Count - mostRows));
    }

    // The key columns, then columns that are all numbers. A list: how an array of these is read as one is compiled at each start.
    private static List<bool> IsNumberOf(string[] shown, RowColumns columns, int numbers)
    {
        var isNumber = new List<bool>();
        foreach (var name in shown) isNumber.Add(columns.IsNumber(name));
        for (var i = 0; i < numbers; i++) isNumber.Add(true);
        return isNumber;
    }

    // What is plotted is what the experiment is about.
    private static List<string> Measures(ExperimentResults results)
    {
        var known = results.Schema.Measures;
        var plotted = results.Descriptor.Plots.Select(plot => plot is LinePlot line ? line.Y : ((HistogramPlot)plot).Column);
        return [.. plotted.Where(known.Contains).Concat(known).Distinct().Take(MostMeasures)];
    }

    private static string Gamma(RowKey key, Dictionary<string, SummaryRow> values) =>
        values.TryGetValue(Column.Gamma, out var chosen) ? MeanText.Of(chosen.Value) : MeanText.Of(key.Gamma);

    private static IEnumerable<Line> Lines(List<Group> groups, List<string> measures)
    {
        foreach (var rule in groups.GroupBy(g => g.Key with { Gamma = double.NaN }))
        {
            var points = rule.ToArray();
            if (points.Length <= 3 || measures.Count == 0)
            {
                foreach (var point in points) yield return new(point, "");
                continue;
            }

            double Mean(int i) => points[i].Values.TryGetValue(measures[0], out var row) && !double.IsNaN(row.Value.Mean) ? row.Value.Mean : double.PositiveInfinity;
            var least = 0;
            for (var i = 1; i < points.Length; i++)
                if (Mean(i) < Mean(least)) least = i;
            for (var i = 0; i < points.Length; i++)
                if (i == 0 || i == least || i == points.Length - 1)
                    yield return new(points[i], i == least ? string.Create(CultureInfo.InvariantCulture, $" (least of {points.Length})") : "");
        }
    }

    private sealed record Group(RowKey Key, Dictionary<string, SummaryRow> Values);

    private sealed record Line(Group Of, string Note);
}
