using System.Globalization;
using System.Text;

namespace SynthAug.Engine.Data;

/// <summary>Cells of one feature, and from them what kind of column it is unless that was declared.</summary>
internal sealed class ColumnReader(string source, string name, ColumnUse? declared, MissingPolicy missing, NumberReader numbers)
{
    /// <summary>A category of more levels is a name or a free text, and its one-hot columns would fill the memory.</summary>
    public const int MostLevels = 255;

    private static readonly string[] Missing = ["NA", "N/A", "NAN", "NULL", "?", "."];

    private readonly TextCodes _levels = new();
    private CellPlace _firstNumber, _firstText, _firstFraction;
    private int _numberCount, _textCount, _missingCount;
    private double _first, _second = double.NaN, _last = double.NaN;
    private double _least = double.PositiveInfinity, _largest = double.NegativeInfinity;
    private bool _hasThird, _isCounting = true, _levelsBeginWithDigit = true;

    public string Name => name;

    private bool IsCategorical => declared == ColumnUse.Categorical || (declared is null && _textCount > 0);

    /// <summary>For a second file: texts of the first keep their codes, and what the first does not have is −1.</summary>
    public ColumnReader WithLevels(IReadOnlyList<string> levels)
    {
        foreach (var level in levels) _levels.Add(level);
        IsClosed = true;
        return this;
    }

    private bool IsClosed { get; set; }

    /// <summary>How many cells hold a text that the first file does not have.</summary>
    public int UnknownCount { get; private set; }

    /// <returns>False where the cell is more than digits: <see cref="Read"/> then.</returns>
    public bool TryReadWhole(ReadOnlySpan<byte> text, long row, out double value)
    {
        if (!NumberReader.TryReadWhole(text, out value) || declared == ColumnUse.Categorical) return false;
        // Most whole numbers say nothing new of their column.
        if (_isCounting || !(_hasThird || value == _first || value == _second)) Number(value, row, text);
        else Count(value);
        return true;
    }

    /// <returns>The number, the level's code in order of appearance, or NaN where there is no value.</returns>
    /// <exception cref="DataFileException">The cell does not fit.</exception>
    public double Read(ReadOnlySpan<byte> text, long row)
    {
        if (IsMissing(text))
        {
            if (missing == MissingPolicy.Refuse) throw NoValue(text, row);
            _missingCount++;
            return double.NaN;
        }

        if (declared == ColumnUse.Categorical) return Level(text, row);
        if (numbers.TryRead(text, row, name, out var value))
        {
            Number(value, row, text);
            return value;
        }

        if (_textCount++ == 0) _firstText = CellPlace.Of(source, row, name, text);
        if (declared is { } use) throw _firstText.Error(source, $"is not a number, but the column is declared {use.Word()}; correct it, or declare the column categorical.");
        return _numberCount == 0 ? Level(text, row) : double.NaN;
    }

    /// <summary>What the column is, after the last row.</summary>
    /// <exception cref="DataFileException">Numbers and texts in one column, or nothing at all.</exception>
    public TableColumn Finish()
    {
        if (_numberCount > 0 && _textCount > 0)
        {
            throw _textCount <= _numberCount
                ? _firstText.Error(source, $"is not a number, the column's other values are; correct it, leave it empty, or declare the column categorical or ignored in a --schema file.")
                : _firstNumber.Error(source, $"is a number, most values of the column are texts such as '{_firstText.Text}'; correct it, or declare the column categorical or ignored in a --schema file.");
        }

        if (!IsClosed && _numberCount == 0 && _levels.Texts.Count == 0)
            throw new DataFileException($"{source}: column '{name}' has no value in any row; drop it, or declare it ignored in a --schema file.");
        if (IsCategorical) return new(name, ColumnUse.Categorical) { Levels = [.. _levels.Texts], MissingCount = _missingCount };
        return new(name, declared ?? Sniffed()) { MissingCount = _missingCount, Least = _least, Largest = _largest };
    }

