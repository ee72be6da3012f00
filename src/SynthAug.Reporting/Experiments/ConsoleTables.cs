using Spectre.Console;
using Spectre.Console.Rendering;

namespace SynthAug.Reporting.Experiments;

/// <summary>Tables as plain text: no colours, no escapes, '\n', so a log and a terminal show the same.</summary>
public static class ConsoleTables
{
    /// <param name="width">Characters in a line; cells wrap.</param>
    public static void Write(TextWriter output, int width, params IEnumerable<IRenderable> parts)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(parts);
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(text),
        });
        console.Profile.Width = Math.Max(40, width);
        console.Profile.Capabilities.Unicode = true;
        foreach (var part in parts) console.Write(part);
        // Spectre pads every line to the table's width.
        foreach (var line in text.ToString().Split('\n').SkipLast(1)) output.Write(line.TrimEnd() + "\n");
    }

    internal static Table Plain(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(Markup.Escape(column)));
        return table;
    }
}
