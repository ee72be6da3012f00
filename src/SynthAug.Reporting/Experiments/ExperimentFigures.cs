using SynthAug.Engine;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Experiments;

/// <param name="File">Name of its SVG file.</param>
public sealed record ExperimentFigure(string File, Figure Figure);

/// <summary>The figures that an experiment declares, from its results.</summary>
public static class ExperimentFigures
{
    /// <summary>In declared order. Without results there are none.</summary>
    public static IReadOnlyList<ExperimentFigure> Of(ExperimentResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.Figures ??= Made(results);
    }

    /// <summary>What a plot names that the experiment does not have; null when all is well.</summary>
    public static string? Problem(ExperimentDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        string[] keys = [.. descriptor.Axes.Select(a => a.Name), Column.Generator, Column.Classifier, Column.Rule, Column.Gamma];
        string[] values = [.. descriptor.Measures, .. StockScores.Names(descriptor.Scores), Column.Gamma, Column.SyntheticSize, Summary.Refused];
        foreach (var plot in descriptor.Plots)
        {
            var (x, y) = plot is LinePlot line ? (line.X, line.Y) : (null, ((HistogramPlot)plot).Column);
            foreach (var key in (string?[])[x, plot.Series, plot.Facet])
                if (key is not null && !keys.Contains(key)) return $"a plot names the column '{key}'; there are {string.Join(", ", keys)}";
            if (!values.Contains(y)) return $"a plot names the measure '{y}'; there are {string.Join(", ", values)}";
        }

        return null;
    }

    private static IReadOnlyList<ExperimentFigure> Made(ExperimentResults results)
    {
        if (results.Summary.Count == 0) return [];
        var plots = results.Descriptor.Plots;
        var files = FileNames(results.Descriptor.Name, plots);
        return [.. plots.Select((plot, i) => Draw(results, plot) is { } figure ? new ExperimentFigure(files[i], figure) : null).OfType<ExperimentFigure>()];
    }

    private static Figure? Draw(ExperimentResults results, PlotDescriptor plot) => plot switch
    {
        LinePlot line when new RowColumns(results.Schema).IsNumber(line.X) => LineFigures.Of(results, line),
        LinePlot line => DotFigures.Of(results, line),
        HistogramPlot histogram => HistogramFigures.Of(results, histogram),
        _ => throw new ArgumentException($"No figure is known for {plot.GetType().Name}.", nameof(plot)),
    };

    // Figure5.svg when there is one; else by what it shows, and by what over where that is not enough.
    private static string[] FileNames(string experiment, IReadOnlyList<PlotDescriptor> plots)
    {
        if (plots.Count == 1) return [experiment + ".svg"];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. plots.Select(plot =>
        {
            string[] wanted = plot switch
            {
                LinePlot line => [$"{experiment}.{line.Y}", $"{experiment}.{line.Y}.{line.X}"],
                _ => [$"{experiment}.{((HistogramPlot)plot).Column}.histogram"],
            };
            var name = wanted.FirstOrDefault(w => !taken.Contains(w)) ?? wanted[^1];
            for (var i = 2; !taken.Add(name); i++) name = $"{wanted[^1]}.{i}";
            return name + ".svg";
        })];
    }
}
