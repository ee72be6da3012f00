namespace SynthAug.Engine.Data;

/// <summary>Fields on their way out, and raw records cut into raw fields.</summary>
public static class CsvText
{
    /// <summary>Quoted where a reader would otherwise part, trim or end it.</summary>
    public static string Quoted(string text, char separator)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAny("\"\r\n") || text.Contains(separator) || text.Trim() != text
            ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"'
            : text;
    }

    /// <summary>The text of a raw field, quotes and the blanks around it included; empty past the last.</summary>
    public static ReadOnlySpan<byte> RawField(ReadOnlySpan<byte> record, int field, byte separator)
    {
        var (start, isOpen) = (0, false);
        for (var i = 0; i <= record.Length; i++)
        {
            if (i < record.Length && record[i] == (byte)'"') isOpen = !isOpen;
            if (i < record.Length && (isOpen || record[i] != separator)) continue;
            if (field-- == 0) return record[start..i];
            start = i + 1;
        }

        return [];
    }
}
