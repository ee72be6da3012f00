using System.Diagnostics;
using SynthAug;
using SynthAug.Engine;
using SynthAug.Hosting;

namespace RealData.Tests;

/// <summary>A few repetitions of a cell of each study: that they run, and that the largest of their findings is there.</summary>
public sealed class StudyTests
{
    private static readonly Lazy<PluginCatalog> Plugins = new(() => PluginHost.Load([Path.Combine(AppContext.BaseDirectory, "plugins")]).Catalog);

    [SharedDataFact]
    public void A_prior_shift_beats_balancing_where_the_minority_is_thin()
    {
        var rows = Run("Imbalance", 10, ("How", "ThinningMinority"), ("Ratio", "100"));
        Mean(rows, "prior-shift", 1).ShouldBeLessThan(Mean(rows, "naive", 1));
        Mean(rows, "naive", 1).ShouldBeLessThan(Mean(rows, "none", 1));
    }

    [SharedDataFact]
    public void A_rule_that_may_fall_back_costs_no_more_than_tuning()
    {
        var rows = Run("ValidationSize", 10, ("Set", "credit_default"), ("PerClass", "50")).Where(r => r.Rule == "vtss").ToList();
        // Regret, Smaller, Paired, two of the plug-in, then the stock score.
        rows.Average(r => r.Measures[2]).ShouldBeLessThan(rows.Average(r => r.Measures[^1]));
    }

    [SharedDataFact]
    public void Balancing_beats_the_raw_fit_of_sepsis()
    {
        var rows = Run("Sepsis", 1, ("Set", "sepsis2019"));
        rows.Count(r => r.Rule == "none").ShouldBe(5, "a trial is a fold");
        Mean(rows, "naive", 1).ShouldBeLessThan(Mean(rows, "none", 1) - 0.3);
    }

    [SharedDataFact]
    public void All_generators_serve_all_tables()
    {
        foreach (var set in (string[])["wine_quality_white", "thyroid_sick", "yeast_me2", "abalone_19"])
            Run("Misspecified", 1, trials: 1, ("Set", set)).ShouldAllBe(r => r.Refusal == null);
    }

    [SharedDataFact]
    public void The_panel_has_every_rule_of_a_small_table()
    {
        var row = Run("PanelOfSets", 1, ("Set", "haberman")).Single();
        row.Measures.ShouldAllBe(m => double.IsFinite(m));
    }

    [Fact]
    public void Without_tables_the_program_says_in_a_line_what_to_put_where()
    {
        using var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RealData.dll"), "list", "--data", "no-such-folder"])
        {
            RedirectStandardError = true,
        })!;
        var error = program.StandardError.ReadToEnd();
        program.WaitForExit();
        program.ExitCode.ShouldBe(2);
        error.Trim().Split('\n').Length.ShouldBe(1);
        error.ShouldContain("sepsis2019.csv");
        error.ShouldContain("--data DIR");
    }

    private static double Mean(List<ResultRow> rows, string rule, int measure) => rows.Where(r => r.Rule == rule).Average(r => r.Measures[measure]);

    private static List<ResultRow> Run(string name, int repetitions, params (string Axis, string Value)[] cell) => Run(name, repetitions, int.MaxValue, cell);

    private static List<ResultRow> Run(string name, int repetitions, int trials, params (string Axis, string Value)[] cell)
    {
        Environment.SetEnvironmentVariable("REALDATA", SharedDataFactAttribute.Folder);
        var runner = Experiments.All.Single(r => r.Descriptor.Name == name);
        var plan = ExperimentPlan.Create(runner, Plugins.Value, new() { Repetitions = repetitions, DataFolder = SharedDataFactAttribute.Folder });
        var mine = Enumerable.Range(0, plan.TrialCount).Where(t => cell.All(c => plan.Cells[t / plan.Repetitions].Axes.Any(a => (a.Name, a.Text) == c))).Take(trials).ToArray();
        var sink = new Sink();
        Sweep.Run(plan, mine, sink, threads: Environment.ProcessorCount).FirstFailure.ShouldBeNull();
        return sink.Rows;
    }

    private sealed class Sink : ITrialSink
    {
        public List<ResultRow> Rows { get; } = [];

        public void Append(TrialResult result) => Rows.AddRange(result.Rows);
    }
}
