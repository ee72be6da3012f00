using System.Text;
using System.Text.Unicode;

namespace SynthAug.Engine.Data;

/// <summary>A cell that an error may have to name later: where it is and what it says. No row when there is none.</summary>
internal readonly record struct CellPlace(long Row, string Column, string Text)
{
    private const int ShownText = 40;

    public bool IsNone => Row == 0;

    /// <exception cref="DataFileException">Not UTF-8.</exception>
    public static CellPlace Of(string source, long row, string column, ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) ? new(row, column, Shown(text)) : throw NotText(source, row);

    public static DataFileException NotText(string source, long row) => new($"{source}: row {row} is not UTF-8 text; save the file as UTF-8.");

    public DataFileException Error(string source, string what) => new($"{source}: row {Row}, column '{Column}': '{Text}' {what}");

    private static string Shown(ReadOnlySpan<byte> text)
    {
        var shown = Encoding.UTF8.GetString(text);
        // Most cells have no line end, and to look for every kind of them costs a search that is compiled while the program runs.
        foreach (var c in shown)
        {
            if (c is >= ' ' and <= '~') continue;
            shown = shown.ReplaceLineEndings(" ");
            break;
        }

        return shown.Length <= ShownText ? shown : $"{shown[..ShownText]}…";
    }
}
