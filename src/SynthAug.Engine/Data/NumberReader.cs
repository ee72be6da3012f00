using System.Globalization;
using System.Text;

namespace SynthAug.Engine.Data;

/// <summary>
/// Cells of one file as numbers. A comma may be the decimal mark where it does not part the fields, and only if the whole file agrees: one mark
/// throughout, and at least one number that a thousands comma could not have made.
/// </summary>
internal sealed class NumberReader(string source, bool commaParts)
{
    private CellPlace _comma;
    private CellPlace _point;
    private bool _isDecimalComma;

    /// <summary>True once a number was read whose mark is a comma.</summary>
    public bool HasComma => !_comma.IsNone;

    /// <returns>False for a text.</returns>
    /// <exception cref="DataFileException">An infinity, or a decimal mark that cannot be told.</exception>
    public bool TryRead(ReadOnlySpan<byte> text, long row, string column, out double value)
    {
        if (TryReadWhole(text, out value)) return true;
        // Thousands separators would make 1,5 a 15.
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
        {
            if (double.IsFinite(value))
            {
                if (!commaParts && (_point.IsNone || HasComma) && text.Contains((byte)'.')) NotePoint(CellPlace.Of(source, row, column, text));
                return true;
            }

            // "nan" in its spellings is missing and does not come here.
            throw NotFinite(text, row, column);
        }

        if (text.TrimStart("+-"u8) is [(byte)'i' or (byte)'I', (byte)'n' or (byte)'N', (byte)'f' or (byte)'F', ..] infinity && infinity.Length is 3 or 8) throw NotFinite(text, row, column);
        return text.IndexOf((byte)',') is >= 0 and var comma && TryReadComma(text, comma, row, column, out value);
    }

    /// <exception cref="DataFileException">Every comma may have parted thousands.</exception>
    public void Finish()
    {
        if (HasComma && !_isDecimalComma)
            throw _comma.Error(source, "may be a decimal or a thousands comma, and no other number of the file tells; write a decimal point and no thousands separator.");
    }

    /// <summary>What most cells are. So few digits are a double to the last one.</summary>
    public static bool TryReadWhole(ReadOnlySpan<byte> text, out double value)
    {
        const int Digits = 15;
        value = 0;
        var isNegative = text.Length > 0 && text[0] == (byte)'-';
        var digits = isNegative ? text[1..] : text;
        if (digits.Length is 0 or > Digits) return false;
        var whole = 0L;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit((char)c)) return false;
            whole = 10 * whole + (c - (byte)'0');
        }

        // Of the double: "-0" keeps its sign.
        value = isNegative ? -(double)whole : whole;
        return true;
    }

    private bool TryReadComma(ReadOnlySpan<byte> text, int comma, long row, string column, out double value)
    {
        value = 0;
        if (text.Length > 64 || text.Contains((byte)'.') || text[(comma + 1)..].Contains((byte)',')) return false;
        Span<byte> pointed = stackalloc byte[text.Length];
        text.CopyTo(pointed);
        pointed[comma] = (byte)'.';
        if (!double.TryParse(pointed, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || !double.IsFinite(value)) return false;
        var place = CellPlace.Of(source, row, column, text);
        if (commaParts) throw place.Error(source, "has a comma; write a decimal point and no thousands separator.");
        if (!_point.IsNone) throw Mixed(place, _point);
        if (_comma.IsNone) _comma = place;
        _isDecimalComma |= !IsThousands(text, comma);
        return true;
    }

    // 1,234 and 12,345: one to three digits, not 0, then three.
    private static bool IsThousands(ReadOnlySpan<byte> text, int comma)
    {
        var whole = text[..comma].TrimStart("+-"u8);
        return whole.Length is >= 1 and <= 3 && whole[0] != (byte)'0' && text.Length - comma == 4 && !text[(comma + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private void NotePoint(CellPlace place)
    {
        if (HasComma) throw Mixed(place, _comma);
        _point = place;
    }

    private DataFileException Mixed(CellPlace place, CellPlace other) =>
        place.Error(source, $"and '{other.Text}' in row {other.Row}, column '{other.Column}', have different decimal marks; write one mark throughout.");

    private DataFileException NotFinite(ReadOnlySpan<byte> text, long row, string column) =>
        new($"{source}: row {row}, column '{column}': '{Encoding.UTF8.GetString(text)}' is not a finite number; correct it, or drop the row or the column.");
}
