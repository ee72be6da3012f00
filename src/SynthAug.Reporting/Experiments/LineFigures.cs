using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Experiments;

/// <summary>Means over a column of numbers. Over γ, a rule that has no γ of its own is a level: a horizontal line.</summary>
internal static class LineFigures
{
    /// <summary>Null when no row has the measure.</summary>
    public static LineFigure? Of(ExperimentResults results, LinePlot plot)
    {
        var columns = new RowColumns(results.Schema);
        var rows = results.Summary.Where(row => row.Measure == plot.Y).ToArray();
        if (rows.Length == 0) return null;
        var isLevel = (SummaryRow row) => plot.X == Column.Gamma && double.IsNaN(row.Gamma);
        var curves = rows.Where(row => !isLevel(row)).ToArray();
        var levels = rows.Where(isLevel).ToArray();
        var curveName = SeriesNames.Of(columns, Keys(curves), plot.Series, key => columns.Value(key, plot.X) + "|" + FacetOf(key), plot.X, plot.Facet);
        var levelName = SeriesNames.Of(columns, Keys(levels), Column.Rule, FacetOf, plot.X, plot.Facet);
        // One curve a facet has nothing to be told apart from, but levels beside it are read against a name.
        var only = levels.Length == 0 || curves.Length == 0 ? plot.Y : plot.Facet == Column.Generator ? curves[0].Rule : curves[0].Generator;

        var names = curves.Select(row => FacetOf(RowKey.Of(row))).Where(f => f.Length > 0).Distinct().ToArray();
        if (names.Length == 0) names = [.. levels.Select(row => FacetOf(RowKey.Of(row))).Where(f => f.Length > 0).Distinct()];
        if (names.Length == 0) names = [""];
        var facets = names.Select(name => new LineFacet(
            name,
            [.. curves.Where(row => IsIn(row, name)).GroupBy(row => curveName(RowKey.Of(row))).Select(group => new LineSeries(
                group.Key.Length > 0 ? group.Key : only,
                [.. group.Select(row => LinePoint.WithSpread(columns.Number(RowKey.Of(row), plot.X), row.Value.Mean, FigureWords.Spread(plot.Band, row.Value)))]))])
        {
            ReferenceLines = [.. levels.Where(row => IsIn(row, name)).Select(row => Level(row, levelName(RowKey.Of(row)), plot.Band))],
        });

        return new()
        {
            Title = FigureWords.Title(results, plot),
            Subtitle = FigureWords.Subtitle(results),
            Caption = FigureWords.Caption(results),
            XAxis = new(FigureWords.Label(plot.X), plot.LogX),
            YAxis = new(FigureWords.Label(plot.Y), plot.LogY),
            BandLabel = FigureWords.BandLabel(plot.Band, rows, results),
            Facets = [.. facets],
        };

        string FacetOf(RowKey key) => plot.Facet is null ? "" : columns.Name(key, plot.Facet);

        // A row of no facet, or a level whose facet has no curve, is a standard for all of them.
        bool IsIn(SummaryRow row, string facet)
        {
            var own = FacetOf(RowKey.Of(row));
            return own == facet || !names.Contains(own);
        }
    }

    private static ReferenceLine Level(SummaryRow row, string name, Band band)
    {
        var spread = FigureWords.Spread(band, row.Value);
        return new(name, row.Value.Mean, row.Value.Mean - spread, row.Value.Mean + spread);
    }

    private static RowKey[] Keys(IEnumerable<SummaryRow> rows) => [.. rows.Select(RowKey.Of)];
}
