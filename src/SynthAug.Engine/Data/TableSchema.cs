using System.Globalization;
using System.Text;
using CsvHelper;

namespace SynthAug.Engine.Data;

/// <summary>
/// What the columns of a table are, as a person declares it: a CSV with the columns <c>column</c> and <c>type</c>; others, such as the
/// <c>values</c> that <see cref="Write"/> adds to read by, are for the eye. Columns that it does not name are sniffed.
/// </summary>
public sealed class TableSchema
{
    private static readonly ColumnUse[] All = Enum.GetValues<ColumnUse>();

    private TableSchema(string source, IReadOnlyDictionary<string, ColumnUse> columns)
    {
        Source = source;
        Columns = columns;
    }

    public string Source { get; }

    public IReadOnlyDictionary<string, ColumnUse> Columns { get; }

    /// <exception cref="DataFileException">It is no schema.</exception>
    public static TableSchema Read(string path)
    {
        if (Directory.Exists(path)) throw new DataFileException($"{path}: this is a folder; name the schema file.");
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataFileException($"{path}: there is no such schema file.", error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new DataFileException($"{path}: the schema file may not be read; check its permissions.", error);
        }
    }

    /// <inheritdoc cref="Read(string)"/>
    public static TableSchema Read(Stream stream, string source)
    {
        var columns = new Dictionary<string, ColumnUse>(StringComparer.Ordinal);
        try
        {
            using var csv = CsvReader.Create(
                stream, new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true, MalformedData = CsvMalformedDataHandling.Throw }, leaveOpen: true);
            csv.ReadHeader();
            int name = csv.Headers.ToList().IndexOf("column"), type = csv.Headers.ToList().IndexOf("type");
            if (name < 0 || type < 0) throw new DataFileException($"{source}: a schema has a header with 'column' and 'type'; write one, or take the schema.csv of an earlier run.");
            while (csv.Read())
            {
                if (csv.FieldCount <= Math.Max(name, type)) throw new DataFileException($"{source}: row {csv.LineNumber} has {csv.FieldCount} fields; write a column and its type.");
                var (column, word) = (csv.GetString(name), csv.GetString(type));
                if (!columns.TryAdd(column, Parse(word)))
                    throw new DataFileException($"{source}: row {csv.LineNumber} declares column '{column}' again; keep one.");

                ColumnUse Parse(string text)
                {
                    foreach (var use in All)
                        if (string.Equals(use.Word(), text, StringComparison.OrdinalIgnoreCase)) return use;
                    throw new DataFileException(
                        $"{source}: row {csv.LineNumber}, column 'type': '{text}' is no type; write {string.Join(", ", All[..^1].Select(ColumnWords.Word))} or {All[^1].Word()}.");
                }
            }
        }
        catch (CsvFormatException error)
        {
            throw new DataFileException($"{source}: row {error.LineNumber}: the quotes do not match; close or double them.", error);
        }

        return new(source, columns);
    }

    /// <summary>What a table was read as, in the order of its file.</summary>
    public static void Write(CsvTable table, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write("column,type,values\n");
        var features = table.Columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
        foreach (var name in table.Header)
        {
            var (use, values) = features.TryGetValue(name, out var column) ? (column.Use, Values(column))
                : name == table.LabelColumn ? (ColumnUse.Label, Count("class", table.LabelValues))
                : name == table.GroupColumn ? (ColumnUse.Group, string.Create(CultureInfo.InvariantCulture, $"{table.GroupCount} groups"))
                : (ColumnUse.Ignored, "");
            writer.Write($"{CsvText.Quoted(name, ',')},{use.Word()},{CsvText.Quoted(values, ',')}\n");
        }
    }

    /// <exception cref="DataFileException">A column that the table does not have, or another label or group than asked for.</exception>
    internal void Check(string source, IReadOnlyList<string> names, string label, string? group)
    {
        foreach (var (name, use) in Columns)
        {
            if (!names.Contains(name)) throw new DataFileException($"{Source}: there is no column '{name}' in {source}; take it out of the schema or correct its name.");
            if (use == ColumnUse.Label != (name == label))
                throw new DataFileException($"{Source}: column '{name}' is declared {use.Word()}, but --label is '{label}'; make them agree.");
            if (use == ColumnUse.Group && group is not null && name != group)
                throw new DataFileException($"{Source}: column '{name}' is declared group, but --group is '{group}'; make them agree.");
        }

        if (Columns.Where(column => column.Value == ColumnUse.Group).Select(column => column.Key).ToArray() is [var first, var second, ..])
            throw new DataFileException($"{Source}: columns '{first}' and '{second}' are both declared group; keep one.");
    }

    private static string Values(TableColumn column)
    {
        var text = new StringBuilder(column.Use == ColumnUse.Categorical
            ? Count("level", column.Levels)
            : string.Create(CultureInfo.InvariantCulture, $"{column.Least:R} to {column.Largest:R}"));
        if (column.MissingCount > 0) text.Append(CultureInfo.InvariantCulture, $"; {column.MissingCount} missing");
        return text.ToString();
    }

    private static string Count(string what, IReadOnlyList<string> texts)
    {
        const int Shown = 8;
        var more = texts.Count > Shown ? ", …" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{texts.Count} {what}{(texts.Count == 1 ? "" : what == "class" ? "es" : "s")}: {string.Join(", ", texts.Take(Shown))}{more}");
    }
}
