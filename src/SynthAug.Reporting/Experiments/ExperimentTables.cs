using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SynthAug.Reporting.Experiments;

/// <summary>The tables that the verbs print.</summary>
public static class ExperimentTables
{
    /// <summary>One experiment a row.</summary>
    public static IRenderable List(IReadOnlyList<ExperimentListing> experiments)
    {
        ArgumentNullException.ThrowIfNull(experiments);
        var table = ConsoleTables.Plain("experiment", "trials", "generators", "classifiers", "size rules");
        foreach (var e in experiments)
        {
            table.AddRow(
                Cell(e.Name, e.Title),
                Cell(string.Create(CultureInfo.InvariantCulture, $"{e.Cells} × {e.Repetitions} = {e.Trials}"), e.Axes.Count == 0 ? "" : "over " + string.Join(", ", e.Axes)),
                Cell([.. e.Generators]),
                Cell([.. e.Classifiers]),
                Cell([.. e.Rules]));
        }

        return table;
    }

    private static Text Cell(params string[] lines) => new(string.Join('\n', lines.Where(line => line.Length > 0)));
}
