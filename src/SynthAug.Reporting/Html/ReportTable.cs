using System.Globalization;
using SynthAug.Reporting.Figures;

namespace SynthAug.Reporting.Html;

/// <summary>
/// Sets a table. Its least width is estimated from its words, and from it the width of screen under which rows turn into cards: a table
/// that fits a phone stays a table there.
/// </summary>
internal static class ReportTable
{
    // Font size and cell padding of the style sheet, in px; the page's margins on either side.
    const double FontSize = 14, Padding = 18, PageMargin = 40;

    // A column of words reads well down to this.
    const double Words = 130;

    // Every phone in use is at least this wide.
    const double Phone = 360;

    // A table that needs more than the page's column may stand out of it.
    const double Column = 900;

    /// <summary>The widths of screen at which the style sheet can turn tables into cards; a table takes the first that has room for it.</summary>
    public static IReadOnlyList<CardBreak> CardBreaks { get; } =
        [new(480, "480"), new(640, "640"), new(780, "780"), new(900, "900"), new(1040, "1040"), new(1240, "1240")];

    public sealed record CardBreak(double Screen, string Name);

    public static void Write(HtmlWriter html, TableBlock table, int number)
    {
        if (table.Rows.FirstOrDefault(row => row.Count != table.Columns.Count) is { } odd)
            throw new ArgumentException(
                $"The table '{table.Caption}' has {table.Columns.Count} columns, but a row of {odd.Count}: {string.Join(" | ", odd)}.",
                nameof(table));

        // Laid out as blocks a table loses its roles in some browsers; said outright they stay.
        html.Open("table", ("class", BreakClass(table)), ("role", "table"));
        var caption = string.Create(CultureInfo.InvariantCulture, $"Table {number}. {table.Caption}");
        html.Element("caption", caption.TrimEnd());
        html.Open("thead", ("role", "rowgroup"));
        html.Open("tr", ("role", "row"));
        foreach (var column in table.Columns)
            html.Element("th", column.Heading, ("scope", "col"), ("role", "columnheader"), ("class", AlignmentClass(column)));
        html.Close();
        html.Close();
        html.Open("tbody", ("role", "rowgroup"));
        foreach (var row in table.Rows)
        {
            html.Open("tr", ("role", "row"));
            for (var i = 0; i < row.Count; i++)
            {
                var column = table.Columns[i];
                if (i == 0) html.Element("th", row[i], ("scope", "row"), ("role", "rowheader"), ("class", AlignmentClass(column)));
                else html.Element("td", row[i], ("role", "cell"), ("class", AlignmentClass(column)), ("data-label", column.Heading));
            }

            html.Close();
        }

        html.Close();
        html.Close();
    }

    /// <summary>The least width a table needs with words unbroken, page margins included, in px.</summary>
    internal static double LeastScreen(TableBlock table)
    {
        var width = PageMargin;
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            var heading = LongestWord(column.Heading, bold: true);
            // Numbers are never broken; words may wrap at their spaces, but a column of one word a line is no table.
            var most = column.Alignment == Alignment.Right ? double.PositiveInfinity : Words;
            var cells = 0.0;
            foreach (var row in table.Rows) cells = Math.Max(cells, Math.Min(TextMetrics.Width(row[i], FontSize), most));
            width += Math.Max(heading, cells) + Padding;
        }

        return width;
    }

    static string BreakClass(TableBlock table)
    {
        var least = LeastScreen(table);
        if (least <= Phone) return "";
        foreach (var (screen, name) in CardBreaks)
            if (least <= screen) return least > Column ? $"cards-{name} broad" : $"cards-{name}";
        return "cards";
    }

    static double LongestWord(string text, bool bold)
    {
        var longest = 0.0;
        foreach (var word in text.Split(' ')) longest = Math.Max(longest, TextMetrics.Width(word, FontSize, bold));
        return longest;
    }

    static string AlignmentClass(TableColumn column) => column.Alignment switch
    {
        Alignment.Right => "right",
        Alignment.Centre => "centre",
        _ => "",
    };
}
