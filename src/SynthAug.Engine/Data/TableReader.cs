using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;

namespace SynthAug.Engine.Data;

/// <summary>One pass over the file: text to numbers, or an error that says where.</summary>
internal sealed class TableReader
{
    private const int MostLabels = 1000, MostRecordBytes = 1 << 26, ShownText = 40;

    private static readonly string[] Missing = ["NA", "N/A", "NAN", "NULL", "NONE", "?", "."];

    private readonly string _source;
    private readonly CsvReader _csv;
    private readonly TableHeader _header;
    private readonly GrowingMatrix _rows;
    private readonly double[] _first;
    private readonly bool[] _varies;
    private readonly bool[] _isFractional;
    private readonly List<int> _lines = [];
    private readonly List<ushort> _labels = [];
    private readonly List<string> _labelTexts = [];
    private readonly Dictionary<string, ushort>.AlternateLookup<ReadOnlySpan<char>> _labelCodes =
        new Dictionary<string, ushort>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private TableReader(string source, CsvReader csv, TableHeader header)
    {
        _source = source;
        _csv = csv;
        _header = header;
        var dimension = header.FeatureNames.Count;
        _rows = new(dimension);
        _first = new double[dimension];
        _varies = new bool[dimension];
        _isFractional = new bool[dimension];
    }

    public static TableContent Read(Stream stream, string source, CsvTableOptions options)
    {
        using var hashed = new HashingStream(stream);
        try
        {
            using var unpacked = hashed.Unpacked();
            using var csv = CsvReader.Create(
                unpacked,
                new CsvReaderOptions
                {
                    TrackLineNumbers = true,
                    TrimWhitespace = true,
                    MalformedData = CsvMalformedDataHandling.Throw,
                    MaxRecordSize = MostRecordBytes,
                });
            csv.ReadHeader();
            if (csv.Headers.Count == 0) throw new DataFileException($"{source}: the file is empty.");
            if (csv.Headers.Any(static name => name.Contains('\uFFFD'))) throw NotText(source, 1);
            var reader = new TableReader(source, csv, TableHeader.Of(source, csv.Headers, options));
            while (csv.Read()) reader.AddRow();
            if (reader._rows.RowCount == 0) throw new DataFileException($"{source}: there is a header but no row.");
            return reader.Content(options.LabelColumn, hashed);
        }
        catch (CsvFormatException error)
        {
            throw new DataFileException($"{source}: row {error.LineNumber}: {Quoting(error)}", error);
        }
        catch (InvalidDataException error)
        {
            throw new DataFileException($"{source}: the gzip file is damaged or made of several; unpack it, or get it again.", error);
        }
        catch (IOException error)
        {
            throw new DataFileException($"{source}: reading failed ({error.Message.ReplaceLineEndings(" ")}).", error);
        }
    }

    private void AddRow()
    {
        if (_csv.FieldCount != _header.Names.Count)
        {
            throw new DataFileException(
                $"{_source}: row {_csv.LineNumber} has {_csv.FieldCount} fields, the header has {_header.Names.Count}; check its separators and quotes.");
        }

        var row = _rows.Add();
        var isFirst = _rows.RowCount == 1;
        for (var field = 0; field < _header.Names.Count; field++)
        {
            if (field == _header.Label) AddLabel(_csv.GetSpan(field));
            if (_header.Features[field] is not (>= 0 and var feature)) continue;
            var value = Number(_csv.GetSpan(field), field);
            row[feature] = value;
            if (isFirst) _first[feature] = value;
            _varies[feature] |= value != _first[feature];
            _isFractional[feature] |= value != Math.Floor(value);
        }

        _lines.Add(checked((int)_csv.LineNumber));
    }

    private double Number(ReadOnlySpan<byte> text, int field)
    {
        // Thousands separators would make 1,5 a 15.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)) return value;
        var where = $"{_source}: row {_csv.LineNumber}, column '{_header.Names[field]}'";
        if (text.IsEmpty) throw new DataFileException($"{where} is empty; fill it, or drop the row or the column.");
        if (!Utf8.IsValid(text)) throw NotText(_source, _csv.LineNumber);
        var shown = Shown(text);
        if (Missing.Contains(shown, StringComparer.OrdinalIgnoreCase))
            throw new DataFileException($"{where}: '{shown}' is a missing value; fill it, or drop the row or the column.");
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || shown.TrimStart('+', '-').StartsWith("inf", StringComparison.OrdinalIgnoreCase))
            throw new DataFileException($"{where}: '{shown}' is not a finite number; correct it, or drop the row or the column.");
        if (shown.Count(',') == 1 && double.TryParse(shown.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            throw new DataFileException($"{where}: '{shown}' has a decimal comma; write a point.");
        throw new DataFileException($"{where}: '{shown}' is not a number; drop or encode the column.");
    }

    private void AddLabel(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            throw new DataFileException($"{_source}: row {_csv.LineNumber}, column '{_header.Names[_header.Label]}': the label is empty; fill it, or drop the row.");
        Span<char> buffer = stackalloc char[64];
        if (Utf8.ToUtf16(text, buffer, out _, out var length, replaceInvalidSequences: false) is not OperationStatus.Done)
        {
            if (!Utf8.IsValid(text)) throw NotText(_source, _csv.LineNumber);
            buffer = Encoding.UTF8.GetString(text).ToCharArray();
            length = buffer.Length;
        }

        var label = buffer[..length];
        if (!_labelCodes.TryGetValue(label, out var code))
        {
            if (_labelTexts.Count == MostLabels)
            {
                throw new DataFileException(
                    $"{_source}: label column '{_header.Names[_header.Label]}' holds more than {MostLabels} values; a class label is needed, not a number or a name.");
            }

            code = (ushort)_labelTexts.Count;
            _labelTexts.Add(label.ToString());
            _labelCodes[label] = code;
        }

        _labels.Add(code);
    }

    private TableContent Content(string labelColumn, HashingStream hashed)
    {
        var constant = _header.FeatureNames.Where((_, i) => !_varies[i])
            .Select(name => $"{_source}: column '{name}' has one value only; it cannot help.");
        try
        {
            return new()
            {
                Source = _source,
                Sha256 = hashed.Finish(),
                LabelColumn = labelColumn,
                Features = _rows.ToMatrix(),
                Columns = [.. _header.FeatureNames.Select((name, i) => new FeatureColumn(name, _isFractional[i] ? ColumnKind.Continuous : ColumnKind.Integer))],
                Lines = _lines,
                Labels = _labels,
                LabelTexts = _labelTexts,
                Warnings = [.. _header.Warnings, .. constant],
            };
        }
        catch (ArgumentException error)
        {
            throw new DataFileException($"{_source}: {error.Message} Take fewer rows or columns.", error);
        }
    }

    private static DataFileException NotText(string source, long line) => new($"{source}: row {line} is not UTF-8 text; save the file as UTF-8.");

    private static string Shown(ReadOnlySpan<byte> text)
    {
        var shown = Encoding.UTF8.GetString(text).ReplaceLineEndings(" ");
        return shown.Length <= ShownText ? shown : $"{shown[..ShownText]}…";
    }

    private static string Quoting(CsvFormatException error) => error.Message.Contains("large", StringComparison.OrdinalIgnoreCase)
        ? "the row is too long; check its quotes."
        : "the quotes do not match; close or double them.";
}
