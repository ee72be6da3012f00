using System.Globalization;
using System.Text;
using SynthAug.App;

namespace SynthAug.Browser.Tests;

/// <summary>Reports of real runs of <c>tune</c>, on data that ask much of a page.</summary>
public sealed class TunePages : IDisposable
{
    public const string Plain = "plain", Crowded = "crowded", Refused = "refused";

    private readonly string _folder = Directory.CreateTempSubdirectory("pages-").FullName;

    public string this[string name] => Path.Combine(_folder, name, "report.html");

    public async Task MakeAsync()
    {
        const string quick = "--folds 3 --repeats 2 --threads 2 --gamma 0:2:9";
        await TuneAsync(Plain, Csv(3, i => $"x{i}"), quick);
        // Long names without a blank, two of everything, and a generator that refuses.
        await TuneAsync(
            Crowded, Csv(9, i => i == 4 ? "a_column_name_that_goes_on_and_on_and_on_without_a_single_blank_in_it" : $"mean arterial pressure, lowest of day {i}"),
            quick + " --generator smote:k=3 --generator gaussian-fit --generator smote:k=30 --classifier logistic --classifier least-squares");
        await TuneAsync(Refused, Csv(2, i => $"x{i}"), quick + " --generator smote:k=30");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task TuneAsync(string name, string csv, string arguments)
    {
        var file = Path.Combine(_folder, name + ".csv");
        await File.WriteAllTextAsync(file, csv);
        string[] args = ["tune", file, "--label", "label", "--out", Path.Combine(_folder, name), .. arguments.Split(' ')];
        var (before, output) = (Console.Out, new StringWriter());
        Console.SetOut(output);
        try
        {
            await ExperimentApp.RunToolAsync(args);
        }
        finally
        {
            Console.SetOut(before);
        }

        // A run in which everything was refused ends with a code of its own, and still leaves its page.
        File.Exists(this[name]).ShouldBeTrue(output.ToString());
    }

    // 240 rows of '0' and 24 of 'yes', apart by one deviation in the first column; from a fixed congruence.
    private static string Csv(int columns, Func<int, string> name)
    {
        var text = new StringBuilder(string.Join(',', Enumerable.Range(0, columns).Select(i => $"\"{name(i)}\""))).Append(",label\n");
        ulong state = 1;
        for (var i = 0; i < 264; i++)
        {
            var minority = i % 11 == 0;
            for (var j = 0; j < columns; j++)
            {
                double sum = 0;
                for (var k = 0; k < 4; k++)
                {
                    state = unchecked(state * 6364136223846793005UL + 1442695040888963407UL);
                    sum += (state >> 40) / (double)(1 << 24);
                }

                text.Append(CultureInfo.InvariantCulture, $"{1.7 * (sum - 2) + (minority && j == 0 ? 1 : 0):0.000},");
            }

            text.Append(minority ? "yes" : "0").Append('\n');
        }

        return text.ToString();
    }
}
