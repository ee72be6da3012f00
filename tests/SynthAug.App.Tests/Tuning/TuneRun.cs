using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthAug.App.Plugins;
using SynthAug.App.Terminal;
using SynthAug.App.Verbs;

namespace SynthAug.App.Tests.Tuning;

/// <summary>One <c>tune</c> from the command line on, in a folder of its own.</summary>
internal sealed class TuneRun : IDisposable
{
    private TuneRun(string folder) => Folder = folder;

    public string Folder { get; }

    public int ExitCode { get; private set; }

    public string Output { get; private set; } = "";

    public string Error { get; private set; } = "";

    public string Out => Path.Combine(Folder, "result");

    public JsonElement Document => JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "tune.json"))).RootElement;

    public string[] Augmented => File.ReadAllLines(Path.Combine(Out, "augmented.csv"));

    public static Task<TuneRun> OfAsync(string csv, string arguments) => OfAsync(csv, arguments, new FixedPlugins());

    /// <param name="arguments">After <c>tune FILE --label … --out …</c>, parted by blanks.</param>
    public static async Task<TuneRun> OfAsync(string csv, string arguments, PluginSource plugins, string label = "y", CancellationToken cancellation = default)
    {
        var run = new TuneRun(Directory.CreateTempSubdirectory("tune-").FullName);
        var file = Path.Combine(run.Folder, "data.csv");
        await File.WriteAllTextAsync(file, csv, CancellationToken.None);
        var (output, error) = (new StringWriter(), new StringWriter());
        string[] args = ["tune", file, "--label", label, "--out", run.Out, .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        run.ExitCode = await ExperimentApp.RunAsync(
            new DeclaredExperiments([]), args, new() { Output = output, Error = error, Plugins = plugins }, cancellation);
        run.Output = output.ToString();
        run.Error = error.ToString();
        return run;
    }

    public string Read(string name) => File.ReadAllText(Path.Combine(Out, name));

    public JsonElement Rule(string rule) => Document.GetProperty("panel").EnumerateArray().Single(e => e.GetProperty("rule").GetString() == rule);

    public string[] Warnings => [.. Document.GetProperty("warnings").EnumerateArray().Select(w => w.GetString()!)];

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Normal features; the minority ("1") is shifted by <paramref name="shift"/> in each of two columns.</summary>
    public static string Csv(int majority, int minority, ulong seed = 1, double shift = 1)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var text = new StringBuilder("a,y,b\n");
        for (var i = 0; i < majority + minority; i++)
        {
            // Spread the minority through the file, so that data rows and minority rows do not coincide.
            var isMinority = (i + 1) * minority / (majority + minority) > i * minority / (majority + minority);
            var centre = isMinority ? shift : 0;
            text.Append(CultureInfo.InvariantCulture, $"{random.NextNormal() + centre:R},{(isMinority ? 1 : 0)},{5 + 3 * (random.NextNormal() + centre):R}\n");
        }

        return text.ToString();
    }

    internal sealed class FixedPlugins : PluginSource
    {
        public override PluginSet Load(IReadOnlyList<string> named, string? beside = null) => new([new("fakes", "Fakes", "1.0", "00", TunePlugins.Modules)], []);
    }
}
