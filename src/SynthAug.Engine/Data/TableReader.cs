using CsvHelper;

namespace SynthAug.Engine.Data;

/// <summary>One pass over the file: text to numbers and categories, or an error that says where.</summary>
internal sealed class TableReader
{
    private const int MostLabels = 1000, MostRecordBytes = 1 << 26;

    // Rows of the rest may be shorter than the first ones; memory that is not used costs nothing.
    private const double Spare = 1.1;

    private readonly string _source;
    private readonly CsvReader _csv;
    private readonly TableHeader _header;

    // By field, as an array: asked for in every cell.
    private readonly int[] _features;
    private readonly CsvTableOptions _options;
    private readonly NumberReader _numbers;
    private readonly ColumnReader[] _columns;
    private readonly GrowingMatrix _rows;
    private readonly List<int> _lines = [];
    private readonly List<ushort> _labels = [];
    private readonly List<int> _groups = [];
    private readonly TextCodes _labelTexts = new(), _groupTexts = new();
    private readonly RecordSpool? _records;

    private TableReader(string source, CsvReader csv, TableHeader header, CsvTableOptions options, RecordSpool? records, long length)
    {
        _source = source;
        _csv = csv;
        _header = header;
        _features = [.. header.Features];
        _options = options;
        _numbers = new(source, csv.Separator == ',');
        _columns = [.. header.FeatureNames.Select(Column)];
        _rows = new(_columns.Length, rows => _csv.ByteOffset is > 0 and var read ? (long)(rows * (Spare * length / read)) : 0);
        _records = records;
        _records?.Add(csv.RawRecord);
    }

    /// <exception cref="DataFileException">It is no table of two classes.</exception>
    public static TableContent Read(Stream stream, string source, CsvTableOptions options)
    {
        using var hashed = new HashingStream(stream);
        var length = stream.CanSeek ? stream.Length : 0;
        var records = options.KeepRecords ? new RecordSpool(length) : null;
        try
        {
            using var unpacked = hashed.Unpacked();
            using var csv = CsvReader.Create(
                unpacked,
                new CsvReaderOptions
                {
                    // The header is a record like others: its text is kept too.
                    HasHeader = false,
                    TrackLineNumbers = true,
                    TrimWhitespace = true,
                    MalformedData = CsvMalformedDataHandling.Throw,
                    MaxRecordSize = MostRecordBytes,
                });
            if (!csv.Read()) throw new DataFileException($"{source}: the file is empty.");
            var names = new string[csv.FieldCount];
            for (var field = 0; field < names.Length; field++) names[field] = csv.GetString(field);
            if (names.Any(static name => name.Contains('\uFFFD'))) throw CellPlace.NotText(source, 1);
            var reader = new TableReader(source, csv, TableHeader.Of(source, names, options), options, records, unpacked == hashed ? length : 0);
            while (csv.Read()) reader.AddRow();
            if (reader._rows.RowCount == 0) throw new DataFileException($"{source}: there is a header but no row.");
            var content = reader.Content(hashed);
            records = null;
            return content;
        }
        catch (CsvFormatException error)
        {
            throw new DataFileException($"{source}: row {error.LineNumber}: {Quoting(error)}", error);
        }
        catch (InvalidDataException error)
        {
            throw new DataFileException($"{source}: the gzip file is damaged; get it again.", error);
        }
        catch (IOException error)
        {
            throw new DataFileException($"{source}: reading failed ({error.Message.ReplaceLineEndings(" ")}).", error);
        }
        finally
        {
            records?.Dispose();
        }
    }

    private ColumnReader Column(string name, int feature)
    {
        // In a second file numbers are numbers, and only the texts of a category are asked for.
        if (_options.Like?.Columns[feature] is not { } like)
            return new(_source, name, _options.Schema?.Columns.TryGetValue(name, out var use) == true ? use : null, _options.Missing, _numbers);
        return like.Use == ColumnUse.Categorical
            ? new ColumnReader(_source, name, ColumnUse.Categorical, _options.Missing, _numbers).WithLevels(like.Levels)
            : new ColumnReader(_source, name, ColumnUse.Continuous, _options.Missing, _numbers);
    }

