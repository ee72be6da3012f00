using SynthAug.Engine;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Experiments;

/// <summary>How a column is distributed over repetitions.</summary>
internal static class HistogramFigures
{
    // More distinct values than this are drawn in intervals.
    private const int MostBars = 60;

    /// <summary>Null when no row has the measure.</summary>
    public static HistogramFigure? Of(ExperimentResults results, HistogramPlot plot)
    {
        var columns = new RowColumns(results.Schema);
        var measure = results.Schema.Measures.ToList().IndexOf(plot.Column);
        // A γ or a size is only worth a histogram where somebody chose it.
        var isChoice = measure < 0 && results.Schema.TunedRules.Count > 0;
        var values = new OrderedDictionary<RowKey, List<double>>();
        foreach (var trial in results.Trials)
        {
            foreach (ref readonly var row in trial.AsSpan())
            {
                if (row.Refusal is not null || (isChoice && !columns.IsTuned(row.Rule))) continue;
                var key = columns.KeyOf(results.Schema.CellOf(trial.Trial), row);
                if (!values.TryGetValue(key, out var list)) values.Add(key, list = []);
                list.Add(measure >= 0 ? row.Measures[measure] : plot.Column == Column.Gamma ? row.Gamma : row.SyntheticSize);
            }
        }

        if (values.Count == 0) return null;
        string Place(RowKey key) => plot.Facet is null ? "" : columns.Name(key, plot.Facet);
        var name = SeriesNames.Of(columns, values.Keys, plot.Series, Place, plot.Facet);
        return new()
        {
            Title = FigureWords.Title(results, plot),
            Subtitle = FigureWords.Subtitle(results),
            Caption = FigureWords.Caption(results),
            XLabel = FigureWords.Label(plot.Column),
            Facets = Facets([.. values.Select(v => (string.Join(", ", ((string[])[Place(v.Key), name(v.Key)]).Where(t => t.Length > 0)), v.Value))]),
        };
    }

    private static HistogramFacet[] Facets((string Title, List<double> Values)[] groups)
    {
        var all = groups.SelectMany(group => group.Values).Where(double.IsFinite).ToArray();
        var distinct = all.Distinct().Take(MostBars + 1).Count();
        if (distinct <= MostBars) return [.. groups.Select(group => HistogramFacet.OfValues(group.Title, group.Values))];
        var bars = Math.Clamp((int)Math.Sqrt(all.Length / (double)groups.Length), 10, MostBars);
        return [.. groups.Select(group => HistogramFacet.OfIntervals(group.Title, group.Values, all.Min(), all.Max(), bars))];
    }
}
