using System.Globalization;
using System.Text;
using SynthAug.App.Terminal;

namespace SynthAug.App.Tuning;

/// <summary>
/// <c>augmented.csv</c>: the records of the file as they stand, then the synthetic rows, with three columns more: <c>synthetic</c> (0 or 1) and
/// the data rows, counted from 1, that a synthetic row was made from.
/// </summary>
internal static class AugmentedCsv
{
    private const char Comma = ',';

    private static readonly string[] Added = ["synthetic", "parent_a", "parent_b"];

    /// <summary>Before the run: a column of one of the added names would make the file ambiguous.</summary>
    /// <exception cref="AppException">There is such a column.</exception>
    public static void Check(TuneData data)
    {
        foreach (var name in Added)
            if (data.Header.Contains(name)) throw new AppException($"{data.FileName} already has a column '{name}', which augmented.csv adds; rename it or take the original file");
    }

    public static void Write(Stream output, TuneData data, SyntheticRows synthetic)
    {
        using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        Originals(writer, data);
        for (var i = 0; i < synthetic.Rows.RowCount; i++) Synthetic(writer, data, synthetic, i);
    }

    /// <summary>Text as it was, quotes included; only line ends become '\n'. A line inside an open quote belongs to its record.</summary>
    private static void Originals(StreamWriter writer, TuneData data)
    {
        using var reader = new StreamReader(TuneData.Open(data.Path));
        var isHeader = true;
        for (var isOpen = false; reader.ReadLine() is { } line;)
        {
            if (line.Length == 0 && !isOpen) continue;
            writer.Write(line);
            isOpen ^= line.AsSpan().Count('"') % 2 == 1;
            if (!isOpen)
            {
                if (isHeader) foreach (var name in Added) writer.Write($"{Comma}{name}");
                else writer.Write($"{Comma}0{Comma}{Comma}");
                isHeader = false;
            }

            writer.WriteLine();
        }
    }

    private static void Synthetic(StreamWriter writer, TuneData data, SyntheticRows synthetic, int index)
    {
        var row = synthetic.Rows[index];
        for (var (column, feature) = (0, 0); column < data.Header.Count; column++)
        {
            if (column > 0) writer.Write(Comma);
            writer.Write(data.Header[column] == data.Label ? Quoted(data.Positive) : row[feature++].ToString("R", CultureInfo.InvariantCulture));
        }

        var parents = synthetic.Parents?[index] ?? new(RowParents.None, RowParents.None);
        writer.WriteLine($"{Comma}1{Comma}{Parent(parents.A)}{Comma}{Parent(parents.B)}");

        static string Quoted(string text) =>
            text.AsSpan().ContainsAny("\",\r\n") || text.Trim() != text
                ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
                : text;

        string Parent(int minority) => minority < 0 ? "" : data.MinorityRows[minority].ToString(CultureInfo.InvariantCulture);
    }
}