    private void AddRow()
    {
        var row = _csv.LineNumber;
        if (_csv.FieldCount != _features.Length)
            throw new DataFileException($"{_source}: row {row} has {_csv.FieldCount} fields, the header has {_features.Length}; check its separators and quotes.");
        var values = _rows.Add();
        for (var field = 0; field < _features.Length; field++)
        {
            if (_features[field] is >= 0 and var feature)
            {
                // Most cells are whole numbers as they stand: those need no trimming.
                var column = _columns[feature];
                if (!column.TryReadWhole(_csv.GetRawSpan(field), row, out values[feature])) values[feature] = column.Read(_csv.GetSpan(field), row);
            }
            else if (field == _header.Label) AddLabel(_csv.GetSpan(field), row);
            else if (field == _header.Group) AddGroup(_csv.GetSpan(field), row);
        }

        _lines.Add(checked((int)row));
        _records?.Add(_csv.RawRecord);
    }

    private void AddLabel(ReadOnlySpan<byte> text, long row)
    {
        var name = _header.Names[_header.Label];
        if (text.IsEmpty) throw new DataFileException($"{_source}: row {row}, column '{name}': the label is empty; fill it, or drop the row.");
        var code = _labelTexts.Of(text, _source, row, MostLabels);
        if (code < 0) throw new DataFileException($"{_source}: label column '{name}' holds more than {MostLabels} values; a class label is needed, not a number or a name.");
        _labels.Add((ushort)code);
    }

    private void AddGroup(ReadOnlySpan<byte> text, long row)
    {
        if (text.IsEmpty)
            throw new DataFileException($"{_source}: row {row}, column '{_header.Names[_header.Group]}': the group is empty; fill it, or drop the row.");
        _groups.Add(_groupTexts.Of(text, _source, row));
    }

    private TableContent Content(HashingStream hashed)
    {
        _numbers.Finish();
        var columns = _columns.Select(column => column.Finish()).ToArray();
        try
        {
            var features = _rows.ToMatrix();
            if (_options.Like is { } like) columns = [.. like.Columns];
            else SortLevels(columns, features);
            return new()
            {
                Source = _source,
                Sha256 = hashed.Finish(),
                LabelColumn = _options.LabelColumn,
                Header = _header.Names,
                Separator = _csv.Separator,
                HasDecimalComma = _numbers.HasComma,
                GroupColumn = _header.Group < 0 ? null : _header.Names[_header.Group],
                Groups = _groups,
                GroupTexts = _groupTexts.Texts,
                Records = _records,
                Features = features,
                Columns = columns,
                Lines = _lines,
                Labels = _labels,
                LabelTexts = _labelTexts.Texts,
                Warnings = [.. _columns.SelectMany(column => column.Warnings(_lines.Count))],
            };
        }
        catch (ArgumentException error)
        {
            throw new DataFileException($"{_source}: {error.Message} Take fewer rows or columns.", error);
        }
    }

    // Appearance would let the order of rows into the order of columns.
    private static void SortLevels(TableColumn[] columns, FeatureMatrix features)
    {
        var rows = features.Writable;
        for (var j = 0; j < columns.Length; j++)
        {
            if (columns[j].Use != ColumnUse.Categorical) continue;
            var sorted = columns[j].Levels.Order(StringComparer.Ordinal).ToArray();
            var places = columns[j].Levels.Select(level => (double)Array.BinarySearch(sorted, level, StringComparer.Ordinal)).ToArray();
            for (var i = 0; i < rows.Count; i++)
                if (!double.IsNaN(rows[i][j])) rows[i][j] = places[(int)rows[i][j]];
            columns[j] = columns[j] with { Levels = sorted };
        }
    }

    private static string Quoting(CsvFormatException error) => error.Message.Contains("large", StringComparison.OrdinalIgnoreCase)
        ? "the row is too long; check its quotes."
        : "the quotes do not match; close or double them.";
}
