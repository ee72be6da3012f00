using System.Globalization;
using SynthAug.Engine;
using SynthAug.Reporting.Experiments;

namespace SynthAug.Reporting.Tests.Experiments;

public class ConsoleTableTests
{
    [Fact]
    public void A_result_is_one_line_however_narrow_the_terminal_and_no_name_is_cut()
    {
        var results = SampleStudy.Results(new LinePlot(Column.Gamma, "Risk"));
        string[] narrow = Lines(results, 40), wide = Lines(results, 400);
        narrow.Where(line => line.Contains('±')).ShouldBe(wide.Where(line => line.Contains('±')));
        narrow.ShouldAllBe(line => !line.Contains('…'));
    }

    [Fact]
    public void Prose_is_wrapped_where_the_terminal_ends()
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        ConsoleTables.Write(output, 40, new Spectre.Console.Text(string.Join(' ', Enumerable.Repeat("word", 40)) + "\n"));
        output.ToString().Split('\n').ShouldAllBe(line => line.Length <= 40);
    }

    private static string[] Lines(ExperimentResults results, int width)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture);
        ConsoleTables.Write(output, width, ExperimentTables.Results(results));
        return output.ToString().Split('\n');
    }
}