    /// <summary>What is odd, but no error.</summary>
    public IEnumerable<string> Warnings(int rows)
    {
        var values = rows - _missingCount;
        var isConstant = IsCategorical ? _levels.Texts.Count == 1 : double.IsNaN(_second);
        if (isConstant) yield return $"{source}: column '{name}' has one value only; it cannot help.";
        if (UnknownCount > 0) yield return $"{source}: column '{name}' has {UnknownCount} cells with a category that the first file does not have; they count as none of its categories.";
        if (declared is not null || isConstant) yield break;
        if (IsCategorical && _levels.Texts.Count == values && values > 2)
            yield return $"{source}: column '{name}' has another text in every row, like a name or a number of a file; declare it ignored in a --schema file unless it is a cause.";
        else if (IsCategorical && _levelsBeginWithDigit)
            yield return $"{source}: column '{name}' is taken as categories, though its texts begin with a digit ('{_levels.Texts[0]}'); dates and numbers with units are no categories.";
        if (!IsCategorical && _isCounting && values > 2 && _missingCount == 0)
            yield return $"{source}: column '{name}' counts the rows ({_first:0}, {_second:0}, …); declare it ignored in a --schema file unless the order is a cause.";
    }

    private ColumnUse Sniffed() => !_firstFraction.IsNone ? ColumnUse.Continuous
        : !double.IsNaN(_second) && !_hasThird ? ColumnUse.Binary
        : ColumnUse.Integer;

    private void Number(double value, long row, ReadOnlySpan<byte> text)
    {
        if (_numberCount == 0) (_firstNumber, _first) = (CellPlace.Of(source, row, name, text), value);
        Count(value);
        if (_firstFraction.IsNone && value != Math.Floor(value))
        {
            _firstFraction = CellPlace.Of(source, row, name, text);
            if (declared == ColumnUse.Integer && !IsClosed) throw _firstFraction.Error(source, "is not a whole number, but the column is declared integer; correct it, or declare the column continuous.");
        }

        _isCounting &= _numberCount == 1 || value == _last + 1;
        _last = value;
        if (value == _first || value == _second) return;
        if (double.IsNaN(_second))
        {
            _second = value;
            return;
        }

        _hasThird = true;
        if (declared == ColumnUse.Binary)
        {
            throw CellPlace.Of(source, row, name, text).Error(
                source, string.Create(CultureInfo.InvariantCulture, $"is a third value beside {_first:R} and {_second:R}, but the column is declared binary; correct it, or declare the column integer or continuous."));
        }
    }

    private void Count(double value)
    {
        _numberCount++;
        if (value <= _least) _least = Math.Min(_least, value);
        if (value >= _largest) _largest = Math.Max(_largest, value);
    }

    private double Level(ReadOnlySpan<byte> text, long row)
    {
        var known = _levels.Texts.Count;
        var code = _levels.Of(text, source, row, IsClosed ? known : MostLevels);
        if (code >= 0)
        {
            if (code == known) _levelsBeginWithDigit &= char.IsAsciiDigit(_levels.Texts[code][0]);
            return code;
        }

        if (IsClosed)
        {
            UnknownCount++;
            return -1;
        }

        throw CellPlace.Of(source, row, name, text).Error(
            source, $"is the {MostLevels + 1}th text of the column, too many for categories; join rare ones, or declare the column ignored in a --schema file.");
    }

    private static bool IsMissing(ReadOnlySpan<byte> text)
    {
        if (text.Length > 4) return false;
        if (text.IsEmpty) return true;
        if (char.IsAsciiDigit((char)text[0])) return false;
        foreach (var word in Missing)
            if (Ascii.EqualsIgnoreCase(text, word)) return true;
        return false;
    }

    private DataFileException NoValue(ReadOnlySpan<byte> text, long row)
    {
        const string Remedy = "fill it, drop the row or the column, or say --missing median.";
        return text.IsEmpty
            ? new($"{source}: row {row}, column '{name}' is empty; {Remedy}")
            : CellPlace.Of(source, row, name, text).Error(source, $"is a missing value; {Remedy}");
    }
}
