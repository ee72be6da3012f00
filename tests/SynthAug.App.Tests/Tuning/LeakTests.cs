using System.Globalization;
using System.Text;
using SynthAug.App.Tuning;
using SynthAug.Engine.Data;
using SynthAug.Engine.Tuning;
using SynthAug.Numerics;

namespace SynthAug.App.Tests.Tuning;

/// <summary>
/// Nothing that is fitted may see a held-out row. The check: move one row far away; where it is held out, the losses of the fold's other rows must
/// not change by a bit. Each leaking twin must fail it.
/// </summary>
public class LeakTests
{
    private const int Changed = 3, Folds = 4, Repeats = 2;

    // Rules of one candidate: what a tuned rule chooses for a fold rests on the others.
    private static readonly string[] Rules = [TuningRules.None, TuningRules.PriorShift, TuningRules.ClassWeight, TuningRules.Bootstrap, TuningRules.Naive];

    private static readonly TuningSettings Settings = new() { Generators = ["copy"], Classifiers = ["line"], Gamma = new(0, 1, 2), Draws = 0 };

    [Fact]
    public async Task A_held_out_row_does_not_move_the_losses_of_the_others_in_its_fold() =>
        (await ChangedLosses(Parts, _ => TunePlugins.Catalog)).ShouldBe(0);

    [Fact]
    public async Task A_preparation_fitted_on_all_rows_is_caught() =>
        (await ChangedLosses(data => new PreparedByAll(Parts(data), data), _ => TunePlugins.Catalog)).ShouldBeGreaterThan(0);

    [Fact]
    public async Task A_generator_fitted_on_all_rows_is_caught() =>
        (await ChangedLosses(Parts, data => PeekingGenerator.CatalogOver(data.Prepared.Sample.Minority))).ShouldBeGreaterThan(0);

    [Fact]
    public async Task Losses_are_those_of_a_plain_fit_on_the_other_folds()
    {
        using var data = Data(shifted: 0);
        var result = await RunAsync(Parts(data), TunePlugins.Catalog);
        Losses(result, TuningRules.None, 1, 2, minority: true).ShouldBe(PlainLosses(data, result.Parts.Layout(1), fold: 2), 1e-12);
    }

    private static IHeldOutParts Parts(TuneData data) => data.Parts(Folds, Repeats, seed: 1);

    /// <summary>How many losses of other rows change, over all rules, in the folds that hold the changed row out.</summary>
    private static async Task<int> ChangedLosses(Func<TuneData, IHeldOutParts> parts, Func<TuneData, PluginCatalog> catalog)
    {
        using TuneData before = Data(shifted: 0), after = Data(shifted: 100);
        var (one, two) = (await RunAsync(parts(before), catalog(before)), await RunAsync(parts(after), catalog(after)));
        var changed = 0;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            var layout = one.Parts.Layout(repeat).Of(minority: true);
            var fold = Enumerable.Range(0, Folds).Single(k => layout.HeldOutRows(k).Contains(Changed));
            foreach (var rule in Rules)
            {
                changed += Differences(Losses(one, rule, repeat, fold, minority: false), Losses(two, rule, repeat, fold, minority: false));
                // The changed row's own loss changes, and only that.
                changed += Differences(Losses(one, rule, repeat, fold, minority: true), Losses(two, rule, repeat, fold, minority: true)) - 1;
            }
        }

        return changed;
    }

    private static double[] Losses(TuningResult result, string rule, int repeat, int fold, bool minority)
    {
        var entry = result.Panel.Entries.Single(e => e.Rule == rule);
        entry.Refusal.ShouldBeNull();
        var losses = new double[result.Parts.Layout(repeat).Of(minority).HeldOutCount(fold)];
        entry.Choice!.Chosen(repeat, fold).Losses(repeat, fold, minority, losses);
        return losses;
    }

    private static int Differences(double[] a, double[] b) => a.Zip(b).Count(p => BitConverter.DoubleToInt64Bits(p.First) != BitConverter.DoubleToInt64Bits(p.Second));

    private static Task<TuningResult> RunAsync(IHeldOutParts parts, PluginCatalog catalog) => Task.Run(() => new Tuner(parts, Settings, catalog).Run(threads: 2));

    private static TuneData Data(double shifted)
    {
        var lines = TuneRun.Csv(24, 12).Split('\n');
        var changed = Enumerable.Range(1, 36).Where(i => lines[i].Split(',')[1] == "1").ElementAt(Changed);
        var fields = lines[changed].Split(',');
        foreach (var j in (int[])[0, 2]) fields[j] = (double.Parse(fields[j], CultureInfo.InvariantCulture) + shifted).ToString("R", CultureInfo.InvariantCulture);
        lines[changed] = string.Join(',', fields);
        return Read(string.Join('\n', lines));
    }

    internal static TuneData Read(string csv, string? group = null) => TuneData.Read(new()
    {
        Path = "-",
        Label = "y",
        Group = group,
        Input = () => new MemoryStream(Encoding.UTF8.GetBytes(csv)),
    });

    // Written out: copy the other folds' rows, standardise by their mean and deviation, fit, score the fold.
    private static double[] PlainLosses(TuneData data, FoldLayout layout, int fold)
    {
        var majority = Split(data.Majority, layout.Of(minority: false), fold);
        var minority = Split(data.Minority, layout.Of(minority: true), fold);
        var d = data.Columns.Count;
        var all = majority.Train.Concat(minority.Train).ToArray();
        for (var j = 0; j < d; j++)
        {
            var mean = all.Average(row => row[j]);
            var scale = Math.Sqrt(all.Average(row => (row[j] - mean) * (row[j] - mean)));
            foreach (var row in all.Concat(minority.Test)) row[j] = (row[j] - mean) / scale;
        }

        var model = new LineClassifier().Fit(new() { Real = new(Matrix(majority.Train), Matrix(minority.Train)) }, new PluginContext(new RandomStream(default)));
        var scores = new double[minority.Test.Length];
        model.Score(Matrix(minority.Test).Rows, scores);
        return [.. scores.Select(s => ExactMath.Softplus(-s))];

        FeatureMatrix Matrix(double[][] rows) => new(rows.SelectMany(r => r).ToArray(), d);
    }

    private static (double[][] Train, double[][] Test) Split(TableRows rows, FoldLayout.ClassLayout layout, int fold)
    {
        var held = layout.HeldOutRows(fold).ToArray();
        var all = Enumerable.Range(0, rows.Count);
        return ([.. all.Where(i => !held.Contains(i)).Select(i => rows[i].ToArray())], [.. held.Select(i => rows[i].ToArray())]);
    }
}
