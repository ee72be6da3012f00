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
    private static readonly string[] Added = ["synthetic", "parent_a", "parent_b"];

    private readonly ByteLines _lines;
    private readonly TuneData _data;
    private readonly SyntheticRows _synthetic;
    private readonly CsvTable _table;
    private readonly Field[] _fields;
    private readonly int[] _numberOf;
    private readonly Parent?[] _parents;
    private readonly byte _separator;

    private AugmentedCsv(Stream output, TuneData data, SyntheticRows synthetic)
    {
        (_lines, _data, _synthetic, _table) = (new(output), data, synthetic, data.Table);
        _separator = (byte)_table.Separator;
        _fields = [.. _table.Header.Select(FieldOf)];
        (_numberOf, _parents) = (new int[_table.Features.RowCount], new Parent?[_table.Features.RowCount]);
        foreach (var row in data.Majority.Rows) _numberOf[row] = 1;
        foreach (var row in data.Minority.Rows) _numberOf[row] = 1;
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
        file._lines.Flush();
    }

    private Field FieldOf(string name)
    {
        for (var feature = 0; feature < _table.Columns.Count; feature++)
        {
            var column = _table.Columns[feature];
            if (column.Name != name) continue;
            return new(feature, column.Use == ColumnUse.Categorical ? [.. column.Levels.Select(Quoted)] : null, null, false);
        }

        return new(-1, null, name == _table.LabelColumn ? Quoted(_table.PositiveValue) : null, name == _table.GroupColumn);
    }

    private byte[] Quoted(string text) => Encoding.UTF8.GetBytes(CsvText.Quoted(text, _table.Separator));

    /// <summary>Text as it was, quotes and the line ends within them included.</summary>
    private void Originals()
    {
        var wanted = new bool[_numberOf.Length];
        foreach (var parents in _synthetic.Parents ?? [])
        {
            if (parents.A >= 0) wanted[_data.Minority.Rows[parents.A]] = true;
            if (parents.B >= 0) wanted[_data.Minority.Rows[parents.B]] = true;
        }

        var separator = _table.Separator;
        var header = Encoding.UTF8.GetBytes($"{separator}{string.Join(separator, Added)}\n");
        var original = Encoding.UTF8.GetBytes($"{separator}0{separator}{separator}\n");
        var row = -1;
        foreach (var record in _table.Records!.Records())
        {
            if (row < 0 || _numberOf[row] > 0)
            {
                _lines.Add(record.Span);
                _lines.Add(row < 0 ? header : original);
                if (row >= 0 && wanted[row]) _parents[row] = new(record.ToArray(), _separator, _fields.Length);
            }

            row++;
        }
    }

    private void Synthetic(int index)
    {
        var parents = _synthetic.Parents?[index] ?? new(RowParents.None, RowParents.None);
        var (a, b) = (TableRow(parents.A), TableRow(parents.B));
        var (first, second) = (a < 0 ? null : _parents[a], b < 0 ? null : _parents[b]);
        var values = _synthetic.Rows[index];
        var ofFirst = first is null ? default : _table.Features[a];
        var ofSecond = second is null ? default : _table.Features[b];
        for (var field = 0; field < _fields.Length; field++)
        {
            if (field > 0) _lines.Add(_separator);
            var of = _fields[field];
            if (of.Feature is >= 0 and var feature)
            {
                // A value that a parent has keeps the parent's spelling; a missing one is equal to another.
                if (first is not null && ofFirst[feature].Equals(values[feature])) _lines.Add(first.Field(field));
                else if (second is not null && ofSecond[feature].Equals(values[feature])) _lines.Add(second.Field(field));
                else Feature(values[feature], of);
            }
            else if (of.Text is { } text) _lines.Add(text);
            else if (of.IsGroup) Group(a, b);
        }

        _lines.Add(_separator);
        _lines.Add((byte)'1');
        Number(a);
        Number(b);
        _lines.Add((byte)'\n');

        int TableRow(int parent) => parent < 0 ? -1 : _data.Minority.Rows[parent];

        void Number(int row)
        {
            _lines.Add(_separator);
            if (row >= 0) _lines.Add(_numberOf[row]);
        }
    }

    private void Feature(double value, Field of)
    {
        if (double.IsNaN(value)) return;
        if (of.Levels is { } levels) _lines.Add(levels[(int)value]);
        else _lines.Add(value, _table.HasDecimalComma);
    }

    private void Group(int a, int b)
    {
        if (a >= 0 && (b < 0 || _table.Groups[a] == _table.Groups[b])) _lines.Add(Quoted(_table.GroupTexts[_table.Groups[a]]));
    }

    /// <summary>What a field of a synthetic row holds.</summary>
    /// <param name="Feature">Its column of the table; −1 when it is none.</param>
    /// <param name="Levels">Texts of a category's levels; null for a number.</param>
    /// <param name="Text">The same in every row; null for none.</param>
    /// <param name="IsGroup">The parents' group.</param>
    private sealed record Field(int Feature, byte[][]? Levels, byte[]? Text, bool IsGroup);

    /// <summary>A record of the file that synthetic rows were made from; cut once, for it has many of them.</summary>
    private sealed class Parent
    {
        private readonly byte[] _record;
        private readonly int[] _ends;
        private readonly bool _isPadded;

        public Parent(byte[] record, byte separator, int fields)
        {
            (_record, _ends) = (record, new int[fields]);
            _isPadded = record.AsSpan().ContainsAny((byte)' ', (byte)'\t');
            CsvText.FieldEnds(record, separator, _ends);
        }

        public ReadOnlySpan<byte> Field(int field)
        {
            var text = _record.AsSpan((field == 0 ? 0 : _ends[field - 1] + 1).._ends[field]);
            return _isPadded ? text.Trim(" \t"u8) : text;
        }
    }
}
