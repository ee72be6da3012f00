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

    /// <summary>Where each raw field of a record ends: the place of its separator, of the last one the length.</summary>
    /// <param name="record">As it is in the file.</param>
    /// <param name="separator">Within quotes it parts nothing.</param>
    /// <param name="ends">Length of the fields, as many as the record has.</param>
    public static void FieldEnds(ReadOnlySpan<byte> record, byte separator, Span<int> ends)
    {
        var (isOpen, field) = (false, 0);
        for (var i = 0; i < record.Length; i++)
        {
            if (record[i] == (byte)'"') isOpen = !isOpen;
            else if (!isOpen && record[i] == separator) ends[field++] = i;
        }

        ends[field] = record.Length;
    }
}
