using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SynthAug.Reporting.Experiments;

/// <summary>Tables as plain text: no colours, no escapes, '\n', so a log and a terminal show the same.</summary>
public static class ConsoleTables
{
    /// <param name="width">Characters in a line: cells wrap, but in a table whose columns all may not: that is as wide as it needs to be.</param>
    public static void Write(TextWriter output, int width, params IEnumerable<IRenderable> parts)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(parts);
        // Rendered without a console of Spectre's: making one asks the terminal for all that it can do, which takes longer than the table.
        var across = Math.Max(40, width);
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            var lines = part is Table table && table.Columns.All(column => column.NoWrap) ? Unbounded : across;
            foreach (var segment in part.Render(Sized(lines), lines)) text.Append(segment.IsLineBreak ? "\n" : segment.Text);
        }

        // Spectre pads every line to the table's width.
        foreach (var line in text.ToString().Split('\n').SkipLast(1)) output.Write(line.TrimEnd() + "\n");
    }

    private const int Unbounded = 10_000;

    private static RenderOptions Sized(int width) => new(new PlainText(), new Size(width, 1000));

    internal static Table Plain(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)));
        return table;
    }

    private sealed class PlainText : IReadOnlyCapabilities
    {
        public ColorSystem ColorSystem => ColorSystem.NoColors;

        public bool Ansi => false;

        public bool Links => false;

        public bool Legacy => false;

        public bool IsTerminal => false;

        public bool Interactive => false;

        public bool Unicode => true;
    }
}
