using System.Globalization;
using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Numerics;

namespace SynthAug.Reporting.Experiments;

/// <summary>The words that all figures of an experiment use.</summary>
internal static class FigureWords
{
    public static string Label(string column) => column switch
    {
        Column.Gamma => "γ (1 = as many rows as balance the classes)",
        Column.SyntheticSize => "synthetic rows",
        Summary.Refused => "share of trials refused",
        _ => column,
    };

    /// <summary>The plot's own title, or the experiment's; with what is shown where there are several.</summary>
    public static string Title(ExperimentResults results, PlotDescriptor plot)
    {
        if (plot.Title is not null) return plot.Title;
        if (results.Descriptor.Plots.Count == 1) return results.Descriptor.Title;
        var what = plot is LinePlot line ? $"{line.Y} over {line.X}" : ((HistogramPlot)plot).Column;
        return $"{results.Descriptor.Title}: {what}";
    }

    public static string Subtitle(ExperimentResults results) => string.Create(
        CultureInfo.InvariantCulture,
        $"{results.Descriptor.Name}, {Count(results.Descriptor.Repetitions, "repetition")}{(results.Descriptor.Csv is { } csv ? $" of {csv.Folds} folds" : "")}, seed {results.Descriptor.Seed}");

    public static double Spread(Band band, Estimate estimate) => band switch
    {
        Band.StandardError => estimate.StandardError,
        Band.StandardDeviation => estimate.StandardDeviation,
        _ => double.NaN,
    };

    /// <summary>What a band means, with the n it rests on; empty when nothing has one.</summary>
    public static string BandLabel(Band band, IReadOnlyCollection<SummaryRow> rows, ExperimentResults results)
    {
        var (least, most) = (long.MaxValue, 0L);
        foreach (var row in rows.Where(row => double.IsFinite(Spread(band, row.Value)))) (least, most) = (Math.Min(least, row.Value.Count), Math.Max(most, row.Value.Count));
        if (least > most) return "";
        var n = least == most ? Invariant($"{most}") : Invariant($"{least} to {most}");
        var what = band == Band.StandardError ? "mean ± 1 standard error" : "mean ± 1 standard deviation";
        // Folds are no independent repetitions: whoever reads the band must know.
        return $"{what} over {n} {(results.Descriptor.Csv is null ? "repetitions" : "folds, which share training rows")}";
    }

    /// <summary>What a mean leaves out, as a sentence; empty when it leaves out nothing.</summary>
    public static string Caption(ExperimentResults results) => results.RefusedRows == 0
        ? ""
        : Invariant($"{results.RefusedRows} of {results.Rows} fits were refused and are not shown.");

    public static string Count(long count, string one) => Invariant($"{count} {one}") + (count == 1 ? "" : "s");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
