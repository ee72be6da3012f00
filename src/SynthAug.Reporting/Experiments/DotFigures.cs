using SynthAug.Engine;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Experiments;

/// <summary>Means over a column of words: words have no distance, so each is a row with a point and its interval, not a place on a line.</summary>
internal static class DotFigures
{
    /// <summary>Null when no row has the measure.</summary>
    public static DotFigure? Of(ExperimentResults results, LinePlot plot)
    {
        var columns = new RowColumns(results.Schema);
        var rows = results.Summary.Where(row => row.Measure == plot.Y).Select(row => (Key: RowKey.Of(row), row.Value)).ToArray();
        if (rows.Length == 0) return null;
        var name = SeriesNames.Of(columns, [.. rows.Select(row => row.Key)], plot.Series, Place, plot.X, plot.Facet);
        var label = FigureWords.BandLabel(plot.Band, [.. results.Summary.Where(row => row.Measure == plot.Y)], results);
        return new()
        {
            Title = FigureWords.Title(results, plot),
            Subtitle = FigureWords.Subtitle(results),
            Caption = string.Join(' ', ((string[])[label.Length > 0 ? $"Intervals: {label}." : "", FigureWords.Caption(results)]).Where(text => text.Length > 0)),
            XAxis = new(FigureWords.Label(plot.Y), plot.LogY),
            IntervalLabel = plot.Band switch { Band.StandardError => "mean ± se", Band.StandardDeviation => "mean ± sd", _ => "mean" },
            // In the order of the words, so that what is to be compared stands together.
            Rows = [.. rows.GroupBy(row => Place(row.Key)).SelectMany(group => group).Select(row =>
            {
                var spread = FigureWords.Spread(plot.Band, row.Value);
                return new DotRow(Join(Place(row.Key), name(row.Key)), row.Value.Mean, row.Value.Mean - spread, row.Value.Mean + spread);
            })],
        };

        string Place(RowKey key) => Join(plot.Facet is null ? "" : columns.Name(key, plot.Facet), columns.Name(key, plot.X));
    }

    private static string Join(string a, string b) => a.Length == 0 ? b : b.Length == 0 ? a : $"{a}, {b}";
}
