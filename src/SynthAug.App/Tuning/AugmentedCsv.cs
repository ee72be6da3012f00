using System.Globalization;
using System.Text;
using SynthAug.App.Terminal;
using SynthAug.Engine.Data;

namespace SynthAug.App.Tuning;

/// <summary>
/// <c>augmented.csv</c>: the records of the file as they stand, without those of the test part, then the synthetic rows in the same columns, with three more:
/// <c>synthetic</c> (0 or 1) and the rows of this file, counted from 1 below the header, that a synthetic row was made from. In a synthetic row what is ignored is
/// empty, a missing value is empty, and the group is the parents' if it is one.
/// </summary>
internal sealed class AugmentedCsv
{
    // −1.7976931348623157E+308 has 24.
    private const int MostDigits = 32;

    private static readonly string[] Added = ["synthetic", "parent_a", "parent_b"];

    private readonly Stream _output;
    private readonly TuneData _data;
    private readonly SyntheticRows _synthetic;
    private readonly CsvTable _table;
    private readonly int[] _featureOf;
    private readonly int[] _numberOf;
    private readonly Dictionary<int, Parent> _parents = [];
    private readonly string _separator;

    private AugmentedCsv(Stream output, TuneData data, SyntheticRows synthetic)
    {
        (_output, _data, _synthetic, _table) = (output, data, synthetic, data.Table);
        _separator = _table.Separator.ToString();
        var names = _table.Columns.Select(column => column.Name).ToList();
        _featureOf = [.. _table.Header.Select(name => names.IndexOf(name))];
        _numberOf = new int[_table.Features.RowCount];
        foreach (var row in data.Majority.Rows.Concat(data.Minority.Rows)) _numberOf[row] = 1;
        for (var (row, number) = (0, 0); row < _numberOf.Length; row++)
            if (_numberOf[row] > 0) _numberOf[row] = ++number;
    }

    /// <summary>Before the run: a column of one of the added names would make the file ambiguous.</summary>
    /// <exception cref="AppException">There is such a column.</exception>
    public static void Check(TuneData data)
    {
        foreach (var name in Added)
            if (data.Table.Header.Contains(name)) throw new AppException($"{data.FileName} already has a column '{name}', which augmented.csv adds; rename it or take the original file");
    }

    public static void Write(Stream output, TuneData data, SyntheticRows synthetic)
    {
        var file = new AugmentedCsv(output, data, synthetic);
        file.Originals();
        for (var i = 0; i < synthetic.Rows.RowCount; i++) file.Synthetic(i);
    }

    /// <summary>Text as it was, quotes and the line ends within them included.</summary>
    private void Originals()
    {
        var wanted = new bool[_numberOf.Length];
        foreach (var parents in _synthetic.Parents ?? [])
        {
            if (parents.A >= 0) wanted[_data.Minority.Rows[parents.A]] = true;
            if (parents.B >= 0) wanted[_data.Minority.Rows[parents.B]] = true;
        }

        var row = -1;
        foreach (var record in _table.Records!.Records())
        {
            if (row >= 0 && _numberOf[row] == 0)
            {
                row++;
                continue;
            }

            _output.Write(record.Span);
            if (row < 0) Text(string.Concat(Added.Select(name => _separator + name)));
            else Text($"{_separator}0{_separator}{_separator}");
            Text("\n");
            if (row >= 0 && wanted[row]) _parents[row] = new(row, record.ToArray(), (byte)_table.Separator);
            row++;
        }
    }

    private void Synthetic(int index)
    {
        var parents = _synthetic.Parents?[index] ?? new(RowParents.None, RowParents.None);
        var (a, b) = (TableRow(parents.A), TableRow(parents.B));
        var (first, second) = (_parents.GetValueOrDefault(a), _parents.GetValueOrDefault(b));
        for (var field = 0; field < _table.Header.Count; field++)
        {
            if (field > 0) _output.WriteByte((byte)_table.Separator);
            if (_featureOf[field] is >= 0 and var feature) Feature(index, field, feature, first, second);
            else if (_table.Header[field] == _table.LabelColumn) Text(CsvText.Quoted(_table.PositiveValue, _table.Separator));
            else if (_table.Header[field] == _table.GroupColumn) Group(a, b);
        }

        Text($"{_separator}1{_separator}{Number(a)}{_separator}{Number(b)}\n");

        int TableRow(int parent) => parent < 0 ? -1 : _data.Minority.Rows[parent];

        string Number(int row) => row < 0 ? "" : _numberOf[row].ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A value that a parent has keeps the parent's spelling.</summary>
    private void Feature(int index, int field, int feature, Parent? first, Parent? second)
    {
        var value = _synthetic.Rows[index][feature];
        if ((Spelling(first) ?? Spelling(second)) is { } parent)
        {
            _output.Write(parent.Field(field).Trim(" \t"u8));
            return;
        }

        var column = _table.Columns[feature];
        if (double.IsNaN(value)) return;
        if (column.Use == ColumnUse.Categorical) Text(CsvText.Quoted(column.Levels[(int)value], _table.Separator));
        else Number(value);

        Parent? Spelling(Parent? of) => of is not null && _table.Features[of.Row][feature].Equals(value) ? of : null;
    }

    private void Number(double value)
    {
        Span<byte> text = stackalloc byte[MostDigits];
        int length;
        // Whole numbers up to 2^53 have all their digits; "R" would write 1E+16.
        if (value == Math.Floor(value) && Math.Abs(value) <= 1L << 53) ((long)value).TryFormat(text, out length, default, CultureInfo.InvariantCulture);
        else value.TryFormat(text, out length, "R", CultureInfo.InvariantCulture);
        text = text[..length];
        if (_table.HasDecimalComma) text.Replace((byte)'.', (byte)',');
        _output.Write(text);
    }

    private void Group(int a, int b)
    {
        if (a >= 0 && (b < 0 || _table.Groups[a] == _table.Groups[b])) Text(CsvText.Quoted(_table.GroupTexts[_table.Groups[a]], _table.Separator));
    }

    private void Text(string text) => _output.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>A record of the file that synthetic rows were made from; cut once, for it has many of them.</summary>
    private sealed class Parent(int row, byte[] record, byte separator)
    {
        private readonly int[] _ends = CsvText.FieldEnds(record, separator);

        public int Row => row;

        public ReadOnlySpan<byte> Field(int field) => record.AsSpan((field == 0 ? 0 : _ends[field - 1] + 1).._ends[field]);
    }
}
