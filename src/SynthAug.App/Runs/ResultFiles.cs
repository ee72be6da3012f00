using System.Text;
using SynthAug.Engine.Results;
using SynthAug.Reporting.Experiments;
using SynthAug.Reporting.Figures;
using SynthAug.Reporting.Html;

namespace SynthAug.App.Runs;

/// <summary>The files that <c>run</c> and <c>report</c> leave. They hold results only, no time and no place: the same results give the same bytes.</summary>
internal static class ResultFiles
{
    public const string Report = "report.html";

    /// <summary>Rows, summary and figures of one experiment.</summary>
    /// <returns>Names of the files.</returns>
    public static IReadOnlyList<string> Write(string folder, ExperimentResults results)
    {
        var name = results.Descriptor.Name;
        var files = new List<string> { ResultCsv.RowsFile(name), ResultCsv.SummaryFile(name) };
        ResultCsv.WriteRows(Path.Combine(folder, files[0]), results.Schema, results.Trials);
        ResultCsv.WriteSummary(Path.Combine(folder, files[1]), results.Schema, results.Summary);
        foreach (var figure in ExperimentFigures.Of(results))
        {
            files.Add(figure.File);
            // The page says this beside its figures; a file that travels alone carries it: what the figure shows, and what was chosen where the source leaves it open.
            var caption = string.Join(' ', ((string[])[results.Descriptor.Summary, figure.Figure.Caption]).Where(text => text.Length > 0));
            WriteText(folder, figure.File, FigureSvg.Standalone(figure.Figure with { Caption = caption }));
        }

        return files;
    }

    /// <summary>The page over all experiments given.</summary>
    public static string WriteReport(string folder, IReadOnlyList<ExperimentResults> experiments)
    {
        WriteText(folder, Report, ReportHtml.Render(ExperimentReport.Page(experiments)));
        return Report;
    }

    public static void WriteText(string folder, string file, string text) =>
        AtomicFile.Write(Path.Combine(folder, file), stream => stream.Write(Encoding.UTF8.GetBytes(text)), toDisk: false);
}
