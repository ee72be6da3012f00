using SynthAug.App.Tuning;
using SynthAug.Engine;
using SynthAug.Engine.Data;
using SynthAug.Engine.Sizing;
using SynthAug.Numerics;

namespace SynthAug.App.Tests.Tuning;

/// <summary>
/// Nothing that is fitted may see a held-out row. The check: move one row far away; where it is held out, the losses of the fold's other rows must
/// not change by a bit. Each leaking twin must fail it.
/// </summary>
public class LeakTests
{
    private const int Changed = 3;

    private static readonly TuneSettings Settings = new() { Generators = ["copy"], Classifiers = ["line"], Folds = 4, Repeats = 2 };

    [Fact]
    public async Task A_held_out_row_does_not_move_the_losses_of_the_others_in_its_fold() =>
        (await ChangedLosses((data, repeats) => new TuneExperiment(data, repeats, Settings, Settings.Generators, Settings.Classifiers, Rules))).ShouldBe(0);

    [Fact]
    public async Task A_standardiser_fitted_on_all_rows_is_caught() =>
        (await ChangedLosses((data, repeats) => new LeakingStandardiser(data, repeats))).ShouldBeGreaterThan(0);

    [Fact]
    public async Task A_generator_fitted_on_all_rows_is_caught() =>
        (await ChangedLosses((data, repeats) => new LeakingGenerator(data, repeats))).ShouldBeGreaterThan(0);

    [Fact]
    public async Task Losses_are_those_of_a_plain_fit_on_the_other_folds()
    {
        var data = Data(shifted: 0);
        var repeats = data.Split(Settings.Folds, Settings.Repeats, Settings.Seed);
        var experiment = new TuneExperiment(data, repeats, Settings, [], Settings.Classifiers, TuneRules.WithoutRows);
        await RunAsync(experiment);
        var plain = PlainLosses(data, repeats[1], fold: 2);
        var held = experiment.Losses[new("", "line", TuneRules.None, double.NaN)].Fold(1, 2, minority: true).ToArray();
        held.Length.ShouldBe(plain.Length);
        for (var i = 0; i < held.Length; i++) held[i].ShouldBe(plain[i], 1e-12);
    }

    private static SizeRule[] Rules => [.. TuneRules.WithoutRows, TuneRules.Balancing];

    /// <summary>How many losses of other rows change, over all rules, in the folds that hold the changed row out.</summary>
    private static async Task<int> ChangedLosses(Func<TuneData, IReadOnlyList<FoldLayout>, TuneExperiment> create)
    {
        var (before, after) = (Data(shifted: 0), Data(shifted: 100));
        var repeats = before.Split(Settings.Folds, Settings.Repeats, Settings.Seed);
        var (one, two) = (create(before, repeats), create(after, repeats));
        await RunAsync(one);
        await RunAsync(two);
        var changed = 0;
        for (var repeat = 0; repeat < repeats.Count; repeat++)
        {
            var layout = repeats[repeat].Of(minority: true);
            var fold = Enumerable.Range(0, Settings.Folds).Single(k => layout.Order.Take(layout.HeldOut(k)).Contains(Changed));
            foreach (var rule in Rules)
            {
                var key = rule.UsesGenerator ? new CandidateKey("copy", "line", rule.Label, 1) : new("", "line", rule.Label, double.NaN);
                one.Losses[key].Refusal.ShouldBeNull();
                changed += Differences(one.Losses[key].Fold(repeat, fold, minority: false), two.Losses[key].Fold(repeat, fold, minority: false));
                // The changed row's own loss changes, and only that.
                changed += Differences(one.Losses[key].Fold(repeat, fold, minority: true), two.Losses[key].Fold(repeat, fold, minority: true)) - 1;
            }
        }

        return changed;
    }

    private static int Differences(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var count = 0;
        for (var i = 0; i < a.Length; i++)
            if (BitConverter.DoubleToInt64Bits(a[i]) != BitConverter.DoubleToInt64Bits(b[i])) count++;
        return count;
    }

    private static async Task RunAsync(TuneExperiment experiment)
    {
        var plan = ExperimentPlan.Create(experiment, TunePlugins.Catalog);
        var outcome = await Sweep.RunAsync(plan, [.. Enumerable.Range(0, plan.TrialCount)], experiment.Losses, threads: 2);
        outcome.FirstFailure.ShouldBeNull();
    }

    private static TuneData Data(double shifted)
    {
        var folder = Directory.CreateTempSubdirectory("tune-");
        try
        {
            var path = Path.Combine(folder.FullName, "data.csv");
            File.WriteAllText(path, TuneRun.Csv(24, 12));
            var data = TuneData.Read(path, "y", null);
            foreach (ref var value in data.Minority.Writable[Changed]) value += shifted;
            return data;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

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

    private static (double[][] Train, double[][] Test) Split(FeatureMatrix rows, FoldLayout.ClassLayout layout, int fold)
    {
        var held = layout.Order.Take(layout.HeldOut(fold)).ToHashSet();
        var all = Enumerable.Range(0, rows.RowCount);
        return ([.. all.Where(i => !held.Contains(i)).Select(i => rows[i].ToArray())], [.. all.Where(held.Contains).Select(i => rows[i].ToArray())]);
    }

    private sealed class LeakingStandardiser(TuneData data, IReadOnlyList<FoldLayout> repeats)
        : TuneExperiment(data, repeats, Settings, Settings.Generators, Settings.Classifiers, Rules)
    {
        private readonly Standardiser _all = Standardiser.Fit(new(data.Majority, data.Minority));

        public override SampleSource Training(object cell) => SampleSource.From((buffer, _) => Fill((TuneCell)cell, heldOut: false, buffer));

        public override SampleSource Test(object cell) => SampleSource.From((buffer, _) => Fill((TuneCell)cell, heldOut: true, buffer));

        private void Fill(TuneCell cell, bool heldOut, SampleBuffer buffer)
        {
            Take(cell, heldOut, buffer);
            cell.Preparation = _all;
            Prepare(cell, buffer);
        }
    }

    /// <summary>Its generator learns from the whole minority; the classifier still sees the fold's training rows.</summary>
    private sealed class LeakingGenerator(TuneData data, IReadOnlyList<FoldLayout> repeats)
        : TuneExperiment(data, repeats, Settings, Settings.Generators, Settings.Classifiers, Rules)
    {
        private readonly FeatureMatrix _minority = data.Minority;

        public override ExperimentDescriptor Descriptor => base.Descriptor with { Generators = [new("copy", null)] };

        public override ILaw OwnGenerator(object cell, int index, TrainingSample training)
        {
            var all = new FeatureMatrix(_minority.Rows.Values, _minority.Dimension);
            ((TuneCell)cell).Preparation!.Apply(all.Writable);
            return new AllRows(all);
        }

        private sealed class AllRows(FeatureMatrix rows) : ILaw
        {
            public int Dimension => rows.Dimension;

            public void Draw(Rows destination, long firstRow, RandomStream random)
            {
                for (var i = 0; i < destination.Count; i++) rows[random.AtRow(firstRow + i).NextIndex(rows.RowCount)].CopyTo(destination[i]);
            }
        }
    }
}
