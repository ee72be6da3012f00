using System.Globalization;
using System.Text;
using System.Text.Json;
using SynthAug.App;
using SynthAug.Engine;
using SynthAug.Engine.Data;
using SynthAug.Hosting;
using SynthAug.SourceGenerators.Tests.Driving;

namespace SynthAug.SourceGenerators.Tests.Experiments;

/// <summary>The class that <c>tune</c> writes is compiled, run, and held against what <c>tune</c> found.</summary>
public sealed class RepeatedTuneTests : IDisposable
{
    // Ours are sums over folds of sums over rows, those of tune are sums over rows of sums over repeats.
    private const double Rounding = 1e-12;

    private static readonly Lazy<PluginCatalog> Plugins = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]).Catalog);

    private readonly string _folder = Directory.CreateTempSubdirectory("repeat-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_written_experiment_repeats_the_losses_of_tune()
    {
        var tune = await TuneAsync(Table(103, 26), "--positive", "yes \"1\"", "--missing", "median", "--test", "0.1");
        var rows = Run(Load());

        rows.Count(r => r.Rule == "none").ShouldBe(2 * 3);
        foreach (var rule in (string[])["none", "prior-shift", "class-weight", "naive"])
            Mean(rows.Where(r => r.Rule == rule)).ShouldBe(Panel(tune, rule), Rounding, rule);
        var points = tune.GetProperty("curve").EnumerateArray().ToDictionary(p => p.GetProperty("gamma").GetDouble(), p => p.GetProperty("loss").GetDouble());
        foreach (var gamma in (double[])[0, 0.5, 1, 1.5, 2])
            Mean(rows.Where(r => r.Rule.StartsWith("sweep", StringComparison.Ordinal) && r.Gamma == gamma)).ShouldBe(points[gamma], Rounding);
    }

    /// <summary>The power of the test above: other folds are seen.</summary>
    [Fact]
    public async Task Another_seed_does_not_repeat_them()
    {
        var tune = await TuneAsync(Table(103, 26), "--missing", "median");
        var rows = Run(Load(), seed: 6);
        Math.Abs(Mean(rows.Where(r => r.Rule == "none")) - Panel(tune, "none")).ShouldBeGreaterThan(1e-4);
    }

    [Fact]
    public async Task Groups_and_a_schema_are_repeated()
    {
        var types = Path.Combine(_folder, "types.csv");
        File.WriteAllText(types, "column,type\ncount,categorical\n");
        var tune = await TuneAsync(Table(150, 40), "--missing", "median", "--group", "patient", "--schema", types);
        var runner = Load();
        runner.Descriptor.Csv!.Group.ShouldBe("patient");
        var rows = Run(runner);
        Mean(rows.Where(r => r.Rule == "none")).ShouldBe(Panel(tune, "none"), Rounding);
        Mean(rows.Where(r => r.Rule == "naive")).ShouldBe(Panel(tune, "naive"), Rounding);
    }

    [Fact]
    public async Task A_table_that_changes_or_goes_is_noticed()
    {
        await TuneAsync(Table(60, 20), "--missing", "median");
        var runner = Load();
        var plan = ExperimentPlan.Create(runner, Plugins.Value, new() { DataFolder = _folder });
        plan.Inputs["data data.csv"].Length.ShouldBe(64);
        File.AppendAllText(Path.Combine(_folder, "data.csv"), "1,2,a,p1,no\n");
        ExperimentPlan.Create(runner, Plugins.Value, new() { DataFolder = _folder }).Fingerprint.ShouldNotBe(plan.Fingerprint);
        File.Delete(Path.Combine(_folder, "data.csv"));
        Should.Throw<DataFileException>(() => ExperimentPlan.Create(runner, Plugins.Value, new() { DataFolder = _folder })).Message.ShouldContain("--data DIR");
    }

    [Fact]
    public async Task What_cannot_be_declared_is_not_written()
    {
        await TuneAsync(Table(60, 20), "--missing", "median");
        File.Exists(Path.Combine(_folder, "out/experiment.cs")).ShouldBeTrue();
        File.WriteAllText(Path.Combine(_folder, "held.csv"), Table(60, 20, seed: 2));
        await TuneAsync(Table(60, 20), "--missing", "median", "--validation", Path.Combine(_folder, "held.csv"));
        File.Exists(Path.Combine(_folder, "out/experiment.cs")).ShouldBeFalse("that of the run before would repeat that one");
    }

    private async Task<JsonElement> TuneAsync(string csv, params string[] more)
    {
        var file = Path.Combine(_folder, "data.csv");
        File.WriteAllText(file, csv);
        string[] args = ["tune", file, "--label", "outcome", "--folds", "3", "--repeats", "2", "--seed", "5", "--gamma", "0:2:5", "--out", Path.Combine(_folder, "out"), .. more];
        (await ExperimentApp.RunToolAsync(args)).ShouldBe(0);
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "out/tune.json"))).RootElement;
    }

    private ExperimentRunner Load()
    {
        var assembly = Driver.Run(File.ReadAllText(Path.Combine(_folder, "out/experiment.cs"))).Load();
        var all = (IReadOnlyList<ExperimentRunner>)assembly.GetType("Study.Experiments")!.GetProperty("All")!.GetValue(null)!;
        all.Single().Descriptor.Name.ShouldBe("TuneData");
        return all.Single();
    }

    private List<ResultRow> Run(ExperimentRunner runner, ulong? seed = null)
    {
        var plan = ExperimentPlan.Create(runner, Plugins.Value, new() { DataFolder = _folder, Seed = seed });
        var sink = new Sink();
        Sweep.Run(plan, [.. Enumerable.Range(0, plan.TrialCount)], sink, threads: 2).FirstFailure.ShouldBeNull();
        sink.Rows.ShouldAllBe(r => r.Refusal == null);
        return sink.Rows;
    }

    private static double Mean(IEnumerable<ResultRow> rows) => rows.Average(r => r.Measures[0]);

    private static double Panel(JsonElement tune, string rule) =>
        tune.GetProperty("panel").EnumerateArray().Single(e => e.GetProperty("rule").GetString() == rule).GetProperty("loss").GetDouble();

    // Whole numbers, a category, missing cells, groups, and class sizes that no number of folds divides.
    private static string Table(int majority, int minority, ulong seed = 1)
    {
        var random = new RandomStream(StreamKey.FromSeed(seed));
        var text = new StringBuilder("size,count,kind,patient,outcome\n");
        for (var i = 0; i < majority + minority; i++)
        {
            var isMinority = i % 5 == 0 && i / 5 < minority;
            var size = i % 17 == 3 ? "" : (random.NextNormal() + (isMinority ? 1 : 0)).ToString("R", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{size},{random.NextIndex(9) + (isMinority ? 2 : 0)},{"abc"[random.NextIndex(3)]},p{i / 2},{(isMinority ? "\"yes \"\"1\"\"\"" : "no")}\n");
        }

        return text.ToString();
    }

    private sealed class Sink : ITrialSink
    {
        public List<ResultRow> Rows { get; } = [];

        public void Append(TrialResult result) => Rows.AddRange(result.Rows);
    }
}
