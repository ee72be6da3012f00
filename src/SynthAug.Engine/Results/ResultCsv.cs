using System.Globalization;
using CsvHelper;

namespace SynthAug.Engine.Results;

/// <summary>Results as CSV: full precision, a point for decimals, LF, no number as an empty field. The same results give the same bytes.</summary>
public static class ResultCsv
{
    private static readonly string[] Fitted = [Column.Generator, Column.Classifier, Column.Rule, Column.Gamma];

    public static string RowsFile(string experiment) => $"{experiment}.rows.csv";

    public static string SummaryFile(string experiment) => $"{experiment}.summary.csv";

    /// <summary>One line a row: axes, repetition, generator, classifier, rule, gamma, synthetic_size, refusal, measures.</summary>
    public static void WriteRows(string path, ResultSchema schema, IEnumerable<TrialResult> trials) =>
        AtomicFile.Write(path, stream => WriteRows(stream, schema, trials), toDisk: false);

    /// <inheritdoc cref="WriteRows(string, ResultSchema, IEnumerable{TrialResult})"/>
    public static void WriteRows(Stream stream, ResultSchema schema, IEnumerable<TrialResult> trials)
    {
        using var csv = Writer(stream);
        csv.WriteRecord([.. schema.Axes.Select(static axis => axis.Name), Column.Repetition, .. Fitted, Column.SyntheticSize, Column.Refusal, .. schema.Measures]);
        foreach (var trial in trials)
        {
            foreach (ref readonly var row in trial.AsSpan())
            {
                WriteAxes(csv, schema, schema.CellOf(trial.Trial));
                csv.WriteField(row.Repetition);
                csv.WriteField(row.Generator);
                csv.WriteField(row.Classifier);
                csv.WriteField(row.Rule);
                WriteReal(csv, row.Gamma);
                csv.WriteField(row.SyntheticSize);
                csv.WriteField(row.Refusal ?? "");
                foreach (var value in row.Measures) WriteReal(csv, value);
                csv.EndRecord();
            }
        }
    }

    /// <summary>One line a mean: axes, generator, classifier, rule, gamma, measure, mean, sd, se, n.</summary>
    public static void WriteSummary(string path, ResultSchema schema, IEnumerable<SummaryRow> summary) =>
        AtomicFile.Write(path, stream => WriteSummary(stream, schema, summary), toDisk: false);

    /// <inheritdoc cref="WriteSummary(string, ResultSchema, IEnumerable{SummaryRow})"/>
    public static void WriteSummary(Stream stream, ResultSchema schema, IEnumerable<SummaryRow> summary)
    {
        using var csv = Writer(stream);
        csv.WriteRecord([.. schema.Axes.Select(static axis => axis.Name), .. Fitted, "measure", "mean", "sd", "se", "n"]);
        foreach (var row in summary)
        {
            WriteAxes(csv, schema, row.Cell);
            csv.WriteRecord(
                [
                    row.Generator, row.Classifier, row.Rule, Text(row.Gamma), row.Measure,
                    Text(row.Value.Mean), Text(row.Value.StandardDeviation), Text(row.Value.StandardError), Text(row.Value.Count),
                ]);
        }
    }

    private static CsvWriter Writer(Stream stream) => CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);

    private static void WriteAxes(CsvWriter csv, ResultSchema schema, int cell)
    {
        foreach (var axis in schema.Cells[cell].Axes) csv.WriteField(axis.Text);
    }

    // As its shortest text that reads back as the same number, straight into the library's buffer.
    private static void WriteReal(CsvWriter csv, double value)
    {
        if (double.IsNaN(value)) csv.WriteField("");
        else csv.WriteField(value);
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("R", CultureInfo.InvariantCulture);
}
